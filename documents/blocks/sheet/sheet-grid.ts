import type * as XLSX from '@e965/xlsx';
import type { TableCell } from '../block.js';
import type { GridRow } from './grid-blocks.js';

/** A sheet's texts without its empty rows and columns. Numbers count from 0, as the library's. */
export interface SheetTexts {
  rows: number[];
  columns: number[];
  text: (row: number, column: number) => string;
}

/** Costs as much as there are cells, however large a range the sheet claims. */
export function sheetTexts(
  sheet: XLSX.WorkSheet,
  textOf: (cell: XLSX.CellObject, at: XLSX.CellAddress) => string,
): SheetTexts {
  const texts = new Map<number, Map<number, string>>();
  const columns = new Set<number>();
  const data: Sparse<Sparse<XLSX.CellObject>> = sheet['!data'] ?? [];
  for (const [r, cells] of filledOf(data)) {
    const row = new Map<number, string>();
    for (const [c, cell] of filledOf(cells)) {
      const text = textOf(cell, { r, c });
      if (text === '') continue;
      row.set(c, text);
      columns.add(c);
    }
    if (row.size > 0) texts.set(r, row);
  }
  const ascending = (a: number, b: number) => a - b;
  return {
    rows: [...texts.keys()].toSorted(ascending),
    columns: [...columns].toSorted(ascending),
    text: (row, column) => texts.get(row)?.get(column) ?? '',
  };
}

type Sparse<T> = readonly (T | undefined)[];

/** By their keys, for a list's length is what the file claims. */
function filledOf<T>(list: Sparse<T>): [number, T][] {
  return Object.keys(list).flatMap((key) => {
    const value = list[Number(key)];
    return value === undefined ? [] : [[Number(key), value]];
  });
}

/** Rows of equal length, in which merged places share the cell of their first. */
export function gridRows(
  { rows, columns, text }: SheetTexts,
  merges: readonly XLSX.Range[],
  cellAt: (text: string, at: XLSX.CellAddress) => TableCell,
): GridRow[] {
  const grid = rows.map((r) => columns.map((c) => cellAt(text(r, c), { r, c })));
  // Merges of a sound sheet do not overlap, so together they cover no more than there is.
  let budget = rows.length * columns.length;
  const reach = new Map<number, number>();
  for (const { s, e } of merges) {
    const [top, left] = [firstFrom(rows, s.r), firstFrom(columns, s.c)];
    const [bottom, right] = [firstFrom(rows, e.r + 1), firstFrom(columns, e.c + 1)];
    if (rows[top] !== s.r || columns[left] !== s.c) continue;
    budget -= (bottom - top) * (right - left);
    if (budget < 0) break;
    const shared = grid[top]?.[left] as TableCell;
    if (shared.text !== '') reach.set(s.r, Math.max(reach.get(s.r) ?? 0, e.r));
    for (let i = top; i < bottom; i += 1) (grid[i] as TableCell[]).fill(shared, left, right);
  }
  let reached = rows[0] ?? 0;
  return grid.map((cells, index) => {
    const row = rows[index] as number;
    const afterBlank = row > reached + 1;
    reached = Math.max(reached, row, reach.get(row) ?? 0);
    return { cells, afterBlank };
  });
}

/** Where in the ascending list the first number not below the limit stands; its length when there is none. */
function firstFrom(list: readonly number[], limit: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
