import type { TableCell } from '../../blocks/block.js';
import { plain } from '../flattened/cell.js';
import { periodOf } from './quarter-columns.js';
import { meaningOf, type Meaning } from './table-columns.js';

/** The heading rows of a table, read. */
export interface GridHead {
  /** Index of its first row, and of the first after it. */
  first: number;
  end: number;
  columns: GridColumn[];
  /** How sure it is that this heads a responsibility table; see `Finding.sureness`. */
  sureness: number;
}

export interface GridColumn {
  index: number;
  meaning: Meaning | 'period';
  /** As written, the upper heading first: `责任单位牵头`. */
  name: string;
  /** The period of a `period` column. */
  period?: string;
  cell: TableCell;
}

type Grid = readonly (readonly TableCell[])[];

/** No heading has more rows than this. */
const MAX_ROWS = 4;
/** Figures and sentences; tells most rows of a body apart at no cost. */
const NOT_HEADING = /^\s*\d+\s*$|[。；;！!？?]/u;
/** Text of a heading is no longer than this. */
const MAX_TEXT = 30;

/** The heading that begins at the row, of one or several rows; `null` when none does. */
export function headAt(grid: Grid, first: number): GridHead | null {
  const row = grid[first];
  if (!row || row.some(({ text }) => NOT_HEADING.test(text) || text.length > 2 * MAX_TEXT)) return null;
  if (new Set(row).size < 2 || row.some((cell) => plain(cell.text).length > MAX_TEXT)) return null;
  let end = first + 1;
  while (end - first < MAX_ROWS && goesOn(grid, first, end)) end += 1;
  const columns = withPeriods(row.map((_, index) => columnOf(grid.slice(first, end), index)));
  const sureness = surenessOf(columns);
  return sureness === null ? null : { first, end, columns, sureness };
}

/** Whether the row belongs to the heading above: merged with it, or of nothing but headings under wider ones. */
function goesOn(grid: Grid, first: number, at: number): boolean {
  const [above, row] = [grid[at - 1], grid[at]];
  if (!above || !row || new Set(row).size < 2) return false;
  if (row.some((cell, index) => cell.text !== '' && cell === above[index])) {
    return row.every((cell, index) => cell === above[index] || plain(cell.text).length <= MAX_TEXT);
  }
  const filled = row.flatMap((cell, index) => (cell.text === '' ? [] : [index]));
  const head = grid.slice(first, at);
  return (
    filled.length >= 2 &&
    filled.length < row.length &&
    filled.every((index) => isSubHeading(row[index]?.text ?? '') && isUnderWide(head, index))
  );
}

function isSubHeading(text: string): boolean {
  return periodOf(text) !== null || meaningOf(text) !== 'unknown';
}

/** Under a heading that is wider than its own column, or under no heading because the wide one was not merged. */
function isUnderWide(head: Grid, index: number): boolean {
  const above = head.at(-1) ?? [];
  const cell = above[index];
  if (!cell) return false;
  if (cell.text === '') return index > 0;
  const next = above[index + 1];
  return next !== undefined && (next === cell || next.text === '');
}

function columnOf(head: Grid, index: number): GridColumn {
  const path = pathOf(head, index);
  const name = path.map((cell) => plain(cell.text)).join('');
  const last: readonly TableCell[] = head.at(-1) ?? [];
  const cell = (path.at(-1) ?? last[index]) as TableCell;
  const texts = path.map((one) => one.text);
  const period = texts.some((text) => meaningOf(text) === 'progress') ? null : periodOfPath(texts);
  if (period !== null) return { index, meaning: 'period', name, period, cell };
  return { index, meaning: meaningOfPath(texts), name, cell };
}

/** The headings over a column from the top; an empty place beside a wide heading belongs to it. */
function pathOf(head: Grid, index: number): TableCell[] {
  const path: TableCell[] = [];
  head.forEach((row, depth) => {
    let cell: TableCell | undefined = row[index];
    const below = head[depth + 1]?.[index];
    if (cell?.text === '' && below && below.text !== '') {
      for (let left = index - 1; left >= 0 && cell?.text === ''; left -= 1) {
        const under = head[depth + 1]?.[left];
        if (!under || under.text === '' || under === row[left]) break;
        cell = row[left];
      }
    }
    if (cell && cell.text !== '' && !path.includes(cell)) path.push(cell);
  });
  return path;
}

function periodOfPath(texts: readonly string[]): string | null {
  const own = periodOf(texts.at(-1) ?? '');
  if (own === null) return null;
  const year = texts.slice(0, -1).map((text) => /20\d\d年/.exec(plain(text))?.[0]);
  const stated = year.find((one) => one !== undefined);
  return stated !== undefined && !own.startsWith('20') ? stated + own : own;
}

function meaningOfPath(texts: readonly string[]): Meaning {
  const [top = '', sub = ''] = [texts.slice(0, -1).join(''), texts.at(-1) ?? ''];
  if (top === '') return meaningOf(sub);
  const [above, below] = [meaningOf(texts.at(-2) ?? ''), meaningOf(sub)];
  if (above === 'progress') return 'progress';
  // The person of a supporting division is nobody's leader.
  if (above === 'supporting' && (below === 'person' || below === 'leader')) return 'contact';
  const joined = meaningOf(top + sub);
  if (joined !== 'unknown' && (below === 'unknown' || below === 'divisions')) return joined;
  if (above === 'leader' && below === 'person') return 'leader';
  return below === 'unknown' ? above : below;
}

/** A single period heads no quarter-by-quarter table: 2018年目标 is a goal, 6月 alone a date. */
function withPeriods(columns: GridColumn[]): GridColumn[] {
  const periods = columns.filter((column) => column.meaning === 'period');
  if (periods.length !== 1) return columns;
  return columns.map((column) => {
    if (column.meaning !== 'period') return column;
    const { index, name, cell } = column;
    const meaning = meaningOf(name);
    return { index, name, cell, meaning: meaning === 'unknown' ? 'stage' : meaning };
  });
}

const WORK: readonly string[] = ['heading', 'contents', 'measures', 'goal', 'stage', 'problem'];
const TIME: readonly string[] = ['deadline', 'period'];
const WHO: readonly string[] = ['leader', 'person', 'lead', 'divisions', 'answer'];

/** Work with its time and who answers for it is a responsibility table; with only one of them it is likely one. */
function surenessOf(columns: readonly GridColumn[]): number | null {
  const has = (meanings: readonly string[]) => columns.some((column) => meanings.includes(column.meaning));
  const known = columns.filter((column) => column.meaning !== 'unknown').length;
  if (!has(WORK) || known < 2 || known < 0.4 * columns.filter((column) => column.name !== '').length) return null;
  if (has(TIME) && has(WHO)) return 0.98;
  if (has(WHO)) return columns.some((column) => column.meaning === 'person') && !has(['divisions', 'lead']) ? 0.8 : 0.9;
  // 时间|内容|地点 is an agenda.
  const dated = columns.some(({ meaning, name }) => TIME.includes(meaning) && !/^(?:时间|日期)$/.test(name));
  return dated ? 0.6 : null;
}
