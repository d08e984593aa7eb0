import { AlignmentType, LineRuleType, Paragraph, Tab, TextRun, type IParagraphOptions } from 'docx';
import { writable } from '../draft-book/cell-text.js';
import { fonts, LINE, sizes, type FormFont } from './form-fonts.js';

/** How a paragraph is set; what is not said is as the body of a document. */
export interface LineOptions extends Pick<
  IParagraphOptions,
  'alignment' | 'indent' | 'tabStops' | 'border' | 'keepNext'
> {
  font?: FormFont;
  points?: number;
  color?: string;
  bold?: boolean;
  /** Exactly, in points. */
  lineHeight?: number | 'auto';
  /** Opens the paragraph, in 楷体. */
  lead?: string | undefined;
  pageBreakBefore?: boolean | undefined;
}

export function line(text: string, options: LineOptions): Paragraph {
  const {
    font = fonts.body,
    points = sizes.body,
    color,
    bold,
    lineHeight = LINE,
    lead,
    pageBreakBefore,
    ...rest
  } = options;
  const run = { font: font.name, size: points * 2, ...(color ? { color } : {}), ...(bold ? { bold } : {}) };
  const opening = lead === undefined ? [] : [new TextRun({ ...run, font: fonts.kai.name, text: writable(lead) })];
  // Tabs set a line's two ends apart.
  const parts = text
    .split('\t')
    .map((part, index) => new TextRun({ ...run, children: [...(index > 0 ? [new Tab()] : []), writable(part)] }));
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    ...rest,
    ...(pageBreakBefore === true ? { pageBreakBefore } : {}),
    spacing:
      lineHeight === 'auto'
        ? { before: 0, after: 0 }
        : { before: 0, after: 0, line: lineHeight * 20, lineRule: LineRuleType.EXACT },
    children: [...opening, ...parts],
  });
}

/** An empty line so high, in points. */
export function blank(points: number, keepNext = false): Paragraph {
  return line('', { points, lineHeight: points === sizes.body ? LINE : points, keepNext });
}
