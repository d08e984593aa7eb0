import { childNamed, isElement, type MarkupElement } from '../markup.js';
import { cellText, type Piece, type SpannedCell } from '../piece.js';

/** Word's tables have at most 63 columns; more is a damaged file or a trap. */
const MOST_COLUMNS = 63;

/** A cell that a vertical merge may continue: where it stands, and in which row it was last seen. */
interface OpenMerge {
  cell: SpannedCell;
  row: number;
}

/** A table, or, where it has one column only and so is a frame round a text, the pieces that stand in it. */
export function docxTable(table: MarkupElement, contentOf: (cell: MarkupElement) => Piece[]): Piece[] {
  const contents = new Map<SpannedCell, Piece[]>();
  const open = new Map<number, OpenMerge>();
  const rows: SpannedCell[][] = [];
  for (const row of partsNamed(table, 'w:tr')) {
    const properties = childNamed(row, 'w:trPr');
    if (childNamed(properties, 'w:del')) continue;
    const before = columnsIn(childNamed(properties, 'w:gridBefore'), 0);
    const cells: SpannedCell[] = before > 0 ? [{ text: '', columns: before, rows: 1 }] : [];
    rows.push(cells);
    readRow(row, { cells, before, index: rows.length - 1, open, contents, contentOf });
  }
  if (rows.every((row) => row.length < 2)) return rows.flat().flatMap((cell) => contents.get(cell) ?? []);
  return [{ kind: 'table', rows, zone: null }];
}

interface RowState {
  cells: SpannedCell[];
  before: number;
  index: number;
  open: Map<number, OpenMerge>;
  contents: Map<SpannedCell, Piece[]>;
  contentOf: (cell: MarkupElement) => Piece[];
}

function readRow(row: MarkupElement, { cells, before, index, open, contents, contentOf }: RowState): void {
  let column = before;
  let sideways: SpannedCell | null = null;
  for (const element of partsNamed(row, 'w:tc')) {
    const properties = childNamed(element, 'w:tcPr');
    const columns = columnsIn(childNamed(properties, 'w:gridSpan'), 1);
    const down = mergeOf(properties, 'w:vMerge');
    const across = mergeOf(properties, 'w:hMerge');
    const above = open.get(column);
    if (across === 'continue' && sideways) sideways.columns += columns;
    else if (down === 'continue' && above?.row === index - 1) {
      // What a merge covers is not shown; Word neither prints nor counts what may be left in it.
      above.cell.rows += 1;
      above.row = index;
      sideways = null;
    } else {
      const pieces = contentOf(element);
      const cell = { text: cellText(pieces), columns, rows: 1 };
      contents.set(cell, pieces);
      cells.push(cell);
      if (down === null) open.delete(column);
      else open.set(column, { cell, row: index });
      sideways = across === null ? null : cell;
    }
    column += columns;
  }
}

/** Rows of a table or cells of a row, also those inserted by a tracked change or framed by a form field. */
function partsNamed(parent: MarkupElement, name: 'w:tr' | 'w:tc'): MarkupElement[] {
  return parent.children.filter(isElement).flatMap((child) => {
    if (child.name === name) return [child];
    return FRAMES.has(child.name) ? partsNamed(child, name) : [];
  });
}

const FRAMES = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo']);

/** `continue` is what Word means where it says nothing. */
function mergeOf(properties: MarkupElement | undefined, name: string): 'restart' | 'continue' | null {
  const merge = childNamed(properties, name);
  if (!merge) return null;
  return merge.attribs['w:val'] === 'restart' ? 'restart' : 'continue';
}

function columnsIn(element: MarkupElement | undefined, otherwise: number): number {
  const columns = Number.parseInt(element?.attribs['w:val'] ?? '', 10);
  return Number.isFinite(columns) ? Math.min(MOST_COLUMNS, Math.max(otherwise, columns)) : otherwise;
}
