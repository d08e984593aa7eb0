import {
  AlignmentType,
  HeightRule,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { columnPlaces } from './column-places.js';
import { line } from './docx-line.js';
import { fonts, LINE, sizes } from './form-fonts.js';
import { cellOf, fills, type Align, type FormCell, type FormColumn, type FormTable, type SlipField } from './form.js';

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };

/** A table of so few rows is kept on one page. */
const SHORT = 12;

/** A table as wide as the text; its head on every page, no row cut in two. */
export function formTable(table: FormTable, width: number): Table {
  const { columns, head, rows, points = sizes.table } = table;
  const row = (
    cells: FormCell[],
    tableHeader: boolean,
    { free, keepNext }: { free: number[]; keepNext: boolean },
  ): TableRow =>
    new TableRow({
      tableHeader,
      cantSplit: true,
      children: cells.map((cell, index) => {
        const at = free[index] ?? index;
        return tableCell(cell, { align: columns[at]?.align ?? 'center', head: tableHeader, points, keepNext });
      }),
    });
  const places = columnPlaces(head, columns.length);
  const placed = columnPlaces(rows, columns.length);
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: shares(columns, width),
    layout: TableLayoutType.FIXED,
    margins: { left: 70, right: 70, top: 30, bottom: 30 },
    rows: [
      ...head.map((cells, index) => row(cells, true, { free: places[index] ?? [], keepNext: true })),
      ...rows.map((cells, index) =>
        row(cells, false, { free: placed[index] ?? [], keepNext: rows.length <= SHORT && index < rows.length - 1 }),
      ),
    ],
  });
}

/** 回执: names to the left, room to write beside them. */
export function slipTable(fields: SlipField[], width: number): Table {
  const columns: FormColumn[] = [{ width: 1 }, { width: 3 }];
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: shares(columns, width),
    layout: TableLayoutType.FIXED,
    margins: { left: 100, right: 100, top: 60, bottom: 60 },
    rows: fields.map(
      ({ name, text = '', lines = 1 }) =>
        new TableRow({
          cantSplit: true,
          height: { value: lines * LINE * 20, rule: HeightRule.ATLEAST },
          children: [
            tableCell({ text: name, bold: false }, { align: 'center', head: false, points: sizes.folio }),
            tableCell(text, { align: 'left', head: false, points: sizes.folio }),
          ],
        }),
    ),
  });
}

interface CellOptions {
  align: Align;
  head: boolean;
  points: number;
  keepNext?: boolean;
}

function tableCell(cell: FormCell, { align, head, points, keepNext = false }: CellOptions): TableCell {
  const { text, columns, rows, fill = head ? 'head' : undefined, bold, align: own } = cellOf(cell);
  return new TableCell({
    ...(columns === undefined ? {} : { columnSpan: columns }),
    ...(rows === undefined ? {} : { rowSpan: rows }),
    ...(fill === undefined ? {} : { shading: { type: ShadingType.CLEAR, color: 'auto', fill: fills[fill] } }),
    verticalAlign: VerticalAlignTable.CENTER,
    children: String(text)
      .split('\n')
      .map((each) =>
        line(each, {
          alignment: alignments[own ?? (head ? 'center' : align)],
          font: head ? fonts.heading : fonts.body,
          points,
          lineHeight: 'auto',
          bold: bold === true,
          keepNext,
        }),
      ),
  });
}

/** Widths in twips that sum up to the whole. */
function shares(columns: FormColumn[], width: number): number[] {
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  return columns.map((column) => Math.floor((column.width / whole) * width));
}
