import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { line } from './docx-line.js';
import { fonts, sizes } from './form-fonts.js';
import { fills, type FormBars } from './form.js';

/** Of the width: names, bars, values at the end of the longest bar. */
const NAME = 0.24;
const VALUE = 0.14;
/** Into so many steps the widest bar is cut. */
const STEPS = 100;

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const bare = { top: none, bottom: none, left: none, right: none };

/** Bars of shaded cells: each part spans the steps that it is long. */
export function barsTable({ legend, bars, whole }: FormBars, width: number): Table {
  const step = Math.floor((width * (1 - NAME - VALUE)) / STEPS);
  const name = Math.floor(width * NAME);
  const value = width - name - step * STEPS;
  const widths = [name, ...Array<number>(STEPS).fill(step), value];
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { ...bare, insideHorizontal: none, insideVertical: none },
    margins: { left: 40, right: 40, top: 0, bottom: 0 },
    rows: bars.flatMap((bar) => [
      row(
        [
          cell(bar.name, { span: 1, align: AlignmentType.RIGHT }),
          ...stepsOf(bar.parts, whole).flatMap(({ part, steps }) => {
            const fill = legend[part]?.fill;
            return steps === 0 || fill === undefined ? [] : [cell('', { span: steps, fill: fills[fill] })];
          }),
          // The value follows the bar.
          cell(bar.value, { span: STEPS + 1 - used(bar.parts, whole), align: AlignmentType.LEFT }),
        ],
        320,
      ),
      row([cell('', { span: STEPS + 2 })], 90),
    ]),
  });
}

/** What each colour stands for. */
export function legendLine({ legend }: FormBars): Paragraph {
  const run = { font: fonts.body.name, size: sizes.note * 2 };
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 0, after: 80 },
    children: legend.flatMap(({ name, fill }) => [
      new TextRun({ ...run, text: '■', color: fills[fill] }),
      new TextRun({ ...run, text: `${name}　` }),
    ]),
  });
}

/** The steps of a bar's parts; what is more than nothing has one at least. */
function stepsOf(parts: number[], whole: number): { part: number; steps: number }[] {
  let left = STEPS;
  return parts.map((value, part) => {
    const steps = value <= 0 ? 0 : Math.min(left, Math.max(1, Math.round((value / whole) * STEPS)));
    left -= steps;
    return { part, steps };
  });
}

function used(parts: number[], whole: number): number {
  return stepsOf(parts, whole).reduce((sum, { steps }) => sum + steps, 0);
}

function row(children: TableCell[], height: number): TableRow {
  return new TableRow({ cantSplit: true, height: { value: height, rule: HeightRule.EXACT }, children });
}

interface CellOptions {
  span: number;
  align?: (typeof AlignmentType)['LEFT' | 'RIGHT'];
  fill?: string;
}

function cell(text: string, { span, align = AlignmentType.LEFT, fill }: CellOptions): TableCell {
  return new TableCell({
    columnSpan: span,
    borders: bare,
    verticalAlign: VerticalAlignTable.CENTER,
    ...(fill === undefined ? {} : { shading: { type: ShadingType.CLEAR, color: 'auto', fill } }),
    children: [line(text, { alignment: align, points: sizes.note, lineHeight: 'auto', keepNext: true })],
  });
}
