import type { EvidenceType } from './evidence-types.js';

/** What is in a container that decides about it. `macros`, `locked` and `program` are refused whatever else is in it. */
export type Contained = EvidenceType | 'macros' | 'locked' | 'program' | 'damaged';

const END = 22;
const ENTRY = 46;

/**
 * Names in a zip file's central directory, from the end of the file. `null` when there is none: the file was cut off. Empty
 * when the directory begins before `tail`: an archive of very many files, and no office document.
 */
function zipNames(tail: Uint8Array, size: number): string[] | null {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  let end = tail.length - END;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) return null;
  // Counted from the file's end, as what stands before the archive may have moved it.
  let at = end - view.getUint32(end + 12, true);
  if (at < 0) return size > tail.length ? [] : null;
  const names: string[] = [];
  const utf8 = new TextDecoder();
  while (at + ENTRY <= end && view.getUint32(at, true) === 0x02014b50) {
    const length = view.getUint16(at + 28, true);
    names.push(utf8.decode(tail.subarray(at + ENTRY, at + ENTRY + length)).replaceAll('\\', '/'));
    at += ENTRY + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
}

/** `head`: the first bytes of a file, as Latin-1; `tail`: its last, of `size` in all. */
export function inZip(head: string, tail: Uint8Array, size: number): Contained {
  const names = zipNames(tail, size);
  if (names === null) return 'damaged';
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/^AndroidManifest\.xml$/) || (has(/^META-INF\/MANIFEST\.MF$/i) && has(/\.class$/))) return 'program';
  if (has(/^\/?OFD\.xml$/i)) return 'ofd';
  if (has(/^\/?\[Content_Types\]\.xml$/i)) {
    if (has(/(?:^|\/)vbaProject\.bin$/i)) return 'macros';
    if (has(/^\/?word\//i)) return 'docx';
    if (has(/^\/?xl\//i)) return 'xlsx';
    if (has(/^\/?ppt\//i)) return 'pptx';
  }
  // An OpenDocument file says what it is in its first entry, which is not packed.
  const kind = /^mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/.exec(
    head.slice(30),
  )?.[1];
  return kind === undefined ? 'zip' : openDocuments[kind as keyof typeof openDocuments];
}

const openDocuments = { text: 'odt', spreadsheet: 'ods', presentation: 'odp' } as const;

const streams: Record<string, Contained> = {
  worddocument: 'doc',
  wpsdocument: 'doc',
  workbook: 'xls',
  book: 'xls',
  'powerpoint document': 'ppt',
  encryptedpackage: 'locked',
};

const RECORD = 128;

/**
 * Finds out what is in an OLE compound file as it passes by: its directory is made of aligned records of 128 bytes, which
 * may stand anywhere. What is embedded in it shows as well. Source: [MS-CFB] 2.6.
 */
export function oleScanner(): { see: (chunk: Uint8Array) => void; found: () => Contained[] } {
  const found = new Set<Contained>();
  let rest: Uint8Array = new Uint8Array(0);
  return {
    see(chunk) {
      let at = 0;
      if (rest.length > 0) {
        at = Math.min(RECORD - rest.length, chunk.length);
        rest = joined(rest, chunk.subarray(0, at));
        if (rest.length < RECORD) return;
        look(rest, 0);
      }
      for (; at + RECORD <= chunk.length; at += RECORD) look(chunk, at);
      rest = chunk.slice(at);
    },
    found: () => [...found],
  };

  function look(bytes: Uint8Array, at: number): void {
    // Length of the name in bytes, its end included, and the kind of entry: a stream.
    const length = (bytes[at + 64] ?? 0) + 256 * (bytes[at + 65] ?? 0);
    if (bytes[at + 66] !== 2 || length < 10 || length > 64) return;
    let name = '';
    for (let i = 0; i < length - 2; i += 2) {
      if (bytes[at + i + 1] !== 0) return;
      name += String.fromCharCode(bytes[at + i] ?? 0);
    }
    const kind = streams[name.toLowerCase()];
    if (kind !== undefined) found.add(kind);
  }
}

export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
