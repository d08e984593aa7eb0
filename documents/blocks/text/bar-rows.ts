import { listDivisions } from '../../names/division-list.js';
import { cellOf } from '../../recognisers/flattened/cell.js';
import { periodOf } from '../../recognisers/table/quarter-columns.js';
import { meaningOf } from '../../recognisers/table/table-columns.js';
import type { TableCell } from '../block.js';

/** Far above any table an office makes; beyond it a text is damaged or a trap. */
const MOST_COLUMNS = 60;
const MOST_CELLS = 600_000;

/** What stands in a cell, as far as its looks tell. */
type Look = 'number' | 'time' | 'who' | 'text';

/** The cells of a line divided by bars, two or more; `null` for any other line. Bars at both ends are its frame. */
export function barRowOf(text: string): string[] | null {
  const cells = text.split(/[|｜]/u).map((cell) => cell.trim());
  if (cells.length < 2) return null;
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells.length > 1 || (cells.length === 1 && /[|｜].*[|｜]/su.test(text)) ? cells : null;
}

/**
 * The rows as a grid. Programs that write tables so leave out the cells that are merged with those above, and fill the
 * row up at its end instead: `3.… | 各科室 | |` under `二、… | 2.… | 办公室 |`. Where the looks of the cells show that, the row is
 * moved to its columns and shares the cells above. `null` for what is too large to be a table.
 */
export function barGrid(rows: readonly { cells: string[]; line: number }[]): TableCell[][] | null {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (width > MOST_COLUMNS || width * rows.length > MOST_CELLS) return null;
  const padded = rows.map(({ cells }) => Array.from({ length: width }, (_, index) => cells[index] ?? ''));
  const [head = [], ...body] = padded;
  const looks = looksOf(head, body);
  const grid: TableCell[][] = [];
  padded.forEach((cells, index) => {
    const place = { line: rows[index]?.line ?? 1, row: index + 1 };
    const made = cells.map((text, column): TableCell => ({ text, ...place, column: `第${column + 1}列` }));
    grid.push(index === 0 ? alignedHead(made, looks) : aligned(made, looks, grid[index - 1] ?? []));
  });
  return grid;
}

/** How the cells of each column look: as its heading says, else as most rows that are full show. */
function looksOf(head: readonly string[], body: readonly string[][]): Look[] {
  const full = body.filter((row) => row.at(-1) !== '' && row[0] !== '').slice(0, 200);
  return head.map((name, column) => {
    if (head.at(-1) !== '') return lookOfHeading(name);
    const seen = full.map((row) => lookOf(row[column] ?? ''));
    const most = (['number', 'time', 'who', 'text'] as const).map((look) => seen.filter((one) => one === look).length);
    return (['number', 'time', 'who', 'text'] as const)[most.indexOf(Math.max(...most))] ?? 'text';
  });
}

function lookOfHeading(name: string): Look {
  const meaning: string = meaningOf(name);
  if (meaning === 'ordinal') return 'number';
  if (meaning === 'deadline') return 'time';
  return ['lead', 'divisions', 'supporting', 'answer', 'leader', 'person'].includes(meaning) ? 'who' : 'text';
}

function lookOf(text: string): Look {
  if (text.length > 100) return 'text';
  const { kind } = cellOf({ kind: 'paragraph', text, line: 1 });
  if (kind === 'number') return 'number';
  if (kind === 'deadline' || periodOf(text) !== null) return 'time';
  if (kind === 'name' || kind === 'divisions') return 'who';
  const { divisions, unread } = listDivisions(text);
  return divisions.length > 0 && unread.length === 0 ? 'who' : 'text';
}

/** A row whose last cells are empty stands further right, where it fits better there. */
function aligned(row: TableCell[], looks: readonly Look[], above: readonly TableCell[]): TableCell[] {
  const filled = row.findLastIndex((cell) => cell.text !== '') + 1;
  const room = row.length - filled;
  const [first] = row;
  if (room === 0 || !first) return row;
  if (filled === 1 && row.length > 2 && lookOf(first.text) !== 'number') return row.map(() => first);
  const scores = Array.from({ length: room + 1 }, (_, shift) =>
    row.slice(0, filled).reduce((sum, cell, at) => sum + fit(cell.text, looks[at + shift]), 0),
  );
  const shift = scores.indexOf(Math.max(...scores));
  return shift === 0 ? row : [...above.slice(0, shift), ...row.slice(0, row.length - shift)];
}

/** Nearly anything may be text; a cell that looks like something else says more. */
function fit(text: string, look: Look | undefined): number {
  if (text === '' || lookOf(text) !== look) return 0;
  return look === 'text' ? 1 : 2;
}

/** A heading that is short of cells has one that is wider than its own column: the one that lets the others fit best. */
function alignedHead(head: TableCell[], looks: readonly Look[]): TableCell[] {
  const filled = head.findLastIndex((cell) => cell.text !== '') + 1;
  const room = head.length - filled;
  if (room === 0 || filled < 2) return head;
  const spread = Array.from({ length: filled }, (_, wide) => [
    ...head.slice(0, wide),
    ...Array.from({ length: room + 1 }, () => head[wide] as TableCell),
    ...head.slice(wide + 1, filled),
  ]);
  const scores = spread.map((cells) =>
    cells.reduce((sum, cell, at) => sum + (lookOfHeading(cell.text) === looks[at] ? 1 : 0), 0),
  );
  return spread[scores.indexOf(Math.max(...scores))] ?? head;
}
