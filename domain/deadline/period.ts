import type { Day } from '../instant.js';
import { addDays, civilDay, firstDayOfMonth, lastDayOfMonth } from '../calendar/civil-day.js';

/** What one word of a deadline names. */
export interface Period {
  /** As the office would show it: `7月`, `第一季度`, and `2018年3月` outside the plan year. */
  label: string;
  first: Day;
  last: Day;
  /** A day was stated; otherwise a word was, which leaves the day to the calendar. */
  exact: boolean;
  /** It ends outside the plan's first year, so that its day is told with the year. */
  otherYear: boolean;
  /** Which words, by which rule, in Chinese: `“6月底”取当月最后一个工作日`. The move to a working day is not in it. */
  why: string;
}

/** A period before its words are put to it. */
export interface Named {
  /** Without its year. */
  name: string;
  /** The year the name is of, where it is of one: 2019年元旦前 ends in 2018. */
  year: number | null;
  first: Day;
  last: Day;
  exact: boolean;
  /** How the last day follows, in Chinese: `取当月最后一个工作日`. */
  rule: string;
}

// Each is `null` when there is no such month or day.

export function month(year: number, n: number): Named | null {
  if (n < 1 || n > 12) return null;
  return months(year, [n, n], { name: `${n}月`, rule: '取当月最后一个工作日' });
}

/** 上旬, 中旬, 下旬: to the 10th, to the 20th, to the end of the month; 中下旬 ends as 下旬 does, 初 as 上旬. */
export function tenDays(year: number, n: number, part: string): Named | null {
  const whole = month(year, n);
  if (!whole) return null;
  const name = part === '初' ? `${n}月初` : `${n}月${part}旬`;
  const begin = part.startsWith('下') ? 21 : part.startsWith('中') ? 11 : 1;
  const end = part.endsWith('下') ? null : part.endsWith('中') ? 20 : 10;
  const rule = end === null ? '取当月最后一个工作日' : `取${end}日或之前最后一个工作日`;
  const first = addDays(whole.first, begin - 1);
  return { ...whole, name, first, last: end === null ? whole.last : addDays(whole.first, end - 1), rule };
}

/**
 * A stated day. It names no period of its own, so the month that ends on it is taken: for 30 September from the 1st,
 * for 3 March from 4 February. That leaves the division a month, however early in its month the day is.
 */
export function statedDay(year: number, n: number, dayOfMonth: number): Named | null {
  const last = civilDay(year, n, dayOfMonth);
  return last === null ? null : { ...untilDay(last, `${n}月${dayOfMonth}日`), year, exact: true, rule: '即当日' };
}

/** The month that ends on a day; its name is of no year. */
export function untilDay(last: Day, name: string): Named {
  return { name, year: null, first: aMonthBefore(addDays(last, 1)), last, exact: false, rule: '' };
}

export function quarter(year: number, n: number): Named | null {
  const sign = '一二三四'[n - 1];
  if (sign === undefined) return null;
  return months(year, [3 * n - 2, 3 * n], { name: `第${sign}季度`, rule: '取季末最后一个工作日' });
}

export function half(year: number, part: string): Named {
  return part === '上'
    ? months(year, [1, 6], { name: '上半年', rule: '取6月最后一个工作日' })
    : months(year, [7, 12], { name: '下半年', rule: '取12月最后一个工作日' });
}

export function wholeYear(year: number, name: string): Named {
  return months(year, [1, 12], { name, rule: '取12月最后一个工作日' });
}

/** The same day `n` months on or, where that month is shorter, its last. */
export function addMonths(day: Day, n: number): Day {
  const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
  const at = year * 12 + month - 1 + n;
  const [toYear, toMonth] = [Math.floor(at / 12), (at % 12) + 1];
  return civilDay(toYear, toMonth, dayOfMonth) ?? lastDayOfMonth(toYear, toMonth);
}

function months(year: number, [first, last]: [number, number], said: Pick<Named, 'name' | 'rule'>): Named {
  return { ...said, year, first: firstDayOfMonth(year, first), last: lastDayOfMonth(year, last), exact: false };
}

/** The same day of the month before; where that month has none, the first of the day's own. */
function aMonthBefore(day: Day): Day {
  const [year, n, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
  return civilDay(n === 1 ? year - 1 : year, n === 1 ? 12 : n - 1, dayOfMonth) ?? firstDayOfMonth(year, n);
}
