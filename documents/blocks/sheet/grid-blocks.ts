import type { Block, Paragraph, Table, TableCell } from '../block.js';

/** One row of a sheet that has content. Rows are equally long; merged places share one cell. */
export interface GridRow {
  cells: TableCell[];
  /** Whether an empty row stands before it. */
  afterBlank: boolean;
}

/** As notes under a table begin. */
const NOTE =
  /^[（(【[*※★▲]{0,2}\s?(?:备\s{0,4}注|附\s{0,4}注|注\s{0,4}(?:释|明|意|\d|[一二三四五六七八九十])?\s?[:：、.．]|说\s{0,4}明|填表|填报|填写|制表|编制|联系|审核|审批|签字|签发|签章|盖章|报送|统计|经办|负责人签|单位负责人|主要负责人|分管领导签|本表|此表|以上|※)/u;

/**
 * What a sheet holds: lines above, the table, notes below, and so on for every further table. A line above or below is
 * a row with one text only (the title across the whole sheet), or of `填报单位：…` and its like.
 */
export function gridBlocks(rows: readonly GridRow[], caption?: string): Block[] {
  const blocks: Block[] = [];
  const first = headOf(rows);
  if (first === null) return rows.flatMap((row) => paragraphs(row));
  blocks.push(...rows.slice(0, first).flatMap((row) => paragraphs(row)));
  let head: number | undefined = first;
  while (head !== undefined) {
    const next = nextTable(rows, head + 1);
    const region = rows.slice(head, next?.apart);
    const end = tableEnd(region);
    const below = [...region.slice(end), ...(next ? rows.slice(next.apart, next.head) : [])];
    blocks.push(tableOf(region.slice(0, end), caption), ...below.flatMap((row) => paragraphs(row)));
    head = next?.head;
  }
  return blocks;
}

/** The first row that can head a table: several texts, none of them `填报单位：…`. */
function headOf(rows: readonly GridRow[]): number | null {
  let widest = 0;
  for (const row of rows) if (texts(row).length >= 2) widest = Math.max(widest, filled(row));
  const first = rows.findIndex((row) => canHead(row, widest));
  const any = first >= 0 ? first : rows.findIndex((row) => texts(row).length >= 2);
  return any < 0 ? null : any;
}

function canHead(row: GridRow, widest: number): boolean {
  const all = texts(row);
  if (all.length < 2 || isLabelled(row)) return false;
  return all.length >= 3 || widest <= 3 || (filled(row) >= widest && all.every(isHeading));
}

/** After an empty row, and lines of one text, a row of nothing but headings begins another table. */
function nextTable(rows: readonly GridRow[], start: number): { apart: number; head: number } | null {
  let apart = -1;
  for (let index = start; index < rows.length; index += 1) {
    const row = rows[index] as GridRow;
    if (row.afterBlank && apart < 0) apart = index;
    const all = texts(row);
    if (apart >= 0 && all.length >= 3 && all.every(isHeading)) return { apart, head: index };
    if (all.length >= 2 && !isLabelled(row)) apart = -1;
  }
  return null;
}

/** How many rows of the region are the table's. Notes and signatures stand at its end, one text to a row. */
function tableEnd(region: readonly GridRow[]): number {
  let from = region.length;
  while (from > 1 && isOneText(region[from - 1] as GridRow)) from -= 1;
  const note = region.findIndex((row, index) => index >= from && beginsNotes(row));
  return note < 0 ? region.length : note;
}

/** A row of one text in its first place, or of signatures. Not what a cell merged downwards left of itself in a CSV file. */
function isOneText(row: GridRow): boolean {
  const all = texts(row);
  if (isLabelled(row) && all.length <= 4) return row.cells[0]?.text !== '' || all.every((text) => NOTE.test(text));
  return all.length === 1 && row.cells[0]?.text === all[0];
}

function beginsNotes(row: GridRow): boolean {
  const text = texts(row)[0] as string;
  if (isLabelled(row) || NOTE.test(text)) return true;
  // A number written ahead for a row never filled in.
  if (text.length < 4 || /^[\d.．、]+$/.test(text)) return false;
  return row.afterBlank || (filled(row) > 1 && filled(row) * 2 >= row.cells.length);
}

/** Every text of the row is of the form `填报单位：…`. */
function isLabelled(row: GridRow): boolean {
  const all = texts(row);
  return all.length > 0 && all.every((text) => /^[^：:。；;\d\n]{2,10}[：:]/u.test(text));
}

function isHeading(text: string): boolean {
  return text.replace(/\s/g, '').length <= 10 && !/[\d。；;：:，]/u.test(text);
}

/** The row's texts, that of a merged cell once. */
function texts(row: GridRow): string[] {
  return [...new Set(row.cells)].map((cell) => cell.text).filter((text) => text !== '');
}

function filled(row: GridRow): number {
  return row.cells.filter((cell) => cell.text !== '').length;
}

function tableOf(rows: readonly GridRow[], caption: string | undefined): Table {
  const used = (rows[0]?.cells ?? []).map((_, column) => rows.some((row) => row.cells[column]?.text !== ''));
  const grid = rows.map((row) => row.cells.filter((_, column) => used[column]));
  const { row: _row, column: _column, ...place } = placeOnly(grid[0]?.[0] as TableCell);
  return { kind: 'table', grid, ...place, ...(caption === undefined ? {} : { caption }) };
}

function paragraphs(row: GridRow): Paragraph[] {
  const cells = [...new Set(row.cells)].filter((cell) => cell.text !== '');
  return cells.flatMap((cell) =>
    cell.text.split('\n').map((text) => ({ kind: 'paragraph' as const, text, ...placeOnly(cell) })),
  );
}

function placeOnly(cell: TableCell): Omit<TableCell, 'text'> {
  const { text: _text, ...place } = cell;
  return place;
}
