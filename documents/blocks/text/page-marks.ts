import type { Paragraph } from '../block.js';
import { isPageNumber } from '../furniture.js';
import { numberingOf } from '../numbering.js';
import { endsOpen, join } from './rejoin.js';

export interface Mended {
  blocks: Paragraph[];
  /** How many breaks were mended. */
  count: number;
}

/** The running number that a preview site sets before the text of each page it shows: `2、019年底…`, `3、。`. */
const MARK = /^(\d{1,3})\s?[、.．](.*)$/u;
/** An arabic number does not hold headings of a higher level; a page does. */
const HOLDS_HEADINGS = /\s{2}(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])/u;
/** What no paragraph begins with: the sentence before goes on. */
const BEGINS_WITH_CLOSING = /^\s*[。，、；：！？）》”’,;:!?)]/u;
/** A page is at least so long; a heading that does not end as a sentence is shorter. */
const LONG = 60;

interface Page {
  index: number;
  value: number;
  rest: string;
}

/**
 * Takes out the marks of a preview site's pages and rejoins what they divide, even in mid-word. Only where the numbers run
 * on from page to page and nearly all of them stand in mid-sentence: a numbered list is left alone.
 */
export function withoutPageMarks(paragraphs: readonly Paragraph[]): Mended {
  const pages = pagesOf(paragraphs);
  if (pages.length === 0) return withoutPageNumbers(paragraphs);
  const rests = new Map(pages.map((page) => [page.index, page.rest]));
  const blocks: Paragraph[] = [];
  paragraphs.forEach((paragraph, index) => {
    const rest = rests.get(index);
    if (rest === undefined) {
      blocks.push(paragraph);
      return;
    }
    // Such sites set the paragraphs of a page in one line, with spaces between them.
    const [first = '', ...others] = rest.split(/\s{2,}/u);
    const before = blocks.at(-1);
    if (before && index !== pages[0]?.index && endsOpen(before.text) && numberingOf(first) === null) {
      blocks[blocks.length - 1] = { ...before, text: join(before.text, first) };
    } else others.unshift(first);
    for (const piece of others) if (piece.trim() !== '') blocks.push({ ...paragraph, text: piece.trim() });
  });
  return { blocks, count: pages.length - 1 };
}

/** The longest run of marks 1, 2, 3 … nearly each of which follows the page before in mid-sentence. */
function pagesOf(paragraphs: readonly Paragraph[]): Page[] {
  const marks = paragraphs.flatMap(({ text }, index) => {
    const found = MARK.exec(text);
    return found ? [{ index, value: Number(found[1]), rest: found[2] ?? '' }] : [];
  });
  const first = marks.find(({ value }) => value === 1);
  if (!first) return [];
  const pages = [first];
  let breaks = 0;
  let certain = HOLDS_HEADINGS.test(first.rest);
  for (const mark of marks) {
    const last = pages.at(-1) as Page;
    if (mark.index <= last.index || mark.value !== last.value + 1) continue;
    const before = paragraphs[mark.index - 1]?.text ?? '';
    const inside = goesOn(before, mark.rest);
    // A page may end where a sentence does; in a text of one line a page it is one all the same.
    if (!inside && !(mark.index === last.index + 1 && before.length >= LONG)) continue;
    pages.push(mark);
    if (inside) breaks += 1;
    certain ||= (inside && isCertain(before, mark.rest)) || HOLDS_HEADINGS.test(mark.rest);
  }
  const divisions = pages.length - 1;
  return certain && divisions > 0 && breaks * 4 >= divisions * 3 ? pages : [];
}

/** Whether a sentence of the one may go on in the other: both are of running text, not a heading and a numbered point. */
function goesOn(before: string, after: string): boolean {
  if (BEGINS_WITH_CLOSING.test(after)) return endsOpen(before);
  return before.length >= LONG && endsOpen(before) && !/[）)】]$/u.test(before) && numberingOf(after) === null;
}

/** Broken in mid-sentence beyond doubt, which no item is that merely lacks its full stop. */
function isCertain(before: string, after: string): boolean {
  return BEGINS_WITH_CLOSING.test(after) || (/\d$/.test(before) && /^\d/.test(after));
}

/** Page numbers on lines of their own, and the sentences that they divide. */
function withoutPageNumbers(paragraphs: readonly Paragraph[]): Mended {
  const blocks: Paragraph[] = [];
  let open = -1;
  let count = 0;
  paragraphs.forEach((paragraph, index) => {
    const before = blocks[open];
    if (isPageNumber(paragraph.text)) blocks.push(paragraph);
    else if (
      before &&
      open < blocks.length - 1 &&
      isPageNumber(paragraphs[index - 1]?.text ?? '') &&
      isDivided(before.text, paragraph.text)
    ) {
      blocks[open] = { ...before, text: join(before.text, paragraph.text) };
      count += 1;
    } else open = blocks.push(paragraph) - 1;
  });
  return { blocks, count };
}

/** Running text (it holds whole sentences) that breaks off, and what goes on with it. */
function isDivided(before: string, after: string): boolean {
  return goesOn(before, after) && (isCertain(before, after) || /[。；，,;]/u.test(before));
}
