import { yearOf } from '../calendar/civil-day.js';
import { half, month, quarter, quartersOf, statedDay, tenDays, wholeYear, type Period } from './period.js';

/** One word of a deadline, read. A `null` among its periods is a month or day that does not exist. */
export interface Word {
  periods: (Period | null)[];
  /** The year it is in, which the words after it share. */
  year: number;
  /** 前 after a word that names no point in time: whether 6月前 takes June in, nobody can tell. */
  vague: boolean;
  /** Where the text goes on. */
  end: number;
}

type Groups = Readonly<Record<string, string | undefined>>;

interface Rule {
  pattern: RegExp;
  /** Reads what the pattern found; `year` is the year meant. */
  read: (found: Groups, year: number) => (Period | null)[];
  /** It names a point in time, so 前 after it is clear. */
  point?: true;
}

const YEAR = '(?:(?:(?<year>\\d{4})|(?<this>[今本当])|(?<next>[明次翌]))年度? ?)?';
const AND = '(?: ?[、,;/和及与] ?| )';
const TO = ' ?(?:至|到|[-—–~]+) ?';
const TAIL = '(?<end>底|末)?(?:(?<before>[之以]?前)|[之以]?内)?(?:完成|办结|报送)?';
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** In this order: a rule stands before the ones that would read only a part of its text. */
const RULES: Rule[] = [
  rule(`${YEAR}(?<month>\\d{1,2})月 ?(?<day>\\d{1,2})[日号]`, {
    read: (found, year) => [statedDay(year, number(found.month), number(found.day))],
    point: true,
  }),
  rule(`(?<year>\\d{4})(?<dot>[-./])(?<month>\\d{1,2})\\k<dot>(?<day>\\d{1,2})(?!\\d)日?`, {
    read: (found, year) => [statedDay(year, number(found.month), number(found.day))],
    point: true,
  }),
  rule(`${YEAR}(?<month>\\d{1,2})月份? ?(?<part>[上中下])旬`, {
    read: (found, year) => [tenDays(year, number(found.month), found.part ?? '')],
  }),
  rule(`${YEAR}(?<list>\\d{1,2}(?:${AND}\\d{1,2})*)月份?(?! ?\\d{1,2}[日号]| ?[上中下]旬)`, {
    read: (found, year) => numbers(found.list).map((n) => month(year, n)),
  }),
  // 3至6月: the first month borrows the unit of the second.
  rule(`${YEAR}(?<month>\\d{1,2})(?=${TO}\\d{1,2}月)`, { read: (found, year) => [month(year, number(found.month))] }),
  rule(`${YEAR}第?(?<list>\\d(?:${AND}第?\\d)*)季度?`, {
    read: (found, year) => numbers(found.list).map((n) => quarter(year, n)),
  }),
  rule(`${YEAR}(?<part>[上下])半年`, { read: (found, year) => [half(year, found.part ?? '')] }),
  rule(`(?:${YEAR.slice(0, -1)}年?|年度?)[底末终]`, { read: (_, year) => [wholeYear(year, '年底')], point: true }),
  rule(`(?:${YEAR.slice(0, -1)}|年度?)之?内`, { read: (_, year) => [wholeYear(year, '年内')], point: true }),
  rule(`${YEAR}(?:[每各按逐]个?季度?|季度末|全年|常年|长期)`, { read: (_, year) => quartersOf(year) }),
  rule(`${YEAR}[每各]半年`, { read: (_, year) => [half(year, '上'), half(year, '下')] }),
  rule(`${YEAR}[每各按逐]个?月(?:(?<day>\\d{1,2})[日号])?`, {
    read: (found, year) =>
      MONTHS.map((n) => (found.day === undefined ? month(year, n) : statedDay(year, n, number(found.day)))),
    point: true,
  }),
];

/** `plan` is the plan year, `current` the year of the word before. */
export interface Years {
  plan: number;
  current: number;
}

/** Reads the word that stands at `at`, together with the one that a 至 joins to it; `null` if there is none. */
export function readWord(text: string, at: number, years: Years): Word | null {
  const start = readOne(text, at, years);
  const to = start && match(new RegExp(TO, 'y'), text, start.end);
  if (!to) return start;
  const finish = readOne(text, start.end + to[0].length, { ...years, current: start.year });
  return finish && { ...finish, periods: [span(start, finish)] };
}

/** The length of what may stand between two words, before the first or after the last. */
export function gapAt(text: string, at: number): number {
  return match(/[ 、,;/和及与。]*(?:于|在|截至|截止到?)?/y, text, at)?.[0].length ?? 0;
}

function readOne(text: string, at: number, years: Years): Word | null {
  for (const { pattern, read, point } of RULES) {
    const found = match(pattern, text, at);
    if (!found) continue;
    const groups: Groups = found.groups ?? {};
    const year = yearMeant(groups, years);
    const vague = groups.before !== undefined && groups.end === undefined && point === undefined;
    const periods = read(groups, year).map((period) => period && { ...period, label: labelIn(years.plan, period) });
    return { periods, year, vague, end: at + found[0].length };
  }
  return null;
}

function yearMeant(found: Groups, { plan, current }: Years): number {
  if (found.year !== undefined) return number(found.year);
  if (found.next !== undefined) return plan + 1;
  return found.this === undefined ? current : plan;
}

/** 2018年3月 in a plan for 2017; 2018年底, not 2018年年底. */
function labelIn(plan: number, { label, last }: Period): string {
  const year = yearOf(last);
  if (year === plan) return label;
  return label.startsWith('年') ? `${year}${label}` : `${year}年${label}`;
}

/** `null` unless two single periods stand in their order. */
function span(start: Word, finish: Word): Period | null {
  const [a] = start.periods;
  const [b] = finish.periods;
  if (!a || !b || start.periods.length > 1 || finish.periods.length > 1) return null;
  const first = a.exact ? a.last : a.first;
  return first <= b.last ? { label: `${a.label}至${b.label}`, first, last: b.last, exact: b.exact } : null;
}

function rule(pattern: string, reading: Omit<Rule, 'pattern'>): Rule {
  return { pattern: new RegExp(pattern + TAIL, 'y'), ...reading };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function numbers(list: string | undefined): number[] {
  return (list ?? '').match(/\d+/g)?.map(Number) ?? [];
}

function number(text: string | undefined): number {
  return Number(text);
}
