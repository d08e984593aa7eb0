import type { Paragraph } from '../block.js';
import { isPageNumber } from '../furniture.js';
import { numberingOf } from '../numbering.js';
import type { Mended } from './page-marks.js';
import { endsOpen, join } from './rejoin.js';

/** Half-width columns of a line: a page holds 25 to 50 Chinese signs across. */
const NARROWEST = 48;
const WIDEST = 100;
/** A line may fall short of the others by a few signs, where a closing sign or a word took the next one along. */
const SLACK = 6;
const FEWEST_LINES = 5;

/**
 * Rejoins text that was broken at a fixed width: most lines are equally long and break off in mid-sentence. A line that is
 * shorter ends its paragraph, a numbered one or one after a blank line begins its own.
 */
export function withoutWrapping(paragraphs: readonly Paragraph[]): Mended {
  const width = wrapWidth(paragraphs);
  if (width === null) return { blocks: [...paragraphs], count: 0 };
  const step = usualStep(paragraphs);
  const blocks: Paragraph[] = [];
  let count = 0;
  let before: Paragraph | null = null;
  for (const paragraph of paragraphs) {
    const joined: Paragraph | undefined = blocks.at(-1);
    const runsOn = before && isFull(before, width) && paragraph.line - before.line <= step;
    if (joined && before && runsOn && endsOpen(before.text) && beginsNothing(paragraph.text)) {
      blocks[blocks.length - 1] = { ...joined, text: join(joined.text, paragraph.text) };
      count += 1;
    } else blocks.push(paragraph);
    before = paragraph;
  }
  return { blocks, count };
}

/** The width the text was broken at; `null` for a text whose lines are paragraphs. */
function wrapWidth(paragraphs: readonly Paragraph[]): number | null {
  const counts = new Map<number, number>();
  for (const { text } of paragraphs) {
    const columns = columnsOf(text);
    counts.set(columns, (counts.get(columns) ?? 0) + 1);
  }
  const longer = paragraphs.filter(({ text }) => columnsOf(text) >= NARROWEST);
  const widths = longer.map(({ text }) => columnsOf(text)).sort((a, b) => a - b);
  // One line in twenty may stand out: a title or an address set in other type.
  const width = widths[Math.floor((widths.length - 1) * 0.95)] ?? 0;
  if (width < NARROWEST || width > WIDEST) return null;
  const full = longer.filter((paragraph) => isFull(paragraph, width));
  const open = full.filter(({ text }) => endsOpen(text) && !/[）)】]$/u.test(text));
  const enough = full.length >= FEWEST_LINES && full.length * 10 >= longer.length * 8;
  return enough && open.length * 10 >= full.length * 7 ? width : null;
}

function isFull({ text }: Paragraph, width: number): boolean {
  const columns = columnsOf(text);
  return columns >= width - SLACK && columns <= width + SLACK;
}

/** Lines from one to the next where no paragraph ends: 1, or 2 in a text with a blank line after each. */
function usualStep(paragraphs: readonly Paragraph[]): number {
  const steps = paragraphs.slice(1).map(({ line }, index) => line - (paragraphs[index]?.line ?? line));
  return steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1;
}

function beginsNothing(text: string): boolean {
  return numberingOf(text) === null && !isPageNumber(text) && !/^(?:——|——|[•·●▪◆■]|附件)/u.test(text);
}

function columnsOf(text: string): number {
  let columns = 0;
  for (const sign of text) columns += sign.charCodeAt(0) > 0xff ? 2 : 1;
  return columns;
}
