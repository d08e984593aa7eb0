import { randomUUID } from 'node:crypto';
import { open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';

/**
 * Makes a file whole before the first byte of it is sent: what fails is an answer and no download that breaks off, and a
 * slow reader keeps nothing waiting in the register. It has no name any more, and is gone when it is read or left.
 */
export async function spooled(
  pieces: AsyncIterable<Uint8Array | string>,
): Promise<{ size: number; content: Readable }> {
  const file = path.join(tmpdir(), `duban-${randomUUID()}`);
  const handle = await open(file, 'wx+', 0o600);
  try {
    await rm(file);
    await writeFile(handle, pieces);
    const { size } = await handle.stat();
    return { size, content: handle.createReadStream({ start: 0 }) };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
