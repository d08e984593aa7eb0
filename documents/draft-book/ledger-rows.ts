import { columnLetters } from '../blocks/sheet/column-letters.js';
import type { BookProblems, BookSheet } from './book.js';
import { COLUMNS, type ColumnKey } from './columns.js';
import { keptRowOf, type KeptRow } from './kept.js';

/** A row of the sheet 督办台账 below its head. */
export interface LedgerRow {
  number: number;
  texts: Record<ColumnKey, string>;
  kept: KeptRow | null;
}

/** The rows by what their columns mean, wherever those stand. */
export interface Ledger {
  rows: LedgerRow[];
  /** `督办台账第5行I列（截止日期）`. */
  place: (row: number, column?: ColumnKey) => string;
  letters: (column: ColumnKey) => string | undefined;
  /** Columns that somebody added. */
  unknown: { name: string; letters: string }[];
  headRow: number;
}

/** Row of the head, if it is among these first ones. */
const HEAD_WITHIN = 20;

export function ledgerRows(sheet: BookSheet, problems: BookProblems): Ledger | null {
  const at = sheet.rows
    .slice(0, HEAD_WITHIN)
    .findIndex(({ cells }) => ['编号', '事项'].every((name) => has(cells, name)));
  const head = sheet.rows[at];
  if (!head) {
    problems.add(sheet.name, '未找到表头，表头应有“编号”“事项”“截止日期”等栏目');
    return null;
  }
  const columns = new Map<ColumnKey, number>();
  const unknown: Ledger['unknown'] = [];
  head.cells.forEach((cell, index) => {
    const column = COLUMNS.find(({ name }) => plain(name) === plain(cell));
    if (column && !columns.has(column.key)) columns.set(column.key, index);
    else if (cell !== '') unknown.push({ name: cell, letters: columnLetters(index) });
  });
  for (const { key, name, spare } of COLUMNS) {
    if (!columns.has(key) && !spare) problems.add(`${sheet.name}第${head.number}行`, `缺少“${name}”一栏，请恢复`);
  }
  const letters = (column: ColumnKey): string | undefined => {
    const index = columns.get(column);
    return index === undefined ? undefined : columnLetters(index);
  };
  const place = (row: number, column?: ColumnKey): string => {
    const name = COLUMNS.find(({ key }) => key === column)?.name;
    return `${sheet.name}第${row}行${name === undefined ? '' : `${letters(column as ColumnKey) ?? ''}列（${name}）`}`;
  };
  const wrongColumns = new Map([...columns].map(([key, index]) => [index, key]));
  for (const { row, column, message } of sheet.wrong) {
    const key = wrongColumns.get(column);
    if (row > head.number && key !== undefined) problems.add(place(row, key), message);
  }
  const rows = sheet.rows.slice(at + 1).map(({ number, cells }): LedgerRow => {
    const texts = Object.fromEntries(
      COLUMNS.map(({ key }) => [key, cells[columns.get(key) ?? -1] ?? '']),
    ) as LedgerRow['texts'];
    return { number, texts, kept: keptRowOf(texts.kept) };
  });
  const shown = COLUMNS.filter(({ of }) => of !== 'reader');
  return {
    ...{ place, letters, headRow: head.number },
    rows: rows.filter(({ texts }) => shown.some(({ key }) => texts[key] !== '')),
    // A column without a text in it has nothing to lose.
    unknown: unknown.filter(({ letters: column }) => usedBelow(sheet, head.number, column)),
  };
}

function usedBelow({ rows }: BookSheet, head: number, letters: string): boolean {
  return rows.some(
    ({ number, cells }) => number > head && cells.some((cell, at) => cell !== '' && columnLetters(at) === letters),
  );
}

function has(cells: readonly string[], name: string): boolean {
  return cells.some((cell) => plain(cell) === name);
}

/** A head is found whatever its spaces and kind of brackets. */
function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '');
}
