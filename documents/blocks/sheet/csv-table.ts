import type { Block, TableCell } from '../block.js';
import { cleanCell } from '../clean-text.js';
import { columnLetters } from './column-letters.js';
import { allRows, type CsvRow } from './csv.js';
import { gridBlocks, type GridRow } from './grid-blocks.js';

const DELIMITERS = [',', '\t'];
/** So much of a text shows whether it is a table. */
const SAMPLE = 60_000;

/**
 * The table of a CSV file, as a sheet's: what stands above and below it as paragraphs. Where the sheet had merged cells
 * downwards, the cells below the first are empty. Lines are those of the file; `delimiter` is told from the text.
 */
export function readCsv(text: string): Block[] {
  const delimiter = likeliest(text).delimiter;
  const all = allRows(text, delimiter);
  const width = all.reduce((most, { fields }) => Math.max(most, fields.length), 0);
  const rows: GridRow[] = [];
  let afterBlank = false;
  all.forEach((row, index) => {
    if (isBlank(row)) {
      afterBlank = true;
      return;
    }
    rows.push({ cells: cellsOf(row, index + 1, width), afterBlank });
    afterBlank = false;
  });
  return gridBlocks(rows);
}

/**
 * Whether a text is a table: most of its lines have equally many commas or tabs, two or more, outside of quotes, and
 * one of the first has nothing but headings. Where only one of the two holds, the file's name decides.
 */
export function looksLikeCsv(text: string, fileName: string): boolean {
  const { rows, even, columns } = likeliest(text);
  if (rows.length === 0 || columns < 2) return false;
  const headed = rows.slice(0, 15).some(({ fields }) => isHead(fields));
  if (rows.length >= 2 && even >= 0.8 && columns >= 3 && headed) return true;
  if (!/\.(?:csv|tsv|tab)$/i.test(fileName)) return false;
  return headed || (rows.length >= 2 && even >= 0.8);
}

interface Shape {
  delimiter: string;
  rows: CsvRow[];
  /** The most usual count of fields, and the share of rows that have it. */
  columns: number;
  even: number;
}

function likeliest(text: string): Shape {
  // The last row of a sample may be cut off.
  const sample = text.length > SAMPLE ? text.slice(0, text.lastIndexOf('\n', SAMPLE) + 1) : text;
  const shapes = DELIMITERS.map((delimiter) => shapeOf(sample, delimiter));
  return shapes.reduce((best, one) =>
    one.columns >= 2 && one.even * one.columns > best.even * best.columns ? one : best,
  );
}

function shapeOf(text: string, delimiter: string): Shape {
  const rows = allRows(text, delimiter).filter((row) => !isBlank(row));
  const counts = new Map<number, number>();
  for (const { fields } of rows) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  const [columns, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  return { delimiter, rows, columns, even: rows.length === 0 ? 0 : count / rows.length };
}

/** Three headings or more: short, different from each other, without figures and without a sentence's signs. */
function isHead(fields: string[]): boolean {
  const filled = fields.map((field) => field.replace(/\s/g, '')).filter((field) => field !== '');
  if (filled.length < 2 || new Set(filled).size < filled.length) return false;
  return filled.every((field) => [...field].length <= 12 && !/[\d。；;，：:！？]/u.test(field));
}

function isBlank({ fields }: CsvRow): boolean {
  return fields.every((field) => cleanCell(field) === '');
}

function cellsOf({ fields, line }: CsvRow, row: number, width: number): TableCell[] {
  return Array.from({ length: width }, (_, column) => ({
    text: cleanCell(fields[column] ?? ''),
    line,
    row,
    column: columnLetters(column),
  }));
}
