import { createHash } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { isoWithOffset } from '../../domain/calendar/zoned.js';
import { DubanError } from '../../domain/errors.js';
import { HOUR, type Instant } from '../../domain/instant.js';

/**
 * A folder of backups:
 *
 *     evidence/ab/cd/<sha256>          content, kept once for all backups
 *     2026-11-30-021500/manifest.json  what is in this backup, and the hash of each of its files
 *                       evidence.txt   the content that belongs to it: hash and size
 *                       item.copy.gz   one for each table, as PostgreSQL's COPY writes it
 */
const MANIFEST = 'manifest.json';
export const EVIDENCE_LIST = 'evidence.txt';
const PARTIAL = /[.]partial$/;

const file = z.object({ name: z.string().regex(/^[a-z_]+[.](copy[.]gz|txt)$/), sha256: z.string() });
const schema = z.object({
  product: z.literal('duban'),
  format: z.literal(1),
  /** Until when the register knew everything; milliseconds. */
  at: z.number().int(),
  schema: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number().int(), file }).strict()),
  evidence: z.object({ files: z.number().int(), bytes: z.number().int(), list: file }),
});

export type Manifest = z.infer<typeof schema>;

/** Begins a backup: it is called what it is to be called when `finish` has made sure that all of it is on disk. */
export async function beginBackup(folder: string, { now, zone }: { now: Instant; zone: string }) {
  const name = isoWithOffset(now, zone).slice(0, 19).replace('T', '-').replaceAll(':', '');
  const dir = path.join(folder, `${name}.partial`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // What a backup that was killed has left; a younger one may be under way.
  for (const left of (await readdir(folder)).filter((entry) => PARTIAL.test(entry))) {
    const { mtimeMs } = await stat(path.join(folder, left));
    if (mtimeMs < now - 24 * HOUR) await rm(path.join(folder, left), { recursive: true, force: true });
  }
  await mkdir(dir, { mode: 0o700 });
  return {
    at: (file: string) => path.join(dir, file),
    async finish(manifest: Manifest): Promise<string> {
      const text = JSON.stringify(manifest, null, 1);
      const handle = await open(path.join(dir, MANIFEST), 'wx', 0o600);
      await handle.writeFile(`${text}\n${sealOf(text)}\n`);
      await handle.close();
      for (const entry of await readdir(dir)) await sync(path.join(dir, entry));
      await sync(dir);
      const done = path.join(folder, name);
      await rename(dir, done);
      await sync(folder);
      return done;
    },
    discard: () => rm(dir, { recursive: true, force: true }),
  };
}

/** The backups in a folder that are complete, oldest first. */
export async function listBackups(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names.filter((name) => /^\d{4}-\d\d-\d\d-\d{6}$/.test(name)).sort();
}

/** Throws `backup-damaged`. */
export async function readManifest(dir: string): Promise<Manifest> {
  const written = await readFile(path.join(dir, MANIFEST), 'utf8').catch(() => '');
  const end = written.lastIndexOf('\n', written.length - 2);
  const text = written.slice(0, Math.max(0, end));
  if (text === '' || written.slice(end + 1) !== `${sealOf(text)}\n`) throw damaged(`${MANIFEST} 缺失或已被改动`);
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new DubanError(
    'backup-newer',
    '备份来自更新版本的督办，本版本不能恢复；请先升级程序。',
    {},
    { cause: parsed.error },
  );
}

export function damaged(what: string): DubanError {
  return new DubanError('backup-damaged', `备份已损坏：${what}；台账未作恢复。请改用另一份备份。`, {});
}

function sealOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function sync(place: string): Promise<void> {
  // Windows syncs no folders, and opens no read-only file for it.
  if (process.platform === 'win32') return;
  const handle = await open(place, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
