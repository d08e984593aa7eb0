import { DossierReader, readSeal, sealedBytes, type DossierFile } from '../../documents/dossier/dossier-reader.js';
import type { ManifestHead } from '../../documents/dossier/manifest.js';
import { Digest, algorithmOf } from '../../register/digest.js';
import { verifyTrails } from '../../register/verify/verify-trails.js';
import type { ItemTrail } from '../../register/verify/audit-source.js';
import { trailReport, type TrailReport } from '../verify-register.js';
import { all, dossierSource, type EvidenceRow } from './dossier-source.js';

export interface DossierReport {
  /** As the file states it; null where it states none. */
  seal: string | null;
  head: ManifestHead | null;
  files: number;
  bytes: number;
  /** Null where it could not be read so far. */
  trails: TrailReport | null;
  /** What is not as it was, the first first; empty where all is. */
  faults: string[];
}

/** With the seal noted when the dossier was made, where there is one. */
export interface VerifyDossierInput {
  file: string;
  noted?: string | undefined;
  onBytes: (done: number) => void;
}

/**
 * Checks every byte of a dossier, with nothing but the file: its seal, each file against the manifest, all trails and anchors, and what
 * was handed in against both. Reads it twice, and keeps one item in memory.
 */
export async function verifyDossier({ file, noted, onBytes }: VerifyDossierInput): Promise<DossierReport> {
  const report: DossierReport = { seal: null, head: null, files: 0, bytes: 0, trails: null, faults: [] };
  const { faults } = report;
  await checkSeal(report, { file, noted, onBytes });
  let reader: DossierReader | null = null;
  try {
    reader = await DossierReader.open(file);
    report.head = reader.head;
    const kept = await checkFiles(reader, report);
    if (faults.length === 0) await checkRecords(reader, report, kept);
  } catch (error) {
    faults.push(`卷宗不能读取：${error instanceof Error ? error.message : String(error)}`);
  } finally {
    reader?.close();
  }
  return report;
}

async function checkSeal(report: DossierReport, { file, noted, onBytes }: VerifyDossierInput): Promise<void> {
  const stated = await readSeal(file);
  if (stated === null) {
    report.faults.push('文件末尾没有完好的封印：不是 Duban 的卷宗，或末尾被改动、截断、添加');
    return;
  }
  report.seal = stated.hash;
  const sum = new Digest(algorithmOf(stated.hash));
  for await (const chunk of sealedBytes(file, stated.sealed)) {
    sum.update(chunk);
    report.bytes += chunk.length;
    onBytes(report.bytes);
  }
  if (sum.toString() !== stated.hash) report.faults.push('封印不符：卷宗封存之后有字节被改动');
  else if (noted !== undefined && noted.toLowerCase() !== stated.hash)
    report.faults.push(`封印码与所给的不同：这不是当时封存的那一份卷宗（本卷宗为 ${stated.hash}）`);
}

/** Each file must be as the manifest says, and there must be no others. Gives what is kept under a SHA-256, with its bytes. */
async function checkFiles(reader: DossierReader, report: DossierReport): Promise<Map<string, number>> {
  const kept = new Map<string, number>();
  for await (const line of reader.files()) {
    report.files += 1;
    const wrong = await checkFile(line);
    if (wrong !== null) report.faults.push(`文件“${line.file}”${wrong}`);
    if (line.sha256 !== undefined) kept.set(line.sha256, line.bytes);
  }
  return kept;
}

async function checkFile({ content: open, bytes, hash, sha256 }: DossierFile): Promise<string | null> {
  const sum = new Digest(algorithmOf(hash));
  const content = new Digest('sha256');
  let size = 0;
  try {
    for await (const chunk of await open()) {
      sum.update(chunk as Buffer);
      if (sha256 !== undefined) content.update(chunk as Buffer);
      size += (chunk as Buffer).length;
    }
  } catch (error) {
    return `不能读取：${error instanceof Error ? error.message : String(error)}`;
  }
  if (size !== bytes || sum.toString() !== hash) return '与清单所载的校验值不符';
  return sha256 !== undefined && content.toString() !== sha256 ? '不是原来报送的文件：与其 SHA-256 不符' : null;
}

async function checkRecords(reader: DossierReader, report: DossierReport, kept: Map<string, number>): Promise<void> {
  const { faults } = report;
  const posts = await all(reader.rows('post'));
  const names = new Map(
    posts.map((line) => JSON.parse(line) as { id: string; name: string }).map(({ id, name }) => [id, name]),
  );
  const source = await dossierSource(reader, (trail, evidence) => {
    const wrong = checkEvidence(trail, evidence, kept);
    if (wrong !== null) faults.push(`事项 ${trail.item.code} ${wrong}`);
  });
  report.trails = trailReport(source, await verifyTrails(source, () => undefined), names);
  faults.unshift(...report.trails.faults.map(({ text }) => text));
  for await (const line of reader.rows('plan_version')) {
    const { n, document } = JSON.parse(line) as { n: number; document: string };
    if (!kept.has(document)) faults.push(`卷宗缺少第${n}版方案原件`);
  }
  const { items, entries, heads, lastAnchor } = report.trails;
  const found = { items, entries, anchors: lastAnchor?.n ?? 0, anchor: lastAnchor?.hash ?? '', heads };
  if (faults.length === 0 && JSON.stringify(found) !== JSON.stringify(reader.head.trails))
    faults.push('办理记录与清单所载的条数、末条码不符：记录在归档之后被整体替换');
}

/** What a trail says was handed in, the rows must say, and the files must be there. */
function checkEvidence({ entries }: ItemTrail, evidence: EvidenceRow[], kept: Map<string, number>): string | null {
  const told = entries.flatMap(({ detail }) =>
    Array.isArray(detail['files']) ? (detail['files'] as EvidenceRow[]) : [],
  );
  const keys = (files: EvidenceRow[]): string =>
    files
      .map(({ sha256, name, size }) => JSON.stringify([sha256, name, size]))
      .sort()
      .join();
  if (keys(told) !== keys(evidence)) return '的佐证材料记录与办理记录所载不符：有增删或修改';
  const missing = evidence.find(({ sha256, size }) => kept.get(sha256) !== size);
  return missing === undefined ? null : `的佐证材料“${missing.name}”不在卷宗之中`;
}
