import { DubanError } from '../../domain/errors.js';
import type { Block, Table, TableCell } from './block.js';
import type { Piece, SpannedCell, TablePiece } from './piece.js';
import { gridOf } from './table-grid.js';

/**
 * Gives the pieces of a document their places: paragraphs and table rows are counted through it, tables by themselves.
 *
 * @throws DubanError `file-too-large` for a table of millions of cells
 */
export function blocksOfPieces(pieces: readonly Piece[], fileName: string): Block[] {
  const blocks: Block[] = [];
  let line = 1;
  let tables = 0;
  for (const piece of pieces) {
    if (piece.kind === 'text') {
      blocks.push({ kind: 'paragraph', text: piece.text, line, unit: 'paragraph' });
      line += 1;
    } else if (piece.rows.some((row) => row.some((cell) => cell.text !== ''))) {
      tables += 1;
      blocks.push(placedTable(piece, { line, table: `第${tables}个表`, fileName }));
      line += piece.rows.length;
    }
  }
  return blocks;
}

interface TablePlace {
  line: number;
  table: string;
  fileName: string;
}

function placedTable(piece: TablePiece, { line, table, fileName }: TablePlace): Table {
  const grid = gridOf(piece.rows);
  if (grid === null) {
    const message = `“${fileName}”的${table}过大，无法读取：合并后的单元格超过200万个。请把表格另存为单独的文件（.xlsx）后再读。`;
    throw new DubanError('file-too-large', message, { fileName, table });
  }
  const cells = new Map<SpannedCell, TableCell>();
  const cellAt = (cell: SpannedCell | null, row: number, column: number) => {
    const known = cell && cells.get(cell);
    if (known) return known;
    const place = { line: line + row, unit: 'paragraph' as const, table, row: row + 1, column: `第${column + 1}列` };
    const made: TableCell = { text: cell?.text ?? '', ...place };
    if (cell) cells.set(cell, made);
    return made;
  };
  const rows = grid.map((row, down) => row.map((cell, across) => cellAt(cell, down, across)));
  return { kind: 'table', grid: rows, line, unit: 'paragraph', table };
}
