import { isElement, type MarkupElement } from '../markup.js';
import { formatNumber } from '../number-format.js';

const TYPES: Record<string, string> = { a: 'lowerLetter', A: 'upperLetter', i: 'lowerRoman', I: 'upperRoman' };
const STYLES: [RegExp, string][] = [
  [/lower-(?:alpha|latin)/, 'lowerLetter'],
  [/upper-(?:alpha|latin)/, 'upperLetter'],
  [/lower-roman/, 'lowerRoman'],
  [/upper-roman/, 'upperRoman'],
  [/cjk-ideographic|chinese-informal/, 'chineseCounting'],
  [/chinese-formal/, 'chineseLegalSimplified'],
  [/decimal-leading-zero/, 'decimalZero'],
  [/\b(?:none|disc|circle|square)\b/, 'none'],
];

/** The number that a browser sets before each item of a numbered list: `1.`, `一、`. Empty for anything but `<ol>`. */
export function listItems(list: MarkupElement): Map<MarkupElement, string> {
  const numbers = new Map<MarkupElement, string>();
  if (list.name !== 'ol') return numbers;
  const items = list.children.filter(isElement).filter((child) => child.name === 'li');
  const step = 'reversed' in list.attribs ? -1 : 1;
  let next = whole(list.attribs.start) ?? (step < 0 ? items.length : 1);
  for (const item of items) {
    const value = whole(item.attribs.value) ?? next;
    next = value + step;
    const format = formatOf(list, item);
    const number = formatNumber(value, format);
    if (number !== '') numbers.set(item, /^chinese/.test(format) ? `${number}、` : `${number}. `);
  }
  return numbers;
}

function formatOf(list: MarkupElement, item: MarkupElement): string {
  for (const element of [item, list]) {
    const style = /list-style(?:-type)?\s*:\s*([^;]*)/i.exec(element.attribs.style ?? '')?.[1]?.toLowerCase();
    const named = style === undefined ? undefined : STYLES.find(([words]) => words.test(style))?.[1];
    if (named !== undefined) return named;
  }
  return TYPES[item.attribs.type ?? list.attribs.type ?? ''] ?? 'decimal';
}

function whole(text: string | undefined): number | undefined {
  const number = Number.parseInt(text ?? '', 10);
  return Number.isSafeInteger(number) ? number : undefined;
}
