import type { Paragraph, Place } from '../../blocks/block.js';
import { plain } from './cell.js';
import { meaningOf, type Meaning } from '../table/table-columns.js';

export type Column =
  'ordinal' | 'heading' | 'contents' | 'measures' | 'deadline' | 'leader' | 'divisions' | 'supporting' | 'unknown';

/** What a column's meaning comes to where a row's cells are told apart by their looks. */
const COLUMNS: Partial<Record<Meaning, Column>> = {
  ordinal: 'ordinal',
  ...{ section: 'heading', heading: 'heading', problem: 'heading' },
  ...{ contents: 'contents', stage: 'contents', goal: 'contents', measures: 'measures' },
  ...{ deadline: 'deadline', leader: 'leader', person: 'leader' },
  ...{ lead: 'divisions', divisions: 'divisions', answer: 'divisions', supporting: 'supporting' },
};

export interface TableHeader {
  columns: HeaderCell[];
  /** Index of the first block of the header, and of the first after it. */
  start: number;
  end: number;
}

interface HeaderCell extends Place {
  column: Column;
  text: string;
}

function columnOf(text: string): Column {
  return COLUMNS[meaningOf(text)] ?? 'unknown';
}

/**
 * The header of a responsibility table: neighbouring cells, one a paragraph, that name the work, its deadline and who
 * answers for it. `null` when the document has no such run. A column of an unknown name is kept where both its
 * neighbours are header cells.
 */
export function findHeader(blocks: readonly Paragraph[]): TableHeader | null {
  for (let start = 0; start < blocks.length; start += 1) {
    if (cellAt(blocks, start).column === 'unknown') continue;
    const header = runFrom(blocks, start);
    const has = (column: Column) => header.columns.some((cell) => cell.column === column);
    const work = has('heading') || has('contents') || has('measures');
    if (work && has('deadline') && (has('divisions') || has('leader'))) return header;
    start = header.end - 1;
  }
  return null;
}

function runFrom(blocks: readonly Paragraph[], start: number): TableHeader {
  const columns: HeaderCell[] = [];
  let end = start;
  for (let block = blocks[end]; block; block = blocks[end]) {
    const { column, text, size } = cellAt(blocks, end);
    if (column === 'unknown' && !isRemark(text) && !isBridged(blocks, end, columns)) break;
    if (column !== 'unknown' && columns.some((cell) => cell.column === column && cell.text === text)) break;
    columns.push({ ...block, column, text });
    end += size;
  }
  return { columns, start, end };
}

/** A cell narrower than its name is broken over two lines: 分管 / 负责人. */
function cellAt(blocks: readonly Paragraph[], index: number): { column: Column; text: string; size: number } {
  const text = blocks[index]?.text ?? '';
  const joined = text + (blocks[index + 1]?.text ?? '');
  if (/^\p{Script=Han}{1,4}$/u.test(text) && joined.length <= 8 && columnOf(text) === 'unknown') {
    const column = columnOf(joined);
    if (column !== 'unknown') return { column, text: joined, size: 2 };
  }
  return { column: text.length <= 16 ? columnOf(text) : 'unknown', text, size: 1 };
}

function isBridged(blocks: readonly Paragraph[], index: number, columns: readonly HeaderCell[]): boolean {
  const next = cellAt(blocks, index + 1).column;
  const nextIsNew = next !== 'unknown' && !columns.some((cell) => cell.column === next);
  return nextIsNew && /^\p{Script=Han}{2,8}$/u.test(plain(blocks[index]?.text ?? ''));
}

function isRemark(text: string): boolean {
  return /^(?:备注|说明)$/.test(plain(text));
}
