import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Writes a file so that it is there whole or not at all, also after a power cut. */
export async function writeFileAtomic(file: string, content: string, mode = 0o600): Promise<void> {
  const draft = `${file}.new-${process.pid}`;
  try {
    const handle = await open(draft, 'w', mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/** Makes a rename in the folder durable. Windows cannot and need not. */
export async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
