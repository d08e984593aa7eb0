import { barGrid, barRowOf } from './bar-rows.js';
import type { Paragraph, Table, TableCell } from '../block.js';
import { boxGrid, isBoxLine } from './box-rows.js';
import { isTableHead } from './table-head.js';

/** A row may go on over so many lines; what goes on longer has lost its end. */
const LONGEST_ROW = 30;

/**
 * A text's tables, and the paragraphs between them, in order. A table is drawn in a text either with lines
 * (`┌─┬─┐`, `│…│`) or with bars between the cells of a row (`序号 | 工作任务 | 责任单位 |`).
 */
export function withTextTables(paragraphs: readonly Paragraph[]): (Paragraph[] | Table)[] {
  const parts: (Paragraph[] | Table)[] = [];
  let tables = 0;
  for (let at = 0; at < paragraphs.length;) {
    const { grid, end } = boxAt(paragraphs, at) ?? barsAt(paragraphs, at) ?? { grid: null, end: at + 1 };
    if (grid) {
      tables += 1;
      parts.push(tableOf(grid, `第${tables}个表`));
    } else {
      const last = parts.at(-1);
      const rest = paragraphs.slice(at, end);
      if (Array.isArray(last)) for (const paragraph of rest) last.push(paragraph);
      else parts.push(rest);
    }
    at = end;
  }
  return parts;
}

/** What was taken for a table up to `end`; without a grid where it is none. */
interface Found {
  grid: TableCell[][] | null;
  end: number;
}

function boxAt(paragraphs: readonly Paragraph[], at: number): Found | null {
  let end = at;
  while (end < paragraphs.length && isBoxLine((paragraphs[end] as Paragraph).text)) {
    end += 1;
    // Under the lower edge another table begins.
    if (/^[└╚┗]/u.test((paragraphs[end - 1] as Paragraph).text)) break;
  }
  return end === at ? null : { grid: end - at >= 3 ? boxGrid(paragraphs.slice(at, end)) : null, end };
}

/** Bars may divide anything; a table has headings in its first row. */
function barsAt(paragraphs: readonly Paragraph[], at: number): Found | null {
  const head = barRowOf((paragraphs[at] as Paragraph).text);
  if (!head || !isTableHead(head)) return null;
  const closed = /[|｜]$/u.test((paragraphs[at] as Paragraph).text);
  const rows: { cells: string[]; line: number }[] = [];
  let end = at;
  while (end < paragraphs.length) {
    const row = rowAt(paragraphs, end, closed);
    if (!row) break;
    if (row.cells.length > 0) rows.push({ cells: row.cells, line: (paragraphs[end] as Paragraph).line });
    end = row.end;
  }
  return rows.length >= 2 ? { grid: barGrid(rows), end } : null;
}

/** Where every row is closed with a bar, the lines up to that bar are one row: a cell may hold several. */
function rowAt(paragraphs: readonly Paragraph[], at: number, closed: boolean): { cells: string[]; end: number } | null {
  let text = '';
  for (let end = at; end < Math.min(at + LONGEST_ROW, paragraphs.length); end += 1) {
    const line = (paragraphs[end] as Paragraph).text;
    if (end === at && !/[|｜]/u.test(line)) return null;
    text += (end === at ? '' : '\n') + line;
    if (closed && !/[|｜]$/u.test(line)) continue;
    if (/^[\s|｜:：-]+$/u.test(text)) return { cells: [], end: end + 1 };
    const cells = barRowOf(text);
    return cells && { cells, end: end + 1 };
  }
  return null;
}

function tableOf(grid: TableCell[][], table: string): Table {
  const cells = new Set(grid.flat());
  cells.forEach((cell) => (cell.table = table));
  return { kind: 'table', grid, line: grid[0]?.[0]?.line ?? 1, table };
}
