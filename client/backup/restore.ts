import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import { loadRegister, requireEmpty } from '../../register/backup/load-register.js';
import { folderStore, type EvidenceStore } from '../../register/evidence-store.js';
import { damaged, listBackups, readManifest, type Manifest } from './backup-folder.js';
import { copyContents, type Content } from './copy-evidence.js';
import { hashOf } from './hashed.js';

export interface RestoreInput {
  databaseUrl: string;
  evidence: EvidenceStore;
  /** Of the backups. */
  folder: string;
  /** Name of one of them; by default the newest. */
  name?: string | undefined;
  now: Instant;
  progress: (text: string) => void;
}

export interface Restored {
  name: string;
  /** Until when the register knew everything. */
  at: Instant;
  rows: number;
  files: number;
}

/**
 * Restores a backup into an empty register. All of it is checked first, then the evidence is copied, which alone changes nothing,
 * and the register last, at once: it never speaks of a file that is not there. Killed anywhere, it can be done again. Throws
 * `no-backup`, `backup-damaged`, `backup-newer` or `register-not-empty`.
 */
export async function restore(input: RestoreInput): Promise<Restored> {
  const { databaseUrl, evidence, folder, now, progress } = input;
  const name = await chosen(folder, input.name);
  const dir = path.join(folder, name);
  const manifest = await readManifest(dir);
  await requireEmpty(databaseUrl);
  for (const { name: file, sha256 } of [...manifest.tables.map((table) => table.file), manifest.evidence.list]) {
    progress(`正在核对备份：${file}`);
    if ((await hashOf(path.join(dir, file))) !== sha256) throw damaged(`${file} 缺失或已被改动`);
  }
  let files = 0;
  const from = folderStore(path.join(folder, 'evidence'));
  for await (const { sha256, fate } of copyContents(listed(dir, manifest), { from, to: evidence })) {
    if (fate === 'damaged') throw damaged(`佐证材料 ${sha256} 缺失，或内容已变`);
    files += 1;
    progress(`正在恢复佐证材料：${files}/${manifest.evidence.files}个文件`);
  }
  const table = new Map(manifest.tables.map((one) => [one.name, one.file.name]));
  await loadRegister(databaseUrl, {
    dump: manifest,
    read(one) {
      progress(`正在恢复台账：${one}`);
      const packed = createReadStream(path.join(dir, table.get(one) ?? ''));
      const content = createGunzip();
      packed.on('error', (error) => content.destroy(error));
      return packed.pipe(content);
    },
    backedUpAt: manifest.at,
    now,
  });
  return { name, at: manifest.at, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0), files };
}

async function chosen(folder: string, name: string | undefined): Promise<string> {
  const names = await listBackups(folder);
  const newest = names.at(-1);
  if (newest === undefined) {
    throw new DubanError('no-backup', `${folder} 中没有完整的备份；请核对是否为备份目录。`, { folder });
  }
  if (name === undefined) return newest;
  if (names.includes(name)) return name;
  throw new DubanError('no-backup', `${folder} 中没有名为“${name}”的备份；现有：${names.join('、')}。`, { names });
}

async function* listed(dir: string, { evidence }: Manifest): AsyncGenerator<Content> {
  const lines = createInterface({ input: createReadStream(path.join(dir, evidence.list.name)) });
  for await (const line of lines) {
    const [sha256 = '', size = ''] = line.split(' ');
    yield { sha256, size: Number(size) };
  }
}
