import type { SpannedCell } from './piece.js';

/** Far above any table an office makes (10,000 rows of 60 columns); beyond it a file is damaged or a trap. */
const MOST_CELLS = 2_000_000;

/**
 * Rows of spanned cells as a grid in which every row has a cell in every column and a merged place is one and the same
 * cell. Columns that differ nowhere are one: programs cut a table finer than its text needs. `null` when too large.
 */
export function gridOf(rows: readonly SpannedCell[][]): (SpannedCell | null)[][] | null {
  const grid: (SpannedCell | null)[][] = rows.map(() => []);
  let size = 0;
  let width = 0;
  for (const [index, row] of rows.entries()) {
    const line = grid[index] ?? [];
    let column = 0;
    for (const cell of row) {
      while (line[column]) column += 1;
      const down = cell.rows === 0 ? rows.length - index : Math.min(cell.rows, rows.length - index);
      size += down * cell.columns;
      if (size > MOST_CELLS) return null;
      for (let y = index; y < index + down; y += 1) {
        // Where spans overlap, the cell that began first stays.
        for (let x = column; x < column + cell.columns; x += 1) (grid[y] as (SpannedCell | null)[])[x] ??= cell;
      }
      column += cell.columns;
    }
    width = Math.max(width, line.length);
  }
  if (width * rows.length > MOST_CELLS) return null;
  const full = grid.map((line) => Array.from({ length: width }, (_, column) => line[column] ?? null));
  const kept = Array.from({ length: width }, (_, column) => column).filter(
    (column) => column === 0 || full.some((line) => line[column] !== line[column - 1]),
  );
  return kept.length === width ? full : full.map((line) => kept.map((column) => line[column] ?? null));
}
