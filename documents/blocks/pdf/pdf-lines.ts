import type { Paragraph } from '../block.js';

/** A piece of text where the page puts it; points, y upwards. */
export interface PdfText {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PdfLine {
  text: string;
  x: number;
  right: number;
  height: number;
  page: number;
  /** 1-based on its page, from the top. */
  line: number;
  /** Parts with wide gaps between them: more than one in a table's row. */
  columns: number;
}

/** The lines of one page from the top down, without its running head's or foot's number. */
export function linesOf(texts: readonly PdfText[], page: number): PdfLine[] {
  const rows: PdfText[][] = [];
  for (const text of texts.filter((one) => one.text.trim() !== '').toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && first.y - text.y < Math.max(first.height, text.height) / 2) row.push(text);
    else rows.push([text]);
  }
  return rows
    .map((row) => lineOf(row.toSorted((a, b) => a.x - b.x)))
    .filter(({ text }) => !PAGE_NUMBER.test(text))
    .map((line, index) => ({ ...line, page, line: index + 1 }));
}

const PAGE_NUMBER = /^(?:[-—–·\s]*\d{1,4}[-—–·\s]*|第\s?\d{1,4}\s?页(?:[，,\s]*共\s?\d{1,4}\s?页)?)$/u;

function lineOf(row: readonly PdfText[]): Omit<PdfLine, 'page' | 'line'> {
  let text = '';
  let right = row[0]?.x ?? 0;
  let columns = 1;
  const height = Math.max(...row.map((one) => one.height));
  for (const one of row) {
    const gap = one.x - right;
    if (text !== '' && gap > height * 1.5) columns += 1;
    // Chinese is set without spaces; a gap as wide as half a letter was put there on purpose.
    if (text !== '' && gap > height / 2) text += ' ';
    text += one.text;
    right = Math.max(right, one.x + one.width);
  }
  return { text: plainHan(text).trim(), x: row[0]?.x ?? 0, right, height, columns };
}

/**
 * Lines joined to paragraphs. A paragraph begins where a line is indented against the text's left edge, or follows one
 * that ended early; a line of another size, such as a title, stands alone.
 */
export function paragraphsOf(pages: readonly PdfLine[][]): Paragraph[] {
  const lines = pages.flat();
  const left = mostCommon(lines.map((line) => line.x));
  const right = Math.max(0, ...lines.map((line) => line.right));
  const paragraphs: Paragraph[] = [];
  let before: PdfLine | undefined;
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (last && before && continues(before, line, { left, right })) last.text += line.text;
    else
      paragraphs.push({
        kind: 'paragraph',
        text: line.text,
        line: paragraphs.length + 1,
        unit: 'paragraph',
        page: line.page,
      });
    before = line;
  }
  return paragraphs;
}

function continues(before: PdfLine, line: PdfLine, { left, right }: { left: number; right: number }): boolean {
  const size = Math.max(line.height, 1);
  if (line.columns > 1 || before.columns > 1) return false;
  if (Math.abs(line.height - before.height) > size / 5) return false;
  const indented = line.x - left > size * 0.8;
  const endedEarly = right - before.right > size * Math.max(2.5, unbroken(line.text) + 0.5);
  return !indented && !endedEarly;
}

/** How many signs a line begins with that no printer parts: a closing mark begins no line, an opening one ends none (典”“同). */
function unbroken(text: string): number {
  return (
    /^[“‘（《〈「『【〔(]*.(?:[”’）》〉」』】〕)，。、；：？！]+(?:[“‘（《〈「『【〔(]+.)?)*/u.exec(text)?.[0].length ??
    1
  );
}

/** The left edge most lines share, to the point. */
function mostCommon(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(Math.round(value), (counts.get(Math.round(value)) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
  return most?.[0] ?? 0;
}

/** Fonts often map their letters to radicals that look the same. Unicode folds the Kangxi ones; these it leaves. */
const RADICALS =
  '⺁厂⺟母⺠民⺫目⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟';
const FOLDED = new Map((RADICALS.match(/../gu) ?? []).map((pair) => [pair.charAt(0), pair.charAt(1)]));

function plainHan(text: string): string {
  return text
    .replace(/[\u2f00-\u2fd5]/gu, (sign) => sign.normalize('NFKC'))
    .replace(/[\u2e80-\u2eff]/gu, (sign) => FOLDED.get(sign) ?? sign);
}
