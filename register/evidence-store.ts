import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

export interface StoredContent {
  sha256: string;
  /** Bytes. */
  size: number;
}

export interface EvidenceStore {
  /** Keeps what the stream carries under its SHA-256; the same content is kept once. Never overwrites. */
  put(content: Readable): Promise<StoredContent>;
  read(sha256: string): Readable;
}

/** Evidence in a folder: `ab/cd/<sha256>`, read-only. A crash or a full disk leaves at most a file under `incoming/`. */
export function folderStore(dir: string): EvidenceStore {
  const placeOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError(`not a SHA-256: ${sha256}`);
    return path.join(dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  return {
    async put(content) {
      const incoming = path.join(dir, 'incoming', randomUUID());
      await mkdir(path.dirname(incoming), { recursive: true });
      try {
        const stored = await write(content, incoming);
        const place = placeOf(stored.sha256);
        await mkdir(path.dirname(place), { recursive: true });
        if (await exists(place)) await rm(incoming);
        else await rename(incoming, place);
        for (const folder of [path.dirname(place), path.join(dir, stored.sha256.slice(0, 2)), dir])
          await syncFolder(folder);
        return stored;
      } catch (error) {
        await rm(incoming, { force: true });
        throw error;
      }
    },
    read: (sha256) => createReadStream(placeOf(sha256)),
  };
}

async function write(content: Readable, file: string): Promise<StoredContent> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(file, 'wx', 0o440);
  try {
    for await (const chunk of content as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
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

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
