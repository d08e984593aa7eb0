import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';

const CHUNK = 256 * 1024;

/** A file that many small pieces are appended to, in few writes. */
export class Spool {
  size = 0;
  private pieces: Buffer[] = [];
  private waiting = 0;
  private closed = false;

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** The file is made anew; there must be none. */
  static async create(path: string): Promise<Spool> {
    return new Spool(path, await open(path, 'wx'));
  }

  async append(piece: Uint8Array | string): Promise<void> {
    const bytes = Buffer.from(piece as Uint8Array);
    this.pieces.push(bytes);
    this.size += bytes.length;
    this.waiting += bytes.length;
    if (this.waiting >= CHUNK) await this.flush();
  }

  /** All that was appended so far. */
  async *read(): AsyncGenerator<Buffer> {
    await this.flush();
    for await (const chunk of createReadStream(this.path)) yield chunk as Buffer;
  }

  async sync(): Promise<void> {
    await this.flush();
    await this.handle.sync();
  }

  /** Again, it does nothing. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.handle.close();
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
  }

  private async flush(): Promise<void> {
    const bytes = Buffer.concat(this.pieces);
    this.pieces = [];
    this.waiting = 0;
    await this.handle.appendFile(bytes);
  }
}
