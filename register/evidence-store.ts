import { createReadStream } from 'node:fs';
import { link, mkdir, open, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { DubanError } from '../domain/errors.js';
import { placeOf } from './evidence/content-name.js';
import { folderEntries } from './evidence/folder-entries.js';
import { spooled } from './evidence/spool.js';
import type { EvidenceStore, StoredContent } from './evidence/stored.js';
import { missing, verified } from './evidence/verified.js';

export type { Admission, EvidenceStore, StoreEntry } from './evidence/stored.js';

/** Evidence in a folder: `ab/cd/<sha256>`, read-only. A crash or a full disk leaves at most a file under `incoming/`. */
export function folderStore(dir: string): EvidenceStore {
  return {
    put: (content, admission) =>
      spooled(dir, { content, ...(admission === undefined ? {} : { admission }) }, async (file, stored) => {
        const place = path.join(dir, placeOf(stored.sha256));
        await mkdir(path.dirname(place), { recursive: true });
        await linkOnce(file, place, stored);
        for (const folder of [path.dirname(place), path.dirname(path.dirname(place)), dir]) await syncFolder(folder);
      }),
    read(sha256) {
      const file = path.join(dir, placeOf(sha256));
      return verified(sha256, () => chunksOf(file, sha256));
    },
    entries: () => folderEntries(dir),
    async probe() {
      await spooled(dir, { content: Readable.from([Buffer.alloc(4096)]) }, async () => undefined);
    },
  };
}

async function* chunksOf(file: string, sha256: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? missing(sha256, error) : error;
  }
}

const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/** A second name for the file, unless one is there: of two at once one is first, and neither overwrites. */
async function linkOnce(file: string, place: string, { sha256, size }: StoredContent): Promise<void> {
  try {
    await link(file, place);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const there = await stat(place).catch(() => null);
    // Some network drives know no second names.
    if (there === null && NO_LINKS.includes(code)) return rename(file, place);
    if (there === null) throw error;
    if (there.size === size) return;
    const message = `佐证材料 ${sha256} 此前已存，但存储中的文件已损坏，须先从备份恢复；材料未报送。请告知系统管理员运行 duban doctor --deep。`;
    throw new DubanError('evidence-corrupt', message, { sha256 }, { cause: error });
  }
}

/** A name, too, is on disk before the register may speak of it. Windows syncs no folders, and needs not to. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
