import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { DubanError } from '../../domain/errors.js';
import { MANIFEST, readFileLine, readHead, type ManifestFile, type ManifestHead } from './manifest.js';
import { SEAL_BYTES, statedSeal } from './seal.js';

/** A file of a dossier: its line of the manifest, and its content. */
export interface DossierFile extends ManifestFile {
  content: () => Promise<Readable>;
}

/** A dossier's files by its manifest. Of the archive's directory only the few files of rows are kept: there may be a million others. */
export class DossierReader {
  private constructor(
    private readonly file: string,
    private readonly zip: ZipFile,
    private readonly known: { head: ManifestHead; rows: Map<string, Entry>; manifest: Entry },
  ) {}

  /** Throws `dossier-invalid` for a zip file that is none, and the zip reader's own errors for a damaged one. */
  static async open(file: string): Promise<DossierReader> {
    const zip = await openArchive(file);
    const rows = new Map<string, Entry>();
    let manifest: Entry | undefined;
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName === MANIFEST) manifest = entry;
      else if (entry.fileName.startsWith(ROWS)) rows.set(entry.fileName, entry);
    }
    if (manifest === undefined) throw invalid(`文件中没有${MANIFEST}，不是 Duban 的卷宗。`);
    const head = readHead(await firstLine(await zip.openReadStreamPromise(manifest)));
    return new DossierReader(file, zip, { head, rows, manifest });
  }

  get head(): ManifestHead {
    return this.known.head;
  }

  /** Every file, in the order of the archive, which is the manifest's. Throws `dossier-invalid` where one has what the other has not. */
  async *files(): AsyncGenerator<DossierFile> {
    const lines = linesOf(await this.zip.openReadStreamPromise(this.known.manifest));
    await lines.next();
    const zip = await openArchive(this.file);
    try {
      for await (const entry of zip.eachEntry()) {
        if (entry.fileName === MANIFEST) continue;
        const { value, done } = await lines.next();
        const line = done === true ? undefined : readFileLine(value);
        if (line?.file !== entry.fileName)
          throw invalid(`文件“${entry.fileName}”与清单不符：文件有增减，或次序被调换。`);
        yield { ...line, content: () => zip.openReadStreamPromise(entry) };
      }
      const { value, done } = await lines.next();
      if (done !== true) throw invalid(`卷宗缺少文件“${readFileLine(value).file}”。`);
    } finally {
      zip.close();
    }
  }

  /** The lines of a file of rows. Throws `dossier-invalid` where there is none. */
  async *rows(table: string): AsyncGenerator<string> {
    const entry = this.known.rows.get(rowsFile(table));
    if (entry === undefined) throw invalid(`卷宗缺少文件“${rowsFile(table)}”。`);
    yield* linesOf(await this.zip.openReadStreamPromise(entry));
  }

  close(): void {
    this.zip.close();
  }
}

const ROWS = '数据/';

/** The name of the file that holds the rows of a table. */
export function rowsFile(table: string): string {
  return `${ROWS}${table}.ndjson`;
}

function openArchive(file: string): Promise<ZipFile> {
  return openPromise(file, { autoClose: false, validateEntrySizes: true });
}

/** The seal that a file states and the bytes it is of; null where its end states none. */
export async function readSeal(file: string): Promise<{ hash: string; sealed: number } | null> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, SEAL_BYTES));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const stated = statedSeal(tail);
    return stated === null ? null : { hash: stated.hash, sealed: size - stated.length };
  } finally {
    await handle.close();
  }
}

/** All bytes that a seal holds. */
export async function* sealedBytes(file: string, sealed: number): AsyncGenerator<Buffer> {
  if (sealed === 0) return;
  for await (const chunk of createReadStream(file, { end: sealed - 1, highWaterMark: 1024 * 1024 }))
    yield chunk as Buffer;
}

async function* linesOf(stream: Readable): AsyncGenerator<string, undefined> {
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  let failed: unknown;
  // A line reader ends as if all were read when its input breaks.
  stream.on('error', (error) => {
    failed = error;
    lines.close();
  });
  yield* lines;
  if (failed !== undefined) throw failed as Error;
}

async function firstLine(stream: Readable): Promise<string> {
  for await (const line of linesOf(stream)) {
    stream.destroy();
    return line;
  }
  return '';
}

function invalid(message: string): DubanError {
  return new DubanError('dossier-invalid', message);
}
