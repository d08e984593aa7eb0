import { heightOf, HIGHEST } from '../draft-book/looks.js';
import { COLUMNS, type CellValue } from './ledger-columns.js';

const LOWEST = 22;

/**
 * Heights in points of an item's rows, which no program works out by itself under merged cells: each as high as its own
 * cells need, and together as high as those that are merged over them.
 */
export function rowHeights(rows: readonly CellValue[][]): number[] {
  const highest = (values: readonly CellValue[], of: 'item' | 'checkpoint'): number =>
    Math.max(LOWEST, ...values.map((value, column) => (COLUMNS[column]?.of === of ? neededHeight(value, column) : 0)));
  const own = rows.map((values) => highest(values, 'checkpoint'));
  const missing = highest(rows[0] ?? [], 'item') - own.reduce((sum, height) => sum + height, 0);
  return own.map((height) => Math.min(HIGHEST, Math.ceil(height + Math.max(0, missing) / own.length)));
}

/** What a value needs in its column; all but texts are as short as their column is wide. */
export function neededHeight(value: CellValue, column: number): number {
  return typeof value === 'string' ? heightOf(value, COLUMNS[column]?.width ?? 10) : 0;
}
