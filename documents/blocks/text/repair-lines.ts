import type { PlanWarning } from '../../../domain/plan.js';
import { findHeader } from '../../recognisers/flattened/table-header.js';
import type { Paragraph } from '../block.js';
import { numberingOf } from '../numbering.js';
import { withoutPageMarks, type Mended } from './page-marks.js';
import { endsOpen } from './rejoin.js';
import { withoutWrapping } from './wrapped-lines.js';

export interface RepairedLines {
  blocks: Paragraph[];
  warnings: PlanWarning[];
}

/**
 * Makes paragraphs of a text whose lines are none: pages of a preview site, several paragraphs run together, lines broken
 * at a fixed width, numbers parted from their text. A paragraph stands on the line where it begins. A text of clean
 * paragraphs, and a table with one cell a line, come back as they are.
 */
export function repairLines(paragraphs: readonly Paragraph[]): RepairedLines {
  if (findHeader(paragraphs)) return { blocks: [...paragraphs], warnings: [] };
  let blocks = [...paragraphs];
  let count = 0;
  for (const step of [withoutPageMarks, divided, withoutWrapping, withNumbers]) {
    const mended = step(blocks);
    blocks = mended.blocks;
    count += mended.count;
  }
  return { blocks, warnings: warningsOf(paragraphs, blocks, count) };
}

/** Where a paragraph begins inside a line: after two or more spaces, with a number of its own or a dash. */
const DIVISION =
  /(?<!\s)\s{2,}(?=——|(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:、|[.．](?!\d))|[①-⑳])\s?\p{Script=Han})/u;
const SPACES = /\s{2,}/u;

/** One line that holds several paragraphs, divided by spaces before their numbers. */
function divided(paragraphs: readonly Paragraph[]): Mended {
  let count = 0;
  const blocks = paragraphs.flatMap((paragraph) => {
    const { text } = paragraph;
    if (/^附件?\s*[:：\d]/u.test(text)) return [paragraph];
    const divisions = text.split(DIVISION).length - 1;
    if (divisions === 0) return [paragraph];
    // Once it is sure that spaces divide paragraphs in this line, they do so before unnumbered ones too.
    const pieces = text.split(divisions > 1 ? SPACES : DIVISION).filter((piece) => piece.trim() !== '');
    count += pieces.length - 1;
    return pieces.map((piece) => ({ ...paragraph, text: piece.trim() }));
  });
  return { blocks, count };
}

/** A number alone on its line, and the text that follows it. */
function withNumbers(paragraphs: readonly Paragraph[]): Mended {
  const blocks: Paragraph[] = [];
  let count = 0;
  for (const paragraph of paragraphs) {
    const before = blocks.at(-1);
    const number = before ? numberingOf(before.text) : null;
    if (before && number?.rest === '' && numberingOf(paragraph.text) === null) {
      const space = number.level === 'chapter' ? ' ' : '';
      blocks[blocks.length - 1] = { ...before, text: before.text + space + paragraph.text };
      count += 1;
    } else blocks.push(paragraph);
  }
  return { blocks, count };
}

function warningsOf(before: readonly Paragraph[], after: readonly Paragraph[], count: number): PlanWarning[] {
  if (count === 0) return [];
  const untouched = new Set(before);
  const changed = after.filter((paragraph) => !untouched.has(paragraph));
  const at = { firstLine: changed[0]?.line ?? 1, lastLine: changed.at(-1)?.line ?? 1 };
  const warnings: PlanWarning[] = [
    { code: 'lines-rejoined', message: `原文分行有误，已接合或分开${count}处，请与原件核对`, at },
  ];
  const last = changed.at(-1);
  if (last && /[（(，,、]$/u.test(last.text) && endsOpen(last.text)) {
    const end = changed.slice(-2).map(({ text }) => text);
    const message = `文字到“${end.join('').slice(-20)}”中断，可能只是文件的前几页，请取得全文后再读`;
    warnings.push({ code: 'text-cut-off', message, at: { firstLine: last.line, lastLine: last.line } });
  }
  return warnings;
}
