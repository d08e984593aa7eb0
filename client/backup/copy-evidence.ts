import type { EvidenceStore } from '../../register/evidence-store.js';

export interface Content {
  sha256: string;
  size: number;
}

/** What became of a content: it was there already, was copied, or is not what its hash says (or is not there at all). */
export type Fate = 'there' | 'copied' | 'damaged';

/** Copies contents, given in the order of their hashes, that `to` does not have yet; gives what became of each. */
export async function* copyContents(
  contents: AsyncIterable<Content>,
  { from, to }: { from: EvidenceStore; to: EvidenceStore },
): AsyncGenerator<Content & { fate: Fate }> {
  const present = contentsOf(to)[Symbol.asyncIterator]();
  let next = await present.next();
  for await (const content of contents) {
    while (next.done !== true && next.value.sha256 < content.sha256) next = await present.next();
    const there = next.done !== true && next.value.sha256 === content.sha256 ? next.value : null;
    // Of another size it is not what it is called, and cannot be replaced: nothing kept is ever overwritten.
    if (there !== null) yield { ...content, fate: there.size === content.size ? 'there' : 'damaged' };
    else yield { ...content, fate: (await copy(content, { from, to })) ? 'copied' : 'damaged' };
  }
}

export async function* contentsOf(store: EvidenceStore): AsyncGenerator<Content> {
  for await (const entry of store.entries()) if (entry.kind === 'content') yield entry;
}

async function copy({ sha256 }: Content, { from, to }: { from: EvidenceStore; to: EvidenceStore }): Promise<boolean> {
  const content = from.read(sha256);
  let unread = false;
  content.once('error', () => (unread = true));
  try {
    return (await to.put(content)).sha256 === sha256;
  } catch (error) {
    // What cannot be read is damaged; what cannot be written (a full disk) is for whoever asked.
    if (unread) return false;
    throw error;
  }
}
