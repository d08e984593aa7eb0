import { dayOf } from '../../domain/calendar/zoned.js';
import { ledgerBook } from './ledger-book.js';
import { ledgerCsv } from './ledger-csv.js';
import { ledgerJson } from './ledger-json.js';
import { titleOf } from './ledger-top.js';
import type { Ledger, LedgerHead } from './ledger.js';

export type LedgerFormat = 'xlsx' | 'csv' | 'json';

export interface LedgerFile {
  name: string;
  mediaType: string;
  /** Of the file, as they are made. */
  pieces: AsyncIterable<Uint8Array | string>;
}

const writers = { xlsx: ledgerBook, csv: ledgerCsv, json: ledgerJson };

const mediaTypes: Record<LedgerFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

export function ledgerFile(ledger: Ledger, format: LedgerFormat): LedgerFile {
  const name = ledgerFileName(ledger.head, format);
  return { name, mediaType: mediaTypes[format], pieces: writers[format](ledger) };
}

/** `市教育局办理方案（2017年）督办台账（截至2017-09-30）.xlsx`, with nothing in it that a file system refuses. */
export function ledgerFileName(head: LedgerHead, format: LedgerFormat): string {
  const name = `${titleOf(head)}（截至${dayOf(head.at, head.zone)}）`;
  // Most file systems hold 255 bytes, and a Chinese sign takes three.
  return `${name.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_').slice(-70)}.${format}`;
}
