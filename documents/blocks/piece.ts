import type { Zone } from './html/html-looks.js';

/** What a document with markup says, in order, before places are given to it. */
export type Piece = TextPiece | TablePiece;

export interface TextPiece {
  kind: 'text';
  text: string;
  /** How many of its signs, spaces not counted, are links to other pages, and to places of this page. */
  linked: number;
  linkedHere: number;
  /** The part of the site around the text that it stands in, if it does. */
  zone: Zone | null;
}

export interface TablePiece {
  kind: 'table';
  rows: SpannedCell[][];
  zone: Zone | null;
}

/** A cell as it is written down, with how many columns and rows it takes. */
export interface SpannedCell {
  text: string;
  columns: number;
  /** 0: all that follow. */
  rows: number;
}

export function plainText(text: string): TextPiece {
  return { kind: 'text', text, linked: 0, linkedHere: 0, zone: null };
}

/** The text of a cell that holds these: its paragraphs on lines of their own, a table within it a line for each row. */
export function cellText(pieces: readonly Piece[]): string {
  const lines = pieces.flatMap((piece) => {
    if (piece.kind === 'text') return [piece.text];
    return piece.rows.map((row) => row.flatMap((cell) => (cell.text === '' ? [] : [cell.text])).join(' '));
  });
  return lines.filter((line) => line !== '').join('\n');
}
