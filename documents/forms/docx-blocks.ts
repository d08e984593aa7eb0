import { AlignmentType, BorderStyle, PageBreak, Paragraph, TabStopType, type Table } from 'docx';
import { barsTable, legendLine } from './docx-bars.js';
import { blank, line, type LineOptions } from './docx-line.js';
import { formTable, slipTable } from './docx-table.js';
import { fonts, LINE, sizes } from './form-fonts.js';
import type { FormBlock } from './form.js';
import { textWidth } from './paper.js';
import { signatureEdges } from './signature-edges.js';

const CHARACTER = sizes.body * 20;
const RED = 'E60000';

/** One block of a form as paragraphs and tables of Word. */
export function blockDocx(
  block: FormBlock,
  { orientation, keepNext }: { orientation: 'portrait' | 'landscape'; keepNext: boolean },
): (Paragraph | Table)[] {
  const width = textWidth(orientation);
  switch (block.kind) {
    case 'issuingHead':
      return issuingHead(block, width);
    case 'title':
      return [...lines(block.text, titled), blank(sizes.body)];
    case 'documentNumber':
      return [line(block.text, centred), blank(sizes.body)];
    case 'addressee':
      return lines(block.text, {});
    case 'paragraph':
      return lines(block.text, {
        ...(block.lead === undefined ? {} : { lead: block.lead }),
        ...(block.indent === false ? {} : indented),
        keepNext,
      });
    case 'heading':
      return lines(block.text, { ...indented, font: block.level === 1 ? fonts.heading : fonts.kai, keepNext: true });
    case 'table':
      return [...caption(block.caption), formTable(block, width), blank(sizes.note)];
    case 'bars':
      return [...caption(block.caption), legendLine(block), barsTable(block, width), blank(sizes.note)];
    case 'signature': {
      const { issuer, date } = signatureEdges(block);
      const right = (edge: number): LineOptions => ({
        alignment: AlignmentType.RIGHT,
        indent: { right: Math.round(edge * CHARACTER) },
      });
      return [
        blank(sizes.body, true),
        line(block.issuer, { ...right(issuer), keepNext: true }),
        line(block.date, right(date)),
      ];
    }
    case 'attachments':
      return [blank(sizes.body), ...attachments(block.names)];
    case 'note':
      return lines(block.text, { points: sizes.note, lineHeight: 'auto' });
    case 'replySlip':
      return [
        ...lines(block.title, { ...titled, pageBreakBefore: true }),
        ...lines(block.about, centred),
        blank(sizes.note),
        slipTable(block.fields, width),
        blank(sizes.note),
        ...(block.note === undefined ? [] : lines(block.note, { points: sizes.table, lineHeight: 'auto' })),
      ];
    case 'pageBreak':
      return [new Paragraph({ children: [new PageBreak()] })];
  }
}

const centred: LineOptions = { alignment: AlignmentType.CENTER };
const indented: LineOptions = { indent: { firstLine: 2 * CHARACTER, firstLineChars: 200 } };
const titled: LineOptions = { ...centred, font: fonts.title, points: sizes.title, lineHeight: 36, keepNext: true };

function lines(text: string, options: LineOptions): Paragraph[] {
  return text
    .split('\n')
    .map((each, index) =>
      line(each, index === 0 ? options : { ...options, lead: undefined, pageBreakBefore: undefined }),
    );
}

function caption(text: string | undefined): Paragraph[] {
  if (text === undefined) return [];
  return [line(text, { ...centred, font: fonts.heading, points: sizes.table + 2, keepNext: true })];
}

function issuingHead(block: FormBlock & { kind: 'issuingHead' }, width: number): Paragraph[] {
  const { issuer, number = '', signatory } = block;
  const under = signatory === undefined ? number : `${number}\t签发人：${signatory}`;
  return [
    line(issuer, { ...centred, font: fonts.title, points: headPoints(issuer, width), color: RED, lineHeight: 'auto' }),
    blank(sizes.body),
    line(under, {
      ...(signatory === undefined
        ? centred
        : {
            indent: { left: CHARACTER, right: CHARACTER },
            tabStops: [{ type: TabStopType.RIGHT, position: width - CHARACTER }],
          }),
    }),
    line('', {
      points: sizes.note,
      lineHeight: sizes.note,
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: RED, space: 1 } },
    }),
    blank(LINE),
  ];
}

/** As large as one line lets it be, up to 小初 and more. */
function headPoints(issuer: string, width: number): number {
  return Math.min(48, Math.floor(width / 20 / Math.max(1, issuer.length)));
}

/** The numbers hang, so that a name that goes on in a second line begins under its first. */
function attachments(names: string[]): Paragraph[] {
  return names.map((name, index) => {
    const head = index === 0 ? '附件：' : '　　　';
    const number = names.length === 1 ? '' : `${index + 1}. `;
    const hanging = (3 + number.length / 2) * CHARACTER;
    return line(`${head}${number}${name}`, { indent: { left: 2 * CHARACTER + hanging, hanging } });
  });
}
