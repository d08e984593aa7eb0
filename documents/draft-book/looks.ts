import type { CellStyle, ColumnDef, WriteSheet } from 'hucre/xlsx';
import { columnsOf, wrap } from '../draft/wrap.js';

export const FONT = { name: '宋体', size: 10.5 };
const LINE = { style: 'thin', color: { rgb: '808080' } } as const;
const BORDER = { top: LINE, right: LINE, bottom: LINE, left: LINE };
const TOP = { vertical: 'top', wrapText: true } as const;
const MIDDLE = { horizontal: 'center', vertical: 'center', wrapText: true } as const;

export const TITLE: CellStyle = {
  font: { name: '黑体', size: 16, bold: true },
  alignment: { horizontal: 'left', vertical: 'center' },
};
export const HEAD: CellStyle = {
  font: { ...FONT, name: '黑体', bold: true },
  fill: solid('D9E2F3'),
  border: BORDER,
  alignment: MIDDLE,
};
export const BODY: CellStyle = { font: FONT, border: BORDER, alignment: TOP };
export const CENTRED: CellStyle = { ...BODY, alignment: MIDDLE };
/** Whatever is typed into it stays as typed: 1.10 is no number. */
export const AS_TYPED = { numFmt: '@' };

/** A cell that somebody has to look at. */
export function warned(style: CellStyle): CellStyle {
  return { ...style, fill: solid('FFF2CC') };
}

/** A4 across, as wide as the paper, the head on every page. */
export function paper(headRows: string): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> {
  return {
    pageSetup: {
      ...{ paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      ...{ printTitlesRow: headRows, horizontalCentered: true },
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
  };
}

export function widths(columns: readonly number[], hiddenLast = true): ColumnDef[] {
  return columns.map((width, index) => ({
    width,
    ...(hiddenLast && index === columns.length - 1 ? { hidden: true } : {}),
  }));
}

/** Height in points of a text in a column so wide: programs do not fit the rows of merged cells. */
export function heightOf(text: string, width: number): number {
  if (text === '') return LINE_HEIGHT;
  const lines = text.split('\n').reduce((sum, line) => sum + linesOf(line, width - 2), 0);
  return lines * LINE_HEIGHT + 4;
}

/** No row of Excel is higher. */
export const HIGHEST = 409;
const LINE_HEIGHT = 14;

function linesOf(line: string, width: number): number {
  return line.length > 500 ? Math.ceil(columnsOf(line) / (width - 1)) : wrap(line, width).split('\n').length;
}

function solid(rgb: string): CellStyle['fill'] {
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb } };
}
