import { oleNames, zipNames } from './container-names.js';
import { looksLikeCsv } from './sheet/csv-table.js';
import { decodeText } from './text/text-file.js';

/** What a file is. `zip-damaged` and `ole-damaged` begin like an office file and break off. */
export type Format =
  | 'docx'
  | 'xlsx'
  | 'xls'
  | 'html'
  | 'csv'
  | 'text'
  | 'pdf'
  | 'doc'
  | 'ppt'
  | 'ole-encrypted'
  | 'ole-unknown'
  | 'ole-damaged'
  | 'rtf'
  | 'mht'
  | 'ofd'
  | 'opendocument'
  | 'zip'
  | 'zip-damaged'
  | 'archive'
  | 'image'
  | 'word-xml'
  | 'xml'
  | 'unknown';

const SIGNATURES: [Format, string][] = [
  ['rtf', '{\\rtf'],
  ['archive', 'Rar!'],
  ['archive', '7z\xbc\xaf\x27\x1c'],
  ['archive', '\x1f\x8b'],
  ['image', '\x89PNG'],
  ['image', '\xff\xd8\xff'],
  ['image', 'GIF8'],
  ['image', 'II*\0'],
  ['image', 'MM\0*'],
  ['image', 'RIFF'],
];

const PAGE_START =
  /^<(?:!doctype html|html|head|body|meta|title|table|div|p|style|script|span|ul|center|font|article|section)[\s>]/i;
const CLOSING_TAG = /<\/(?:p|div|td|tr|table|li|span|body|html|h[1-6])\s{0,9}>/gi;

/**
 * The format of a file, told from its bytes. Only where a text may as well be a table as not does the name decide
 * (`.csv`, `.tsv`). A workbook in XML (Excel 2003) counts as `xls`.
 */
export function formatOf(bytes: Uint8Array, fileName = ''): Format {
  return markedFormat(bytes) ?? plainFormat(bytes, fileName);
}

/** The format of a file that begins with signs of its own or is written in tags; `null` for what is text or nothing known. */
export function markedFormat(bytes: Uint8Array): Format | null {
  const head = Buffer.from(bytes.subarray(0, 8192)).toString('latin1');
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return zipFormat(bytes);
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return oleFormat(bytes);
  // Some mail gateways leave a few bytes before it.
  if (head.slice(0, 1024).includes('%PDF-')) return 'pdf';
  const signature = SIGNATURES.find(([, start]) => head.startsWith(start));
  if (signature) return signature[0];
  // Sheets of Excel 2 to 4, and of some programs after them, stand bare: a BOF record comes first.
  if (/^\t[\0\x02\x04\x08][\x04\x06\x08\x10]\0/.test(head)) return 'xls';
  return markedUp(bytes, head);
}

/** CSV and plain text, told by their content; whatever cannot be decoded is neither. */
function plainFormat(bytes: Uint8Array, fileName: string): Format {
  try {
    return looksLikeCsv(decodeText(bytes, fileName), fileName) ? 'csv' : 'text';
  } catch {
    return 'unknown';
  }
}

function zipFormat(bytes: Uint8Array): Format {
  const names = zipNames(bytes);
  if (!names) return 'zip-damaged';
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/^\/?OFD\.xml$/i)) return 'ofd';
  if (has(/^\/?\[Content_Types\]\.xml$/i)) {
    if (has(/^\/?xl\/workbook\d*\.(?:xml|bin)$/i)) return 'xlsx';
    if (has(/^\/?word\/document\d*\.xml$/i)) return 'docx';
    if (has(/^\/?ppt\//i)) return 'ppt';
    // The main part may have any name; its folder says enough.
    if (has(/^\/?xl\//i)) return 'xlsx';
    if (has(/^\/?word\//i)) return 'docx';
  }
  return has(/^content\.xml$/) && has(/^META-INF\/manifest\.xml$/) ? 'opendocument' : 'zip';
}

function oleFormat(bytes: Uint8Array): Format {
  const names = oleNames(bytes);
  if (!names || names.length === 0) return 'ole-damaged';
  const has = (...wanted: string[]) => names.some((name) => wanted.includes(name.toLowerCase()));
  if (has('encryptedpackage')) return 'ole-encrypted';
  if (has('workbook', 'book')) return 'xls';
  // Old WPS documents have a stream of their own name.
  if (has('worddocument', 'wpsdocument')) return 'doc';
  return has('powerpoint document') ? 'ppt' : 'ole-unknown';
}

/** Formats written in tags or with a mail's head, all of whose signs are ASCII; `null` for a plain text. */
function markedUp(bytes: Uint8Array, latin: string): Format | null {
  const wide = /^(?:\xff\xfe|\xfe\xff)/.test(latin);
  const head = (wide ? latin.slice(2).replaceAll('\0', '') : latin.replace(/^\xef\xbb\xbf/, '')).trimStart();
  if (
    /^(?:MIME-Version|From|Subject|Date|Content-Type|X-[\w-]{1,40}):/i.test(head) &&
    /multipart\/related/i.test(head)
  ) {
    return 'mht';
  }
  if (/^<\?(?:xml|mso-)/.test(head)) {
    if (/<html[\s>]/i.test(head)) return 'html';
    if (head.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'xls';
    return /<(?:w:wordDocument|pkg:package)[\s>]/.test(head) ? 'word-xml' : 'xml';
  }
  if (PAGE_START.test(head) || (head.startsWith('<!--') && /<(?:html|head|body|table|div|p)[\s>]/i.test(head)))
    return 'html';
  // Part of a page's source. A text with a stray tag left from scraping is none.
  const more = wide ? head : Buffer.from(bytes.subarray(0, 200_000)).toString('latin1');
  return (more.match(CLOSING_TAG)?.length ?? 0) >= 8 ? 'html' : null;
}
