import type * as XLSX from '@e965/xlsx';
import { cleanCell } from '../clean-text.js';
import { dateText } from './sheet-date.js';
import { SSF } from './xlsx-untyped.js';

/** A cell's text as the sheet shows it, and what makes that text doubtful. */
interface ShownCell {
  text: string;
  doubt?: 'error' | 'not-computed';
}

/** Nothing is computed: a formula shows what was last saved with it. */
export function shownCell(cell: XLSX.CellObject, date1904: boolean): ShownCell {
  if (cell.t === 'e') return { text: cleanCell(cell.w ?? '#N/A'), doubt: 'error' };
  if (cell.t === 'z') return uncomputed(cell.f);
  if (cell.t === 'n' && typeof cell.v === 'number') {
    const date = dateOf(cell.v, cell.z, date1904);
    if (date !== null) return { text: date };
  }
  const shown = cleanCell(cell.w ?? '');
  // A format may hide what the cell holds.
  return { text: shown === '' && cell.v !== undefined ? cleanCell(String(cell.v)) : shown };
}

/** An empty cell; or one of a program that writes formulas without their values. */
function uncomputed(formula: string | undefined): ShownCell {
  if (formula === undefined) return { text: '' };
  const label = /^\s?HYPERLINK\(\s?"[^"]*"\s?,\s?"([^"]*)"\s?\)$/i.exec(formula)?.[1];
  return label === undefined ? { text: '', doubt: 'not-computed' } : { text: cleanCell(label) };
}

function dateOf(value: number, format: XLSX.NumberFormat | undefined, date1904: boolean): string | null {
  if (typeof format !== 'string' || !SSF.is_date(format)) return null;
  const date = SSF.parse_date_code(value, { date1904 });
  return date === null ? null : dateText(date, format);
}
