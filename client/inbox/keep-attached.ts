import { Readable } from 'node:stream';
import type { EvidenceFile } from '../../domain/command.js';
import { defaultEvidenceLimits } from '../../domain/evidence/evidence-limits.js';
import { inspectEvidence } from '../../domain/evidence/inspect-evidence.js';
import type { AttachedFile } from '../../mail/inbox/attached.js';
import type { Duban } from '../duban.js';
import { tooLarge } from '../keep-files.js';

export interface KeptAttached {
  kept: EvidenceFile[];
  refused: { name: string; why: string }[];
}

const CHUNK = 256 * 1024;

/** Keeps what came with a mail as evidence, each file for itself: one that is refused keeps no other out. `before`: files that it goes with. */
export async function keepAttached(
  { evidence, evidenceLimits: limits = defaultEvidenceLimits }: Pick<Duban, 'evidence' | 'evidenceLimits'>,
  files: AttachedFile[],
  before = 0,
): Promise<KeptAttached> {
  const done: KeptAttached = { kept: [], refused: [] };
  for (const { name, content } of files) {
    const refuse = (why: string): void => void done.refused.push({ name, why });
    const inspector = inspectEvidence(name);
    for (const chunk of chunksOf(content)) inspector.see(chunk);
    const verdict = inspector.verdict();
    if (content.length > limits.size) refuse(tooLarge(content.length, limits.size));
    else if ('refused' in verdict) refuse(verdict.refused);
    else if (before + done.kept.length >= limits.files)
      refuse(`超出一次${limits.files}个的上限；请合并成压缩包（.zip），或作为补充材料另行报送`);
    else {
      const stored = await evidence.put(Readable.from(chunksOf(content), { objectMode: false }));
      done.kept.push({ ...stored, name, type: verdict.type });
    }
  }
  return done;
}

function* chunksOf(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += CHUNK) yield content.subarray(at, at + CHUNK);
}
