import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { DubanError } from '../../domain/errors.js';
import type { Admission, StoredContent } from './stored.js';

/** Where files stand while they arrive. What a crash leaves is here and nowhere else. */
export const INCOMING = 'incoming';

export interface Arriving {
  content: Readable;
  admission?: Admission;
}

/** Writes what arrives under `incoming/`, on disk when done; gives it to `keep`, which may move it. Nothing of it stays there. */
export async function spooled(
  dir: string,
  arriving: Arriving,
  keep: (file: string, stored: StoredContent) => Promise<void>,
): Promise<StoredContent> {
  const file = path.join(dir, INCOMING, randomUUID());
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const stored = await write(file, arriving);
    arriving.admission?.admit();
    await keep(file, stored);
    return stored;
  } catch (error) {
    throw whatToDo(error, dir);
  } finally {
    // What cannot be removed is seen by doctor.
    await rm(file, { force: true }).catch(() => undefined);
  }
}

async function write(file: string, { content, admission }: Arriving): Promise<StoredContent> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(file, 'wx', 0o440);
  try {
    for await (const chunk of content as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      admission?.see(bytes);
      hash.update(bytes);
      size += bytes.length;
      await handle.writeFile(bytes);
    }
    // On disk before the register may speak of it.
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), size };
}

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const CLOSED = ['EACCES', 'EPERM', 'EROFS'];

function whatToDo(error: unknown, dir: string): unknown {
  const { code = '', path: place = dir } = error as NodeJS.ErrnoException;
  // The file that is read from has its own troubles.
  if (!place.startsWith(dir)) return error;
  if (FULL.includes(code)) {
    const message = `存放佐证材料的磁盘已满（${dir}），材料未保存，也未报送。请告知系统管理员清理或扩容，之后重新报送。`;
    return new DubanError('evidence-no-space', message, { dir, code }, { cause: error });
  }
  if (CLOSED.includes(code)) {
    const message = `佐证材料目录 ${dir} 无法写入，材料未保存，也未报送。请告知系统管理员检查该目录的权限，之后重新报送。`;
    return new DubanError('evidence-unwritable', message, { dir, code }, { cause: error });
  }
  return error;
}
