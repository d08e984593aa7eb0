import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import { dumpRegister } from '../../register/backup/dump-register.js';
import { folderStore, type EvidenceStore } from '../../register/evidence-store.js';
import { beginBackup, EVIDENCE_LIST, type Manifest } from './backup-folder.js';
import { contentsOf, copyContents } from './copy-evidence.js';
import { hashing } from './hashed.js';

export interface BackUpInput {
  databaseUrl: string;
  evidence: EvidenceStore;
  /** Of the backups; made where there is none. */
  folder: string;
  now: Instant;
  /** In which the backup is named. */
  zone: string;
  progress: (text: string) => void;
}

export interface BackedUp {
  /** The new backup. */
  dir: string;
  rows: number;
  files: number;
  bytes: number;
  /** Files that no earlier backup had. */
  copied: number;
  /** Hashes of evidence that is not what it was when it was stored: not in the backup. */
  damaged: string[];
}

/**
 * One more backup in a folder of them. The register first, then the evidence: a file is on disk before the register speaks of it
 * and stays for good, so what the register spoke of at its instant is there afterwards. Killed anywhere, it leaves no
 * backup. Throws `backup-unwritable`.
 */
export async function backUp(input: BackUpInput): Promise<BackedUp> {
  const { folder, now } = input;
  let backup: Awaited<ReturnType<typeof beginBackup>> | undefined;
  try {
    const begun = await beginBackup(folder, input);
    backup = begun;
    const hashes: Promise<string>[] = [];
    const { schema, tables } = await dumpRegister(input.databaseUrl, (table) => {
      input.progress(`正在备份台账：${table}`);
      const { into, done } = zipped(begun.at(`${table}.copy.gz`));
      hashes.push(done);
      return into;
    });
    const written: Manifest['tables'] = [];
    for (const [index, table] of tables.entries()) {
      written.push({ ...table, file: { name: `${table.name}.copy.gz`, sha256: (await hashes[index]) ?? '' } });
    }
    const { list, ...counts } = await backUpEvidence(input, begun.at(EVIDENCE_LIST));
    const evidence = { files: counts.files, bytes: counts.bytes, list };
    const dir = await begun.finish({ product: 'duban', format: 1, at: now, schema, tables: written, evidence });
    return { dir, rows: tables.reduce((sum, { rows }) => sum + rows, 0), ...counts };
  } catch (error) {
    await backup?.discard();
    throw isOfDisk(error) ? unwritable(folder, error) : error;
  }
}

function isOfDisk(error: unknown): error is NodeJS.ErrnoException {
  return /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|EIO|ENOTDIR|EEXIST|ENOTEMPTY)$/.test(
    String((error as { code?: unknown }).code),
  );
}

function unwritable(folder: string, cause: NodeJS.ErrnoException): DubanError {
  const why = cause.code === 'ENOSPC' || cause.code === 'EDQUOT' ? '磁盘空间不足' : cause.message;
  const message = `备份目录 ${folder} 不能写入：${why}；未留下不完整的备份。请检查磁盘空间和权限后重试。`;
  return new DubanError('backup-unwritable', message, { folder }, { cause });
}

/** Zips what is written `into` it to a file; `done` when that is written, with its hash. */
function zipped(file: string): { into: Writable; done: Promise<string> } {
  const into = new PassThrough();
  const { stream, sha256 } = hashing();
  const done = pipeline(into, createGzip(), stream, createWriteStream(file, { flags: 'wx', mode: 0o600 })).then(sha256);
  // Waited for later; a failure ends the writing, too, which is told at once.
  done.catch((error: unknown) => into.destroy(error as Error));
  return { into, done };
}

async function backUpEvidence({ evidence, folder, progress }: BackUpInput, listFile: string) {
  const counts = { files: 0, bytes: 0, copied: 0, damaged: [] as string[] };
  const hash = createHash('sha256');
  const handle = await open(listFile, 'wx', 0o600);
  try {
    const copies = copyContents(contentsOf(evidence), {
      from: evidence,
      to: folderStore(path.join(folder, 'evidence')),
    });
    for await (const { sha256: content, size, fate } of copies) {
      if (fate === 'damaged') counts.damaged.push(content);
      else {
        counts.files += 1;
        counts.bytes += size;
        if (fate === 'copied') counts.copied += 1;
        const line = `${content} ${size}\n`;
        hash.update(line);
        await handle.writeFile(line);
      }
      progress(`正在备份佐证材料：${counts.files}个文件，其中新增${counts.copied}个`);
    }
  } finally {
    await handle.close();
  }
  return { ...counts, list: { name: EVIDENCE_LIST, sha256: hash.digest('hex') } };
}
