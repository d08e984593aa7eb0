import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { StoreEntry } from './stored.js';
import { contentAt } from './content-name.js';
import { INCOMING } from './spool.js';

/** What a file system puts there itself. */
const NOT_OURS = new Set(['lost+found', '.DS_Store']);

/** Everything in the folder of a store, content in the order of its hashes; one folder of it in memory at a time. */
export async function* folderEntries(dir: string): AsyncGenerator<StoreEntry> {
  for (const name of await namesIn(dir)) {
    if (NOT_OURS.has(name)) continue;
    if (name === INCOMING) yield* incoming(dir);
    else if (!/^[0-9a-f]{2}$/.test(name)) yield { kind: 'foreign', name };
    else {
      for (const second of await namesIn(dir, name)) {
        for (const third of await namesIn(dir, name, second)) yield* kept(dir, `${name}/${second}/${third}`);
      }
    }
  }
}

async function* incoming(dir: string): AsyncGenerator<StoreEntry> {
  for (const name of await namesIn(dir, INCOMING)) {
    const found = await lstat(path.join(dir, INCOMING, name)).catch(() => null);
    // Else it has arrived meanwhile.
    if (found !== null)
      yield { kind: 'incoming', name: `${INCOMING}/${name}`, size: found.size, at: Math.round(found.mtimeMs) };
  }
}

async function* kept(dir: string, place: string): AsyncGenerator<StoreEntry> {
  const sha256 = contentAt(place);
  const found = await lstat(path.join(dir, place)).catch(() => null);
  if (found === null) return;
  if (sha256 === null || !found.isFile()) yield { kind: 'foreign', name: place };
  else yield { kind: 'content', sha256, size: found.size, at: Math.round(found.mtimeMs) };
}

async function namesIn(...folder: string[]): Promise<string[]> {
  try {
    return (await readdir(path.join(...folder))).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Nothing was ever kept; or a file where a folder belongs, which has no names in it.
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') return [''];
    throw error;
  }
}
