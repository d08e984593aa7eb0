import type { TableCell } from '../../blocks/block.js';
import { cellOf, numberedLine, plain } from '../flattened/cell.js';
import type { GridColumn } from './grid-head.js';
import type { Roles } from './grid-roles.js';
import type { Unit, UnitRow } from './grid-units.js';
import { contentsOf, linesOf } from './work-text.js';
import { spanOf, tickOf } from './quarter-columns.js';

/** When a unit is due, and what by each date where the table says so. */
export interface UnitDeadlines {
  deadlines: string[];
  contentsByDeadline?: string[][];
  cells: TableCell[];
  /** Quarter columns and their contents stand for the work of the item. */
  byPeriod?: true;
  /** A deadline column beside quarter columns, which says it another way. */
  unused: TableCell[];
}

interface Entry {
  deadline: string;
  contents: string[];
  cell: TableCell;
}

/** The deadlines of a unit: its quarter columns if they say anything, else its deadline cells. */
export function deadlinesOf(unit: Unit, roles: Roles): UnitDeadlines {
  const periods = periodEntries(unit.rows, roles.periods);
  if (periods.length > 0) {
    const unused = deadlineCells(unit.rows, roles.deadlines).map(({ cell }) => cell);
    return { ...byDeadline(periods), byPeriod: true, unused };
  }
  const rows = deadlineCells(unit.rows, roles.deadlines);
  const cells = rows.map(({ cell }) => cell);
  const pairs = cells.map((cell) => pairsIn(cell));
  if (pairs.length > 0 && pairs.every((list) => list.length > 0)) return { ...byDeadline(pairs.flat()), unused: [] };
  const monthly = roles.deadlines.some(({ name }) => /\(月份?\)|^月份?$/.test(name));
  const lists = cells.map((cell) => deadlinesIn(cell.text, monthly));
  const beside = besideDeadlines(rows, lists, { unit, roles });
  if (beside) return { ...byDeadline(beside), unused: [] };
  return { deadlines: lists.flat(), cells, unused: [] };
}

/** The deadlines of a cell, one a line: `3月` of `1. 3月`, `6月` of a column of months that says `6`. */
export function deadlinesIn(text: string, monthly = false): string[] {
  const lines = linesOf(text);
  const numbers = lines.map((line) => numberedLine(line));
  const counted = lines.length > 1 && numbers.every((line, index) => line?.number === index + 1);
  return lines.map((line, index) => {
    const own = counted ? (numbers[index]?.text ?? line) : line;
    return monthly && /^\d{1,2}$/.test(plain(own)) ? `${plain(own)}月` : own;
  });
}

function byDeadline(entries: readonly Entry[]): Omit<UnitDeadlines, 'unused'> {
  const merged = new Map<string, string[]>();
  for (const { deadline, contents } of entries) {
    const known = merged.get(deadline);
    if (known) known.push(...contents);
    else merged.set(deadline, [...contents]);
  }
  return {
    deadlines: [...merged.keys()],
    contentsByDeadline: [...merged.values()],
    cells: [...new Set(entries.map(({ cell }) => cell))],
  };
}

/** One entry for each filled cell under the periods; a cell merged over several of them is due by the last. */
function periodEntries(rows: readonly UnitRow[], columns: readonly GridColumn[]): Entry[] {
  const spans = new Map<TableCell, string[]>();
  for (const { index, period = '' } of columns) {
    for (const { cells } of rows) {
      const cell = cells[index];
      if (!cell || cell.text === '' || tickOf(cell.text) === 'nothing') continue;
      const periods = spans.get(cell) ?? [];
      if (!periods.includes(period)) spans.set(cell, [...periods, period]);
    }
  }
  return [...spans].map(([cell, periods]) => ({
    deadline: spanOf(periods),
    contents: tickOf(cell.text) === 'tick' ? [] : contentsOf(linesOf(cell.text)),
    cell,
  }));
}

/** The deadline cells of the rows, each with the rows that it stands in or that have none of their own. */
function deadlineCells(
  rows: readonly UnitRow[],
  columns: readonly GridColumn[],
): { cell: TableCell; rows: UnitRow[] }[] {
  const found: { cell: TableCell; rows: UnitRow[] }[] = [];
  const known = new Set<TableCell>();
  for (const row of rows) {
    const cells = columns.map(({ index }) => row.cells[index]).filter((cell) => cell !== undefined);
    const dated = cells.some(({ text }) => /\d\s?[月日.]/u.test(text));
    const own = [...new Set(cells)].filter(
      (cell) => cell.text !== '' && !(dated && isWeek(cell.text)) && !known.has(cell),
    );
    for (const cell of own) {
      known.add(cell);
      found.push({ cell, rows: [] });
    }
    found.at(-1)?.rows.push(row);
  }
  return found;
}

/** 第三周, 开学前: names the dates that stand beside it in a school's calendar. */
function isWeek(text: string): boolean {
  return /^(?:第?[一二三四五六七八九十\d]{1,3}周|预备周|开学前|[寒暑]假)$/u.test(plain(text));
}

/** `3月：制定方案` line by line: each date with what is due by it. */
function pairsIn(cell: TableCell): Entry[] {
  const parts = cell.text
    .split(/[\n；;]/u)
    .map((part) => part.trim())
    .filter(Boolean);
  const pairs = parts.map((part) => /^([^:：]{2,20})[:：](.{2,})$/u.exec(part));
  if (!pairs.every((pair) => pair && isDeadline(pair[1] ?? ''))) return [];
  return pairs.map((pair) => ({ deadline: pair?.[1] ?? '', contents: [(pair?.[2] ?? '').trim()], cell }));
}

function isDeadline(text: string): boolean {
  return cellOf({ kind: 'paragraph', text, line: 1 }).kind === 'deadline';
}

/** What stands beside each deadline, where every one has a cell of its own in one of the inner columns. */
function besideDeadlines(
  rows: readonly { cell: TableCell; rows: UnitRow[] }[],
  lists: readonly string[][],
  { unit, roles }: { unit: Unit; roles: Roles },
): Entry[] | null {
  const order = roles.inner.toSorted((a, b) => Number(b.meaning === 'stage') - Number(a.meaning === 'stage'));
  for (const { index } of order) {
    const cells = rows.map((one) => [...new Set(one.rows.map((row) => row.cells[index] as TableCell))]);
    const texts = cells.map((list) => list.flatMap(({ text }) => contentsOf(linesOf(text))));
    const distinct = new Set(cells.flat()).size === cells.flat().length;
    if (
      rows.length > 1 &&
      distinct &&
      texts.every((list) => list.length > 0) &&
      lists.every((list) => list.length === 1)
    ) {
      return rows.map(({ cell }, i) => ({ deadline: lists[i]?.[0] ?? '', contents: texts[i] ?? [], cell }));
    }
  }
  const [stage] = roles.inner.filter((column) => column.meaning === 'stage');
  const [only] = rows;
  if (!stage || !only || rows.length > 1 || unit.rows.length > 1) return null;
  const contents = contentsOf(linesOf(only.rows[0]?.cells[stage.index]?.text ?? ''));
  const dates = lists.flat();
  if (dates.length < 2 || dates.length !== contents.length) return null;
  return dates.map((deadline, i) => ({ deadline, contents: [contents[i] ?? ''], cell: only.cell }));
}
