import type { Block, Paragraph, Table, TableCell } from '../../blocks/block.js';
import { plain } from '../flattened/cell.js';
import { headAt, type GridHead } from './grid-head.js';
import { kindOfRow, PASSED } from './row-kind.js';

/** One table of the document, however many pages and blocks it was split over. */
export interface Chain {
  tables: Table[];
  /** Paragraphs between its pages. */
  between: { block: Paragraph; why: string }[];
  /** One, unless another table with its own heading stands below in the same sheet. */
  segments: Segment[];
  passedRows: { table: Table; row: number; why: string }[];
  /** Rows of running text, which are part of no item. */
  unread: TableCell[];
  /** The table's name, where it stands in its first row. */
  title: TableCell | null;
  /** Lines such as 填报单位：… and 注：…. */
  notes: TableCell[];
}

export interface Segment {
  head: GridHead;
  rows: BodyRow[];
}

export interface BodyRow {
  table: Table;
  /** Its index in the table's grid. */
  row: number;
  cells: readonly TableCell[];
  /** The first row after a page break, where merged cells begin anew and empty. */
  afterBreak: boolean;
  /** The first row of a table with a heading of its own: its numbers may begin anew. */
  newTable: boolean;
  /** The row over the whole width that it stands under. */
  section: TableCell | null;
}

/** A heading stands within the first rows of its table. */
const SEARCHED_ROWS = 12;

/** Every responsibility table among the blocks, continued pages joined. */
export function chainsOf(blocks: readonly Block[]): Chain[] {
  const chains: Chain[] = [];
  for (let i = 0; i < blocks.length; i += 1) {
    const block = blocks[i];
    if (block?.kind !== 'table' || findHead(block) === null) continue;
    const reader = new ChainReader(block);
    for (let next = nextPage(blocks, i + 1, reader); next; next = nextPage(blocks, next.at + 1, reader)) {
      reader.chain.between.push(...next.between);
      reader.read(next.table);
      i = next.at;
    }
    chains.push(reader.chain);
  }
  return chains;
}

function findHead({ grid }: Table): GridHead | null {
  for (let row = 0; row < Math.min(grid.length, SEARCHED_ROWS); row += 1) {
    const head = headAt(grid, row);
    if (head) return head;
  }
  return null;
}

/** The table that goes on with the chain's last: the same heading again, or none and as many columns. */
function nextPage(blocks: readonly Block[], from: number, { head, chain }: ChainReader) {
  const between: Chain['between'] = [];
  for (let at = from; at < blocks.length; at += 1) {
    const block = blocks[at] as Block;
    if (block.kind === 'table') {
      const own = findHead(block);
      const goesOn = own
        ? sameHead(own, head)
        : between.length === 0 && block.grid[0]?.length === head.columns.length && block.caption === undefined;
      return goesOn && (block.caption ?? '') === (chain.tables[0]?.caption ?? '')
        ? { table: block, at, between }
        : null;
    }
    const why = reasonBetween(block, chain);
    if (why === null) return null;
    between.push({ block, why });
  }
  return null;
}

function reasonBetween({ text }: Paragraph, { title }: Chain): string | null {
  const line = plain(text);
  if (/^(?:第?\d{1,3}页?(?:[,，/]?共?\d{1,3}页)?|[-—–]+\d{1,3}[-—–]+)$/u.test(line)) return '页码';
  if (/[（(]续表?\d?[）)]$|^续(?:上)?表\d?/u.test(line) || (title && line === plain(title.text))) return '续表标题';
  return null;
}

function sameHead(a: GridHead, b: GridHead): boolean {
  return a.columns.length === b.columns.length && a.columns.every((column, i) => column.name === b.columns[i]?.name);
}

/** Sorts the rows of a table and of its further pages. */
class ChainReader {
  readonly chain: Chain;
  head: GridHead;
  private section: TableCell | null = null;
  private afterBreak = false;
  private newTable = false;

  constructor(table: Table) {
    this.head = findHead(table) as GridHead;
    const segments = [{ head: this.head, rows: [] }];
    this.chain = { tables: [], between: [], segments, passedRows: [], unread: [], title: null, notes: [] };
    this.read(table);
  }

  read(table: Table): void {
    const own = findHead(table);
    const begin = own?.first ?? 0;
    for (let row = 0; row < begin; row += 1) this.readPreface(table, row);
    this.afterBreak = this.chain.tables.length > 0;
    this.newTable = own !== null;
    this.chain.tables.push(table);
    for (let row = begin; row < table.grid.length; row += 1) {
      const head = row > begin && isMerged(table, row) ? null : headAt(table.grid, row);
      if (head && (row === begin || isStrong(head))) {
        this.beginPage(head, row > begin);
        const why = row > begin || this.chain.tables.length > 1 ? '重复的表头' : '表头';
        for (; row < head.end; row += 1) this.pass(table, row, why);
        row -= 1;
      } else this.readRow(table, row);
    }
  }

  private beginPage(head: GridHead, afterRows: boolean): void {
    if (sameHead(head, this.head)) {
      this.afterBreak ||= afterRows;
      return;
    }
    this.head = head;
    this.section = null;
    this.afterBreak = false;
    this.chain.segments.push({ head, rows: [] });
  }

  private readPreface(table: Table, row: number): void {
    const cells = table.grid[row] ?? [];
    const kind = kindOfRow(cells, null);
    const filled = [...new Set(cells)].filter((cell) => cell.text !== '');
    if (kind === 'title') this.chain.title ??= filled[0] ?? null;
    else if (kind === 'form' || kind === 'note') this.chain.notes.push(...filled);
    else if (kind === 'data') this.chain.unread.push(...filled);
    this.pass(table, row, PASSED[kind] ?? '表头之前的文字');
  }

  private readRow(table: Table, row: number): void {
    const cells = table.grid[row] ?? [];
    const kind = kindOfRow(cells, this.head, this.chain.title?.text);
    const filled = [...new Set(cells)].filter((cell) => cell.text !== '');
    if (kind === 'data') {
      const { afterBreak, newTable, section } = this;
      this.chain.segments.at(-1)?.rows.push({ table, row, cells, afterBreak, newTable, section });
      this.afterBreak = false;
      this.newTable = false;
      return;
    }
    if (kind === 'section') this.section = filled[0] ?? null;
    if (kind === 'text') this.chain.unread.push(...filled);
    if (kind === 'form' || kind === 'note') this.chain.notes.push(...filled);
    this.pass(table, row, PASSED[kind] ?? '');
  }

  private pass(table: Table, row: number, why: string): void {
    this.chain.passedRows.push({ table, row, why });
  }
}

/** A row that shares a cell with the row above goes on with it. */
function isMerged({ grid }: Table, row: number): boolean {
  const above = grid[row - 1];
  return grid[row]?.some((cell, index) => cell.text !== '' && cell === above?.[index]) ?? false;
}

/** A row of the body is taken for another heading only when most of it can be nothing else. */
function isStrong({ sureness, columns }: GridHead): boolean {
  const named = columns.filter((column) => column.name !== '');
  const known = named.filter((column) => column.meaning !== 'unknown');
  return sureness >= 0.9 && known.length >= 3 && known.length >= 0.6 * named.length;
}
