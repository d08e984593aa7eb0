import { yearOf } from './calendar/civil-day.js';
import { gapAt, readWord } from './deadline/grammar.js';
import { normalise } from './deadline/normalise.js';
import { quartersOf, type Period } from './deadline/period.js';

export type { Period } from './deadline/period.js';
export { checkpointSpans, type CheckpointSpan } from './deadline/checkpoint-spans.js';

export interface ParsedDeadline {
  /** In the order of their last days. Empty when the text is unreadable or sets no date. */
  periods: Period[];
  /** What the office must look at; the periods, if any, are then a proposal. */
  problem?: DeadlineProblem;
}

export interface DeadlineProblem {
  code:
    | 'deadline-undecided'
    | 'deadline-unreadable'
    | 'deadline-impossible'
    | 'deadline-vague'
    | 'deadline-order'
    | 'deadline-year';
  /** In Chinese, as the officer reads it. */
  message: string;
}

const UNDECIDED = /^(?:时间)?(?:待定|未定|另行通知|另定)$/;
/** A deadline further from its plan year than this is taken for a slip of the pen. */
const YEARS_AHEAD = 5;

/**
 * Reads the text of one deadline cell (完成时限) of a plan for `year`. No text at all means the quarter ends of the
 * year. What cannot be read to its last sign gives a problem and no periods: half a deadline would be a guess.
 */
export function parseDeadline(text: string, { year }: { year: number }): ParsedDeadline {
  const cell = normalise(text);
  if (cell === '') return { periods: quartersOf(year) as Period[] };
  if (UNDECIDED.test(cell.replace(/[()。 ]/g, ''))) {
    return unread('deadline-undecided', `完成时限为“${cell}”，未设检查节点，请确定时间后补填。`);
  }
  return readCell(cell, year);
}

/**
 * Reads the deadline cells of one item that a flattened table has left as separate lines. A bare number borrows the 月
 * of the next cell that has one: 3 / 6 / 9 / 12月.
 */
export function parseDeadlines(texts: readonly string[], { year }: { year: number }): ParsedDeadline {
  const cells = texts.map((text) => text.trim()).filter((text) => text !== '');
  return parseDeadline(cells.join('、'), { year });
}

function readCell(cell: string, year: number): ParsedDeadline {
  const periods: Period[] = [];
  let vague: string | undefined;
  let current = year;
  for (let at = gapAt(cell, 0); at < cell.length || periods.length === 0;) {
    const word = readWord(cell, at, { plan: year, current });
    if (!word) return unread('deadline-unreadable', unreadable(cell, at));
    const written = cell.slice(at, word.end);
    for (const period of word.periods) {
      if (!period) return unread('deadline-impossible', `完成时限“${cell}”中的“${written}”没有这样的日期，请核对。`);
      periods.push(period);
    }
    if (word.vague) vague ??= written;
    current = word.year;
    at = word.end + gapAt(cell, word.end);
  }
  const problem = vague === undefined ? doubt(cell, periods, year) : vagueness(cell, vague);
  const sorted = periods.toSorted((a, b) => compare(a.last, b.last));
  return problem ? { periods: sorted, problem } : { periods: sorted };
}

function doubt(cell: string, periods: Period[], year: number): DeadlineProblem | undefined {
  const stray = periods.find(({ last }) => yearOf(last) < year || yearOf(last) > year + YEARS_AHEAD);
  if (stray) {
    const message = `完成时限“${cell}”中的“${stray.label}”与计划年度${year}年不符，请核对年份。`;
    return { code: 'deadline-year', message };
  }
  if (periods.every((period, i) => i === 0 || (periods[i - 1] as Period).last <= period.last)) return undefined;
  return { code: 'deadline-order', message: `完成时限“${cell}”未按先后排列，暂全部按所写年份理解，请核对有无跨年。` };
}

function vagueness(cell: string, written: string): DeadlineProblem {
  const message = `完成时限“${cell}”中的“${written}”是否包含该时段不明，暂按该时段结束理解，请核对。`;
  return { code: 'deadline-vague', message };
}

function unreadable(cell: string, at: number): string {
  const rest = at < cell.length ? `，自“${cell.slice(at)}”起无法识别` : '无法识别';
  return `完成时限“${cell}”${rest}，请改写为“9月”“第三季度”“年底前”“9月30日前”一类写法。`;
}

function unread(code: DeadlineProblem['code'], message: string): ParsedDeadline {
  return { periods: [], problem: { code, message } };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
