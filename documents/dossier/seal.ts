/** The comment of a dossier: by it, it is told from any other zip file, and every byte before it is held. */
const MARK = 'Duban-Dossier-1 ';
const COMMENT = /^Duban-Dossier-1 ((?:sm3:)?[0-9a-f]{64})$/;

export function sealComment(hash: string): string {
  return `${MARK}${hash}`;
}

/** The hash that the last bytes of a file state; `null` where they state none. */
export function statedSeal(tail: Buffer): { hash: string; length: number } | null {
  const at = tail.lastIndexOf(MARK);
  const hash = at < 0 ? undefined : COMMENT.exec(tail.toString('latin1', at))?.[1];
  return hash === undefined ? null : { hash, length: tail.length - at };
}

/** No comment is longer. */
export const SEAL_BYTES = MARK.length + 4 + 64;
