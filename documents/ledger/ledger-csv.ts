import { isoWithOffset } from '../../domain/calendar/zoned.js';
import { COLUMNS, valueOf, type CellValue } from './ledger-columns.js';
import type { Ledger, LedgerItem } from './ledger.js';

/** Without it Excel and WPS take UTF-8 for GBK. */
const BOM = '\ufeff';

/**
 * The register as CSV (UTF-8 with a byte order mark, RFC 4180): a row a checkpoint under one head, what is said of an item on each
 * of its rows. A text that a table program could take for a formula (it begins with = + - @ or its full-width form, a tab
 * or a line break) has an apostrophe before it, as has one that begins with an apostrophe: whoever takes one apostrophe
 * away from the front of each text has it as it was.
 */
export async function* ledgerCsv({ head: { zone }, items }: Ledger): AsyncGenerator<string> {
  yield BOM + line(COLUMNS.map(({ name }) => name));
  for await (const item of items) yield rowsOf(item, zone).map(line).join('');
}

function rowsOf(item: LedgerItem, zone: string): string[][] {
  const rows = Math.max(1, item.checkpoints.length);
  return Array.from({ length: rows }, (_, row) => COLUMNS.map((column) => textOf(valueOf(column, item, row), zone)));
}

function textOf(value: CellValue, zone: string): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return guarded(value);
  if ('light' in value) return value.word;
  return isoWithOffset(value.at, zone)
    .slice(0, value.shows === 'day' ? 10 : 16)
    .replace('T', ' ');
}

function guarded(text: string): string {
  return /^['=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
}

function line(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
