import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { EvidenceFile } from '../domain/command.js';
import { DubanError } from '../domain/errors.js';
import { defaultEvidenceLimits, type EvidenceLimits } from '../domain/evidence/evidence-limits.js';
import { inspectEvidence } from '../domain/evidence/inspect-evidence.js';
import type { EvidenceType } from '../domain/evidence/evidence-types.js';
import type { Admission } from '../register/evidence-store.js';
import type { Duban } from './duban.js';

const MB = 1024 * 1024;

/** Keeps files as evidence, before anything speaks of them. All are looked at before the first is kept. Throws `evidence-unusable` naming every bad one, or `evidence-too-many`. */
export async function keepFiles(
  { evidence, evidenceLimits: limits = defaultEvidenceLimits }: Pick<Duban, 'evidence' | 'evidenceLimits'>,
  files: string[],
): Promise<EvidenceFile[]> {
  if (files.length > limits.files) {
    const message = `一次最多报送${limits.files}个佐证材料，本次有${files.length}个，未报送。请合并成压缩包（.zip），或分几次作为补充材料报送。`;
    throw new DubanError('evidence-too-many', message, { given: files.length, most: limits.files });
  }
  const bad: [string, string][] = [];
  for (const file of files) {
    const problem = await problemWith(file, limits);
    if (problem !== null) bad.push([file, problem]);
  }
  if (bad.length > 0) throw unusable(bad);
  const kept: EvidenceFile[] = [];
  for (const file of files) {
    const admission = admitting(file, limits);
    kept.push({
      ...(await evidence.put(chunksOf(file), admission)),
      name: path.basename(file),
      type: admission.type(),
    });
  }
  return kept;
}

/** Keeps one file as it arrives, never whole in memory. Throws `evidence-unusable`. */
export async function keepArriving(
  { evidence, evidenceLimits: limits = defaultEvidenceLimits }: Pick<Duban, 'evidence' | 'evidenceLimits'>,
  { name, content }: { name: string; content: Readable },
): Promise<EvidenceFile> {
  const admission = admitting(name, limits);
  return { ...(await evidence.put(content, admission)), name: path.basename(name), type: admission.type() };
}

async function problemWith(file: string, { size }: EvidenceLimits): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  if (found === null) return '不存在';
  if (!found.isFile()) return found.isDirectory() ? '是文件夹，不是文件；请压缩成 .zip 再报送' : '不是普通文件';
  if (found.size > size) return tooLarge(found.size, size);
  const readable = await access(file, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!readable) return '没有读取权限';
  const inspector = inspectEvidence(path.basename(file));
  for await (const chunk of chunksOf(file)) inspector.see(chunk as Uint8Array);
  const verdict = inspector.verdict();
  return 'refused' in verdict ? verdict.refused : null;
}

/** Looks again as the file is kept: it may have become another meanwhile. */
function admitting(file: string, { size: most }: EvidenceLimits): Admission & { type: () => EvidenceType } {
  const inspector = inspectEvidence(path.basename(file));
  let size = 0;
  const type = (): EvidenceType => {
    const verdict = inspector.verdict();
    if ('refused' in verdict) throw unusable([[file, verdict.refused]]);
    return verdict.type;
  };
  return {
    see(chunk) {
      size += chunk.length;
      if (size > most) throw unusable([[file, tooLarge(size, most)]]);
      inspector.see(chunk);
    },
    admit: () => void type(),
    type,
  };
}

function unusable(bad: [string, string][]): DubanError {
  const list = bad.map(([file, problem]) => `“${file}”${problem}`).join('；');
  return new DubanError('evidence-unusable', `佐证材料有误，未报送：${list}。请核对后重新报送。`, {
    files: bad.map(([file]) => file),
  });
}

export function tooLarge(size: number, most: number): string {
  return `有${Math.ceil(size / MB)} MB，超过每个文件${Math.floor(most / MB)} MB的上限；请压缩、拆分，或缩短音像材料`;
}

function chunksOf(file: string): ReturnType<typeof createReadStream> {
  return createReadStream(file, { highWaterMark: 256 * 1024 });
}
