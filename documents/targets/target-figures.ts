import { chineseNumber } from './target-numerals.js';
import { plainUnit, scaleOf, TIME_AHEAD, UNITS, wordAhead } from './target-units.js';

/** A number with a unit, and what stands around it in its clause. */
export interface Figure {
  start: number;
  /** Up to it and from it on, as far as its sense reaches, in half-width signs. */
  before: string;
  after: string;
  quantity: number;
  unit: string;
  /** `10余所`, `近百`: more or less so many. */
  vague: boolean;
  /** Written in Chinese numerals, of which many only name something (四个意识). */
  chinese: boolean;
}

const DIGITS = new RegExp(
  // Not an ordinal (第30个), not the tail of another number, not a range's end, not half struck out (*5所), not 1+6.
  String.raw`(?<![第\d.,〔\[+*＊×_/—–~～A-Za-z-])(\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(\.\d{1,6})? ?([万亿千百]{0,3}) ?(余|多|来)?([万亿]?) ?(${UNITS})${TIME_AHEAD}`,
  'gu',
);

const CHINESE = new RegExp(
  String.raw`(?<![第\p{Nd}零〇一二两三四五六七八九十百千万亿几数每]|[百千]分之)([零〇一二两三四五六七八九十百千万亿]{1,12})(余|多|来)?([万亿]?)(${UNITS})${TIME_AHEAD}`,
  'gu',
);

const PERCENT = /百分之([零〇一二两三四五六七八九十]{1,4}|百)/gu;

/** Units of which small numbers in Chinese numerals are counts and not names or slogans (两个维护, 三项机制, 三支队伍). */
const COUNTING = /^(?:所|名|位|家|间|座|栋|幢|台|辆|亩|平方米|公里|公顷|元|人次|场次|门|户|册|课时|学时|美元)$/u;

/** Characters to look at on either side. A bound, so that a text without any stop is read in linear time. */
const BEFORE = 80;
const AFTER = 40;

/** Every number with a unit in a clause, promised or not, in order; ordinals and durations are none. */
export function figuresIn(clause: string): Figure[] {
  const text = halfWidth(clause);
  const found = [...digitFigures(text), ...chineseFigures(text), ...percentFigures(text)];
  return found
    .sort((a, b) => a.start - b.start)
    .map(({ end, ...figure }) => ({
      ...figure,
      before: text.slice(Math.max(0, figure.start - BEFORE), figure.start),
      after: text.slice(end, end + AFTER),
    }));
}

interface Found extends Omit<Figure, 'before' | 'after'> {
  end: number;
}

/** Same length: every sign stays at its place. */
function halfWidth(text: string): string {
  return text.replace(/[０-９．，％＋～－]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

function* digitFigures(text: string): Generator<Found> {
  for (const match of text.matchAll(DIGITS)) {
    const [all, whole = '', fraction = '', words = '', more, more2 = '', unit = ''] = match;
    const end = match.index + all.length;
    const ahead = text.slice(end - unit.length, end + 5);
    if (wordAhead.test(ahead)) continue;
    const number = Number(whole.replaceAll(',', '') + fraction);
    yield {
      start: match.index,
      end,
      ...scaled(number, words + more2, unit),
      vague: more !== undefined,
      chinese: false,
    };
  }
}

function* chineseFigures(text: string): Generator<Found> {
  for (const match of text.matchAll(CHINESE)) {
    const [all, numeral = '', more, scale = '', unit = ''] = match;
    const end = match.index + all.length;
    const number = chineseNumber(numeral);
    if (number === null || number < 2 || wordAhead.test(text.slice(end - unit.length, end + 5))) continue;
    const tens = /[十百千万]/u.test(numeral) && number > 10;
    if (!COUNTING.test(unit) && !(tens && /^[个项场次篇条份人户件]$/u.test(unit))) continue;
    yield { start: match.index, end, ...scaled(number, scale, unit), vague: more !== undefined, chinese: true };
  }
}

function* percentFigures(text: string): Generator<Found> {
  for (const match of text.matchAll(PERCENT)) {
    const quantity = match[1] === '百' ? 100 : chineseNumber(match[1] ?? '');
    if (quantity === null) continue;
    yield { start: match.index, end: match.index + match[0].length, quantity, unit: '%', vague: false, chinese: false };
  }
}

function scaled(number: number, words: string, unit: string): { quantity: number; unit: string } {
  // Six decimals are more than any plan states and take off what binary fractions add.
  return { quantity: Math.round(number * scaleOf(words) * 1e6) / 1e6, unit: plainUnit(unit) };
}
