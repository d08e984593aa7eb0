import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { dataDescriptor, directoryEnd, directoryRecord, localHeader, type ZipEntry } from './zip-records.js';
import { Spool } from './spool.js';

/** A running hash, of whatever algorithm. */
export interface Sum {
  update(data: Uint8Array): unknown;
  toString(): string;
}

export interface Added {
  bytes: number;
  hash: string;
}

export type Content = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

interface ZipWriterOptions {
  newSum: () => Sum;
  /** Of all entries: `dosTime`. */
  time: number;
}

/** From here on a header must say beforehand that sizes are of 8 bytes. */
const LARGE = 0xf0000000;

/**
 * Writes a zip file one entry after the other, with the memory of one chunk however many or large they are: the directory waits in a file
 * beside it. Its comment is the hash of every byte before the comment.
 */
export class ZipWriter {
  private offset = 0;
  private entries = 0;
  private readonly seal: Sum;
  private constructor(
    private readonly file: Spool,
    private readonly directory: Spool,
    private readonly options: ZipWriterOptions,
  ) {
    this.seal = options.newSum();
  }

  /** The file is made anew; there must be none. */
  static async create(path: string, options: ZipWriterOptions): Promise<ZipWriter> {
    return new ZipWriter(await Spool.create(path), await Spool.create(`${path}.directory`), options);
  }

  /** `size`: bytes, where they are known beforehand. What is packed already is stored as it is. */
  async add(
    name: string,
    content: Content,
    { size, deflate = true }: { size?: number; deflate?: boolean } = {},
  ): Promise<Added> {
    const large = (size ?? LARGE) >= LARGE;
    const entry: ZipEntry = { name, deflated: deflate, large, crc: 0, packed: 0, size: 0, offset: this.offset };
    await this.write(localHeader(entry, this.options.time));
    const sum = this.options.newSum();
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const chunk of content) {
        const bytes = Buffer.from(chunk as Uint8Array);
        sum.update(bytes);
        entry.crc = crc32(bytes, entry.crc);
        entry.size += bytes.length;
        yield bytes;
      }
    }
    const keep = async (packed: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of packed) {
        entry.packed += chunk.length;
        await this.write(chunk);
      }
    };
    if (deflate) await pipeline(Readable.from(counted()), createDeflateRaw(), keep);
    else await keep(counted());
    await this.write(dataDescriptor(entry));
    const record = directoryRecord(entry, this.options.time);
    await this.directory.append(record);
    this.entries += 1;
    return { bytes: entry.size, hash: sum.toString() };
  }

  /** Bytes written so far. */
  get size(): number {
    return this.file.size;
  }

  /** Gives the hash of all that stands before the comment, which `commentOf` puts into words of `commentLength` bytes. */
  async finish(commentOf: (hash: string) => string, commentLength: number): Promise<string> {
    const start = this.offset;
    for await (const chunk of this.directory.read()) await this.write(chunk);
    const { size } = this.directory;
    await this.write(directoryEnd({ entries: this.entries, size, offset: start }, commentLength));
    const hash = this.seal.toString();
    const comment = Buffer.from(commentOf(hash));
    if (comment.length !== commentLength) throw new RangeError(`comment of ${comment.length} bytes`);
    await this.file.append(comment);
    await this.file.sync();
    await this.close();
    return hash;
  }

  /** Nothing is left open, nor the directory beside the file. Again, it does nothing. */
  async close(): Promise<void> {
    await this.file.close();
    await this.directory.remove();
  }

  private async write(bytes: Buffer): Promise<void> {
    this.seal.update(bytes);
    this.offset += bytes.length;
    await this.file.append(bytes);
  }
}
