import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { DubanError } from '../../domain/errors.js';

const HELD = 1024 * 1024;

/**
 * What was kept under a hash, as a stream that fails with `evidence-corrupt` where its bytes have another. The last MiB is held
 * back until all were counted: what is smaller fails before its first byte, what is larger never looks complete.
 */
export function verified(sha256: string, open: () => AsyncIterable<Uint8Array>): Readable {
  return Readable.from(checked(sha256, open), { objectMode: false });
}

async function* checked(sha256: string, open: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  const held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of open()) {
    hash.update(chunk);
    held.push(chunk);
    size += chunk.length;
    for (let first = held[0]; first !== undefined && size - first.length >= HELD; first = held[0]) {
      yield first;
      held.shift();
      size -= first.length;
    }
  }
  if (hash.digest('hex') !== sha256) {
    throw new DubanError(
      'evidence-corrupt',
      `佐证材料 ${sha256} 的内容已损坏或被改动，不能提供。请告知系统管理员从备份恢复该文件，并运行 duban doctor --deep 核对其余文件。`,
      { sha256 },
    );
  }
  yield* held;
}

export function missing(sha256: string, cause: unknown): DubanError {
  const message = `佐证材料 ${sha256} 不在存储中。请告知系统管理员从备份恢复该文件，并运行 duban doctor 核对其余文件。`;
  return new DubanError('evidence-missing', message, { sha256 }, { cause });
}
