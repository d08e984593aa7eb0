import { clauseAt, leadAt } from './clause.js';
import { rules } from './grammar.js';
import { statedDay, type Named, type Period } from './period.js';
import { TAIL, TO } from './rule.js';
import { lengthAt, match } from './sticky.js';
import { writtenAs, type Traced } from './traced.js';
import { explained, labelIn } from './why.js';
import { isAssumed, toldBy, yearMeant, type Groups, type Told } from './years.js';

/** What the office has to look at in a word. */
export type Doubt =
  | 'vague'
  | 'year-only'
  | 'no-month'
  | 'at-once'
  | 'school'
  | 'which-year'
  | 'launch'
  | 'shared-day'
  | 'month-or-length';

/** One word of a deadline, read, with the clause that says what is to be done by then. */
export interface Word {
  /** A `null` among its periods is a month or day that does not exist. */
  periods: (Period | null)[];
  doubts: Doubt[];
  told: Told;
  written: string;
  /** It takes in the whole plan, so it may stand before or after a single date. */
  whole: boolean;
  /** It says what is to be done, which a list may go on with: 完成选址、立项. */
  hasClause: boolean;
  /** Where the text goes on. */
  end: number;
}

interface One {
  named: (Named | null)[];
  doubts: Doubt[];
  told: Told;
  whole: boolean;
  /** A 至 joins it of two. */
  joined: boolean;
  end: number;
}

/** 报送上半年总结: the time that a report is of, not the one it is due at. */
const OBJECT_TIME =
  /(?<=报送?|报告|提交|制[定订]|编制|总结|汇总|检查|评估|部署|下达|完成)(?:20\d{2}年度?)?(?:全年|[上下]半年|第?\d季|\d{1,2}月份|20\d{2}年)/y;
/** 3月、6月25日前: whether the day is that of either month, the words do not say. */
const SHARED_DAY = /(?<=月)[、和及与]\d{1,2}月份?(?:\d{1,2}(?:[日号]|[之以]?前)|[上中下]{1,2}旬|初)/y;
/** 三月内 may be within March, or three months. */
const MONTH_OR_LENGTH = /^\d{1,2}月[之以]?内$/;
const TO_SIGN = new RegExp(TO, 'y');
const BARE_DAY = new RegExp(`(?<day>\\d{1,2})[日号]${TAIL}`, 'y');

/** Reads the word that stands at `at`, together with the one that a 至 joins to it; `null` if there is none. */
export function readWord(cell: Traced, at: number, told: Told): Word | null {
  const { text } = cell;
  const begin = at + leadAt(text, at);
  if (match(OBJECT_TIME, text, begin)) return null;
  const read = readJoined(text, begin, told) ?? readSince(text, begin, told);
  if (!read) return null;
  const { end, kept } = clauseAt(text, read.end);
  const said = {
    written: writtenAs(cell, begin, end),
    note: kept === '' || read.whole ? '' : `（“${kept}”不另设节点）`,
    several: read.named.length > 1,
    span: told.context.span,
  };
  const periods = read.named.map((named) => named && explained(named, said));
  const ends = periods.flatMap((period) => (period ? [period.last] : [])).sort();
  const after = ends.at(-1) ?? told.after;
  return {
    periods,
    doubts: read.doubts,
    told: { ...read.told, after },
    written: said.written,
    whole: read.whole,
    hasClause: end > read.end,
    end,
  };
}

/** 自3月至6月. 自3月 alone is the end of nothing. */
function readSince(text: string, at: number, told: Told): One | null {
  const since = lengthAt(/[自从]/y, text, at);
  const read = since === 0 ? null : readJoined(text, at + since, told);
  return read?.joined ? read : null;
}

function readJoined(text: string, at: number, told: Told): One | null {
  const start = readOne(text, at, told);
  const to = start && lengthAt(TO_SIGN, text, start.end);
  if (!to) return start;
  const [a] = start.named;
  if (!a) return start;
  const after = { ...start.told, after: a.first };
  const at2 = start.end + to;
  const finish = readOne(text, at2, after) ?? readBareDay(text, at2, { a, told: after });
  if (!finish) return null;
  const single = start.named.length === 1 && finish.named.length === 1;
  const b = single ? finish.named[0] : null;
  const doubts = [...new Set([...start.doubts.filter((doubt) => doubt !== 'vague'), ...finish.doubts])];
  return { ...finish, named: [b ? span(a, b, told) : null], doubts, joined: true, whole: false };
}

function readOne(text: string, at: number, told: Told): One | null {
  for (const { pattern, read, point, whole, doubt, launch } of rules) {
    const found = match(pattern, text, at);
    if (!found) continue;
    const groups: Groups = found.groups ?? {};
    const meant = yearMeant(groups, told);
    const named = read(groups, meant);
    if (!named) continue;
    const doubts: Doubt[] = [];
    if (launch && named.length === 0) doubts.push('launch');
    if (groups.before !== undefined && groups.end === undefined && !point) doubts.push('vague');
    if (!point && lengthAt(SHARED_DAY, text, at + found[0].length) > 0) doubts.push('shared-day');
    if (MONTH_OR_LENGTH.test(found[0])) doubts.push('month-or-length');
    if (doubt && (doubt !== 'school' || !told.context.schoolDates)) doubts.push(doubt);
    if (!whole && !launch && isAssumed(meant) && named.some((one) => one?.year != null)) doubts.push('which-year');
    return {
      named,
      doubts,
      told: { ...told, ...toldBy(meant, groups) },
      joined: false,
      whole: whole ?? false,
      end: at + found[0].length,
    };
  }
  return null;
}

/** 9月1日至15日: the day borrows the month of the one before. */
function readBareDay(text: string, at: number, { a, told }: { a: Named; told: Told }): One | null {
  const found = a.exact ? match(BARE_DAY, text, at) : null;
  if (!found) return null;
  const [year, n] = a.last.split('-').map(Number) as [number, number];
  const named = [statedDay(year, n, Number(found.groups?.day))];
  return { named, doubts: [], told, joined: false, whole: false, end: at + found[0].length };
}

/** `null` unless they stand in their order. */
function span(a: Named, b: Named, { context }: Told): Named | null {
  const first = a.exact ? a.last : a.first;
  if (first > b.last) return null;
  const name = `${labelIn(context.span, a)}至${labelIn(context.span, b)}`;
  const rule = b.exact ? b.rule : `截至${labelIn(context.span, b)}，${b.rule}`;
  return { ...b, name, year: null, first, rule };
}
