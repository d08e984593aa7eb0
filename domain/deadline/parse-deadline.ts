import { yearOf } from '../calendar/civil-day.js';
import { firstYear } from '../plan-span.js';
import { gapAt, leadAt, listAt } from './clause.js';
import type { DeadlineContext } from './context.js';
import { normalised } from './normalise.js';
import { quarter, type Period } from './period.js';
import * as problems from './problem.js';
import { readWord, type Doubt, type Word } from './read-word.js';
import { monthsOf } from './span-months.js';
import { match } from './sticky.js';
import { cut, quotable, writtenAs, type Traced } from './traced.js';
import { explained } from './why.js';
import type { Told } from './years.js';

export interface ParsedDeadline {
  /** In the order of their last days. Empty when the text is unreadable or sets no date. */
  periods: Period[];
  /** What the office must look at; the periods, if any, are then a proposal. */
  problem?: problems.DeadlineProblem;
}

const LABEL = /^(?:(?:完成|办结|整改|工作|实施|计划)?(?:时限|时间|期限|节点|安排|限期)):/;
const UNDECIDED =
  /^(?:时间|时限|日期)?(?:待定|未定|另行(?:通知|确定|安排)|另定|待(?:明确|确定)|尚?未(?:明确|确定)|暂未?(?:确定|定))$/;
const ERA = /民国/;
/** Days that somebody announces later. */
const EVENT =
  /(?:(?:全国|省|市|区|县)*(?:两会|党代会|人代会|人大会议?|职代会|教代会)|[中高学]考|期[中末]考试|汛期)(?:召开|开幕|结束)?(?:[之以]?[前后]|期间)?/y;
/** A deadline further from its plan than this is taken for a slip of the pen. */
const YEARS_AHEAD = 5;
/** No deadline is as long as that. */
const LONGEST = 500;

/**
 * Reads the text of one deadline cell (完成时限) of a plan. No text at all means the quarter ends of the plan. What
 * cannot be read to its last sign gives a problem and no periods: half a deadline would be a guess.
 */
export function parseDeadline(text: string, context: DeadlineContext): ParsedDeadline {
  const shown = quotable(text);
  if (text.length > LONGEST) return { periods: [], problem: problems.unreadable(shown, '') };
  const cell = bare(normalised(text));
  if (cell.text === '') return { periods: quartersUnsaid(context) };
  if (UNDECIDED.test(cell.text.replace(/[。,]/g, ''))) return { periods: [], problem: problems.undecided(shown) };
  if (ERA.test(cell.text)) return { periods: [], problem: problems.eraYear(shown) };
  const read = readCell(cell, shown, context);
  return read.problem?.code === 'deadline-unreadable' ? (saidTwice(text, context) ?? read) : read;
}

/** 第二季度（6月底前）: brackets that say the same once more. Where they say anything else, the text stays unread. */
function saidTwice(text: string, context: DeadlineContext): ParsedDeadline | null {
  const parts = /^([^（()）]+)[（(]([^（()）]+)[)）]$/.exec(text.trim());
  if (!parts) return null;
  const [said, again] = [parts[1] ?? '', parts[2] ?? ''].map((part) => parseDeadline(part, context));
  if (!said || !again || said.problem || again.problem || said.periods.length === 0) return null;
  const ends = ({ periods }: ParsedDeadline): string => periods.map(({ last }) => last).join();
  return ends(said) === ends(again) ? said : null;
}

/**
 * Reads the deadline cells of one item that a flattened table has left as separate lines. A bare number borrows the 月
 * of the next cell that has one: 3 / 6 / 9 / 12月.
 */
export function parseDeadlines(texts: readonly string[], context: DeadlineContext): ParsedDeadline {
  const cells = texts.map((text) => text.trim()).filter((text) => text !== '');
  // Clauses are kept apart; what is quoted of plain dates reads as the office would have written them on one line.
  const mark = cells.every((text) => text.length <= 12) ? '、' : '；';
  return parseDeadline(cells.join(mark), context);
}

function readCell(cell: Traced, shown: string, context: DeadlineContext): ParsedDeadline {
  const { text } = cell;
  const words: Word[] = [];
  let told: Told = { context, year: null, base: null, each: false, after: null };
  for (let at = gapAt(text, 0); at < text.length || words.length === 0;) {
    const word = readWord(cell, at, told);
    if (word) {
      words.push(word);
      told = word.told;
      at = word.end;
    } else {
      // Back to the mark before, which a list of what is to be done may go on with: 完成选址、立项.
      const last = words.at(-1);
      const list = last?.hasClause ? listAt(text, last.end) : 0;
      if (!last || list === 0) return { periods: [], problem: stumbled(cell, words.length === 0 ? 0 : at, shown) };
      last.end += list;
      at = last.end;
    }
    at += gapAt(text, at);
  }
  return proposed(words, shown, context);
}

function stumbled(cell: Traced, at: number, shown: string): problems.DeadlineProblem {
  const from = at + leadAt(cell.text, at);
  const event = match(EVENT, cell.text, from)?.[0];
  if (event !== undefined) return problems.notADate(shown, writtenAs(cell, from, from + event.length));
  return problems.unreadable(shown, at === 0 ? '' : writtenAs(cell, at, cell.text.length));
}

function proposed(words: readonly Word[], shown: string, context: DeadlineContext): ParsedDeadline {
  const nowhere = words.find((word) => word.periods.includes(null));
  if (nowhere) return { periods: [], problem: problems.impossible(shown, nowhere.written) };
  const periods = words.flatMap((word) => word.periods as Period[]);
  const doubts = [
    ...(inOrder(words) ? [] : [problems.outOfOrder(shown)]),
    ...words.flatMap((word) => word.doubts.map((doubt) => doubted(doubt, word.written, { shown, context }))),
    ...strays(periods, shown, context),
  ];
  const problem = problems.oneProblem(doubts);
  const sorted = periods.toSorted((a, b) => (a.last < b.last ? -1 : a.last > b.last ? 1 : 0));
  return problem ? { periods: sorted, problem } : { periods: sorted };
}

function doubted(
  doubt: Doubt,
  written: string,
  { shown, context: { span } }: { shown: string; context: DeadlineContext },
): problems.DeadlineProblem {
  switch (doubt) {
    case 'vague':
      return problems.vagueEnd(shown, written);
    case 'year-only':
      return problems.yearOnly(shown, written);
    case 'no-month':
      return problems.noMonth(shown, written);
    case 'at-once':
      return problems.atOnce(shown, written);
    case 'school':
      return problems.defaultSchoolDates(shown, written);
    case 'which-year':
      return problems.whichYear(shown, { written, plan: span.name, year: String(firstYear(span)) });
    case 'shared-day':
      return problems.sharedDay(shown, written);
    case 'month-or-length':
      return problems.monthOrLength(shown, written);
    case 'launch':
      return problems.fromLaunch(shown, written);
  }
}

function strays(periods: readonly Period[], shown: string, { span }: DeadlineContext): problems.DeadlineProblem[] {
  const stray = periods.find(({ last }) => last <= span.first || yearOf(last) > yearOf(span.last) + YEARS_AHEAD);
  return stray ? [problems.strayYear(shown, stray.label, span.name)] : [];
}

/** Of single dates: 每季度, and 每年6月、12月, name one after the other what follows on one another in turns. */
function inOrder(words: readonly Word[]): boolean {
  const ends = words
    .filter(({ told, whole }) => !told.each && !whole)
    .flatMap(({ periods }) => (periods as Period[]).map(({ last }) => last));
  return ends.every((end, i) => i === 0 || (ends[i - 1] as string) <= end);
}

/** Without the name of the column before it, or brackets around the whole of it. */
function bare(cell: Traced): Traced {
  const { text } = cell;
  const label = LABEL.exec(text)?.[0].length ?? 0;
  const inside = /^\(([^()]*)\)[。;]?$/.exec(text.slice(label))?.[1];
  return inside === undefined ? cut(cell, label, text.length) : cut(cell, label + 1, label + 1 + inside.length);
}

function quartersUnsaid({ span }: DeadlineContext): Period[] {
  return monthsOf(span, 3).flatMap(({ year, n }) => {
    const named = quarter(year, n / 3);
    return named ? [explained(named, { written: '', note: '', several: true, span })] : [];
  });
}
