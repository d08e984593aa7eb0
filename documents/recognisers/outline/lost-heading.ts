import type { Block, Paragraph } from '../../blocks/block.js';
import { NUMBERING_LEVELS, numberingOf, type Numbering, type NumberingLevel } from '../../blocks/numbering.js';
import { assignmentIn } from '../assignment/assignment.js';
import { endsAsSentence } from '../flattened/cell.js';

/** A heading that has no number, or whose number the page's encoding destroyed. */
export interface LostHeading {
  paragraph: Paragraph;
  /** The level it must have for what follows it to stand beneath it. */
  level: NumberingLevel;
  damaged: boolean;
}

/**
 * Signs that no office writes and that wrongly decoded GBK is full of: phonetic signs, rules of tables, half-width
 * kana, small forms, pinyin vowels, private characters.
 */
const DAMAGE = /[\u3100-\u312f\u2500-\u257f\uff61-\uff9f\ufe50-\ufe6f\ufffd\ue000-\uf8ff\u01cd-\u01dc\u2488-\u249b]/u;
const LONGEST = 40;

export function isDamaged(text: string): boolean {
  return DAMAGE.test(text);
}

/**
 * Short lines without a number between numbered paragraphs whose numbers run on (or begin again): there a line that does
 * not end as a sentence, after one that does, is the heading of what follows.
 */
export function lostHeadings(blocks: readonly Block[]): LostHeading[] {
  const candidates = blocks.flatMap((block, at) => candidateAt(blocks, { block, at }));
  // Before the first item of a section a lone short line may be a motto; other headings of its kind make it one.
  const known = new Set(candidates.filter((one) => one.certain).map((one) => one.items));
  return candidates.filter((one) => one.certain || known.has(one.items)).map((one) => one.heading);
}

interface Candidate {
  heading: LostHeading;
  items: NumberingLevel;
  certain: boolean;
}

function candidateAt(blocks: readonly Block[], { block, at }: { block: Block; at: number }): Candidate[] {
  const next = blocks[at + 1];
  if (block.kind === 'table' || next?.kind !== 'paragraph' || !looksLikeHeading(block.text)) return [];
  const items = numberingOf(next.text);
  if (!items || items.level === 'chapter' || numberingOf(block.text)) return [];
  const damaged = isDamaged(block.text);
  const { last, above, complete } = before(blocks, at, items.level);
  const goesOn = last !== null && complete && (items.value === last.value + 1 || (items.value === 1 && last.value > 1));
  const begins = last === null && items.value === 1 && above;
  if (!goesOn && !begins) return [];
  const outer = NUMBERING_LEVELS[NUMBERING_LEVELS.indexOf(items.level) - 1] ?? 'chapter';
  const heading: LostHeading = { paragraph: block, level: outer, damaged };
  return [{ heading, items: items.level, certain: goesOn || damaged }];
}

function looksLikeHeading(text: string): boolean {
  if (text.length < 3 || text.length > LONGEST || endsAsSentence(text)) return false;
  if (isDamaged(text)) return true;
  return /^\p{Script=Han}/u.test(text) && !/[。；;：:]/u.test(text) && assignmentIn(text) === null;
}

/** The last number of the level before a line; whether the line follows a heading, or begins the document; whether the text before it ends. */
function before(
  blocks: readonly Block[],
  at: number,
  level: NumberingLevel,
): { last: Numbering | null; above: boolean; complete: boolean } {
  const previous = blocks[at - 1];
  const complete =
    previous?.kind === 'paragraph' && (endsAsSentence(previous.text) || assignmentIn(previous.text) !== null);
  for (let i = at - 1; i >= 0; i -= 1) {
    const block = blocks[i];
    const number = block?.kind === 'paragraph' ? numberingOf(block.text) : null;
    if (!number) continue;
    if (number.level === level) return { last: number, above: false, complete };
    if (NUMBERING_LEVELS.indexOf(number.level) < NUMBERING_LEVELS.indexOf(level)) {
      return { last: null, above: i === at - 1, complete };
    }
  }
  return { last: null, above: true, complete };
}
