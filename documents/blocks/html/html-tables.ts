import { isElement, type MarkupElement, type MarkupNode } from '../markup.js';
import { looksOf, type Zone } from './html-looks.js';
import { cellText, type Piece, type SpannedCell, type TextPiece } from '../piece.js';

interface ReadCell extends SpannedCell {
  pieces: Piece[];
  head: boolean;
}

/** HTML's own bound for columns is 1000; no page means more than some dozens. */
const MOST_COLUMNS = 100;

type Reader = (nodes: readonly MarkupNode[]) => Piece[];

/** A table as one piece, or, where it only arranges text on the page, as the pieces that stand in it. */
export function piecesOfTable(table: MarkupElement, zone: Zone | null, read: Reader): Piece[] {
  const { rows: written, stray } = rowsOf(table);
  // The caption; and what careless pages write between rows, which browsers show above the table as well.
  const before = read(stray);
  const rows = written.map((cells) => cells.map((cell) => readCell(cell, read)));
  if (!isData(rows)) return [...before, ...rows.flatMap((row) => arranged(row, zone))];
  const strip = ({ text, columns, rows: down }: ReadCell) => ({ text, columns, rows: down });
  return [...before, { kind: 'table', rows: rows.map((row) => row.map(strip)), zone }];
}

interface WrittenRows {
  rows: MarkupElement[][];
  stray: MarkupNode[];
}

/** The cells of the table's own rows, not those of tables within it. */
function rowsOf(table: MarkupElement, found: WrittenRows = { rows: [], stray: [] }): WrittenRows {
  let loose: MarkupElement[] | null = null;
  for (const child of table.children) {
    if (!isElement(child)) found.stray.push(child);
    else if (looksOf(child) === 'hidden') continue;
    else if (CELL.test(child.name)) {
      // Cells without a row about them are one.
      if (loose === null) found.rows.push((loose = []));
      loose.push(child);
    } else {
      loose = null;
      if (child.name === 'tr') found.rows.push(cellsOf(child, found.stray));
      else if (GROUP.test(child.name)) rowsOf(child, found);
      else found.stray.push(child);
    }
  }
  return found;
}

const CELL = /^t[dh]$/;
const GROUP = /^(?:thead|tbody|tfoot|form)$/;

function cellsOf(row: MarkupElement, stray: MarkupNode[]): MarkupElement[] {
  const cells: MarkupElement[] = [];
  for (const child of row.children) {
    if (isElement(child) && child.name === 'form') cells.push(...cellsOf(child, stray));
    else if (!isElement(child) || !CELL.test(child.name)) stray.push(child);
    else if (looksOf(child) !== 'hidden') cells.push(child);
  }
  return cells;
}

function readCell(cell: MarkupElement, read: Reader): ReadCell {
  const pieces = read(cell.children);
  return {
    pieces,
    text: cellText(pieces),
    columns: Math.min(MOST_COLUMNS, span(cell.attribs.colspan) || 1),
    rows: span(cell.attribs.rowspan),
    head: cell.name === 'th',
  };
}

/** Whether its rows and columns mean something. In doubt they do: a table read as text loses more than the reverse. */
function isData(rows: readonly ReadCell[][]): boolean {
  const filled = rows.map((row) => row.filter((cell) => cell.text !== ''));
  // A frame round a text, however many rows it has.
  if (rows.every((row) => row.length < 2)) return false;
  const cells = filled.flat();
  if (isMenu(cells)) return false;
  const head = cells.some((cell) => cell.head);
  const rich = filled.filter((row) => row.length >= 3).length;
  if (
    filled.filter((row) => row.length >= 2).length < 2 &&
    !(head && filled.filter((row) => row.length > 0).length >= 2)
  )
    return false;
  if (head) return true;
  // What holds tables itself, or nearly all of the text in one place, is the page's frame.
  const signs = sum(cells, (cell) => cell.text.length);
  const nested = sum(cells, (cell) => (cell.pieces.some((piece) => piece.kind === 'table') ? cell.text.length : 0));
  if (nested > (rich >= 2 ? signs / 2 : 0)) return false;
  return (
    !cells.some((cell) => cell.pieces.length > 10 && cell.text.length > signs * 0.6 && filled.length <= 3) || rich >= 2
  );
}

function isMenu(cells: readonly ReadCell[]): boolean {
  const texts = cells.flatMap((cell) => cell.pieces).filter((piece): piece is TextPiece => piece.kind === 'text');
  const linked = sum(texts, (piece) => piece.linked);
  return linked > 0 && linked >= 0.8 * sum(texts, (piece) => piece.text.replace(/\s/g, '').length);
}

/** Short words side by side (索引号 … 发布机构 …) are one line to the eye; all else stands by itself. */
function arranged(row: readonly ReadCell[], zone: Zone | null): Piece[] {
  const cells = row.filter((cell) => cell.text !== '');
  const pieces = cells.flatMap((cell) => cell.pieces);
  const texts = pieces.filter((piece) => piece.kind === 'text');
  const line = texts.map((piece) => piece.text).join(' ');
  if (cells.length < 2 || pieces.length !== cells.length || texts.length !== pieces.length || line.length > 100)
    return pieces;
  const linked = sum(texts, (piece) => piece.linked);
  const linkedHere = sum(texts, (piece) => piece.linkedHere);
  return [{ kind: 'text', text: line, linked, linkedHere, zone }];
}

function sum<T>(all: readonly T[], amount: (one: T) => number): number {
  return all.reduce((total, one) => total + amount(one), 0);
}

/** 0 for a span to the end (rowspan="0"); 1 for what is no number. */
function span(text: string | undefined): number {
  const value = Number.parseInt(text ?? '1', 10);
  return Number.isSafeInteger(value) && value >= 0 ? value : 1;
}
