import type { Block, Paragraph } from '../../blocks/block.js';
import { isFurniture } from '../../blocks/furniture.js';
import { numberingOf, NUMBERING_LEVELS, type NumberingLevel } from '../../blocks/numbering.js';
import { cellOf, endsAsSentence } from '../flattened/cell.js';
import { lostHeadings } from './lost-heading.js';
import { numberedPoints } from '../points/named-points.js';
import { endsWork } from '../points/work-end.js';

/** A document made ready for its outline to be read. */
export interface OutlineBlocks {
  /** Blocks with the numbers that count, lost headings given one; signature, annex lists and page debris left out. */
  blocks: Block[];
  /** The document's own block for one of `blocks`. */
  original: (block: Block) => Block;
  /** Headings whose number was destroyed. */
  damaged: Set<Block>;
}

/** Before a number: the paragraph counts as having none. */
const UNNUMBERED = '\u2060';
const SIGNS = '一二三四五六七八九十';

export function outlineBlocks(blocks: readonly Block[], titleLine: number | null): OutlineBlocks {
  const originals = new Map<Block, Block>();
  const damaged = new Set<Block>();
  const living = livingBlocks(blocks);
  const named = numberedPoints(living);
  const alive = living.map((block) => {
    const numbered = named.get(block);
    if (numbered) originals.set(numbered, block);
    if (numbered) return numbered;
    if (block.kind === 'table' || !countsNothing(block.text)) return block;
    const copy: Paragraph = { ...block, text: UNNUMBERED + block.text };
    originals.set(copy, block);
    return copy;
  });
  const lost = new Map(lostHeadings(alive).map((heading) => [heading.paragraph as Block, heading]));
  const levels = new LevelsAbove();
  const prepared = alive.map((block) => {
    const heading = lost.get(block);
    if (!heading || block.kind === 'table' || block.line === titleLine) {
      levels.pass(block);
      return block;
    }
    const { level, value } = levels.next(heading.level);
    const copy: Paragraph = { ...block, text: numberAs(level, value) + block.text };
    originals.set(copy, originals.get(block) ?? block);
    if (heading.damaged) damaged.add(copy);
    levels.pass(copy);
    return copy;
  });
  return { blocks: prepared, original: (block) => originals.get(block) ?? block, damaged };
}

/** Without what follows a signature or stands about a web page, up to where numbers run on or begin again. */
function livingBlocks(blocks: readonly Block[]): Block[] {
  const last = new Map<NumberingLevel, number>();
  let over: 'no' | 'debris' | 'signed' = 'no';
  return blocks.filter((block, at) => {
    if (block.kind === 'table') return over === 'no';
    if (isFurniture(block.text) || isContentsLine(block.text) || isMenu(block)) {
      if (over === 'no') over = 'debris';
      return false;
    }
    const number = numberingOf(block.text);
    if (number === null) {
      if (endsWork(blocks, at)) over = 'signed';
      return over === 'no';
    }
    const outer = number.level === 'chapter' || number.level === 'chinese';
    const runsOn = number.value === (last.get(number.level) ?? 0) + 1;
    const begins = number.value === 1 && (outer || endsAsSentence(block.text) || number.level === 'chinese-bracketed');
    if (over === 'signed' && !begins && !(runsOn && (outer || endsAsSentence(block.text)))) return false;
    over = 'no';
    last.set(number.level, number.value);
    return true;
  });
}

/** What only looks like a page's menu may as well stand in the midst of the work. */
function isMenu(block: Paragraph): boolean {
  return block.text.length <= 120 && cellOf(block).kind === 'furniture';
}

/** A line of a table of contents: 一、总体要求……………1. */
function isContentsLine(text: string): boolean {
  return /(?:\.{3}|…|·{3}|．{3})\s?\d{1,3}$/u.test(text);
}

/** 一、二年级不布置书面作业; 3、6、9月: a list of numbers, not the number of a paragraph. */
function countsNothing(text: string): boolean {
  const [, first = '', second = ''] =
    /^([一二三四五六七八九])、([二三四五六七八九十])(?:年级|季度|等奖|线城市)/u.exec(text) ?? [];
  if (first !== '' && SIGNS.indexOf(second) === SIGNS.indexOf(first) + 1) return true;
  return /^\d{1,2}[、.．]\d{1,2}[、.．]\d{1,2}/u.test(text);
}

/** Keeps count of the headings on the way down a document. */
class LevelsAbove {
  readonly #last = new Map<NumberingLevel, number>();
  /** Items that stand under the last heading of a level or under none. */
  #seen = new Set<NumberingLevel>();

  pass(block: Block): void {
    const number = block.kind === 'paragraph' ? numberingOf(block.text) : null;
    if (!number) return;
    const at = NUMBERING_LEVELS.indexOf(number.level);
    for (const inner of NUMBERING_LEVELS.slice(at + 1)) {
      this.#last.delete(inner);
      this.#seen.delete(inner);
    }
    this.#last.set(number.level, number.value);
    this.#seen.add(number.level);
  }

  /** The number for a heading over items one level within `level`. */
  next(level: NumberingLevel): { level: NumberingLevel; value: number } {
    const items = NUMBERING_LEVELS[NUMBERING_LEVELS.indexOf(level) + 1] as NumberingLevel;
    const outer = NUMBERING_LEVELS.slice(0, NUMBERING_LEVELS.indexOf(level)).toReversed();
    const parent = outer.find((one) => this.#last.has(one));
    // Items that stood directly under 二、 make the lost heading that follows its neighbour, not its part.
    const within = this.#last.has(level) || !this.#seen.has(items) || parent === undefined;
    const chosen = within ? level : parent;
    return { level: chosen, value: (this.#last.get(chosen) ?? 0) + 1 };
  }
}

function numberAs(level: NumberingLevel, value: number): string {
  const han = hanOf(Math.min(value, 99));
  switch (level) {
    case 'chapter':
      return `第${han}章 `;
    case 'chinese':
      return `${han}、`;
    case 'chinese-bracketed':
      return `（${han}）`;
    case 'arabic':
      return `${Math.min(value, 999)}、`;
    default:
      return `（${Math.min(value, 999)}）`;
  }
}

function hanOf(value: number): string {
  const tens = Math.floor(value / 10);
  return (
    (tens > 1 ? SIGNS.charAt(tens - 1) : '') +
    (tens > 0 ? '十' : '') +
    (value % 10 > 0 ? SIGNS.charAt((value % 10) - 1) : '')
  );
}
