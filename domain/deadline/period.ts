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
}

// Each is `null` when there is no such month or day.

export function month(year: number, n: number): Period | null {
  return n >= 1 && n <= 12 ? months(year, [n, n], `${n}月`) : null;
}

/** 上旬, 中旬, 下旬: to the 10th, to the 20th, to the end of the month. */
export function tenDays(year: number, n: number, part: string): Period | null {
  const whole = month(year, n);
  const [first, last] = part === '上' ? [1, 10] : part === '中' ? [11, 20] : [21, null];
  const from = civilDay(year, n, first);
  const to = last === null ? whole?.last : civilDay(year, n, last);
  return from && to ? { label: `${n}月${part}旬`, first: from, last: to, exact: false } : null;
}

/**
 * A stated day. It names no period of its own, so the month that ends on it is taken: for 30 September from the 1st,
 * for 3 March from 4 February. That leaves the division a month, however early in its month the day is.
 */
export function statedDay(year: number, n: number, dayOfMonth: number): Period | null {
  const last = civilDay(year, n, dayOfMonth);
  if (last === null) return null;
  return { label: `${n}月${dayOfMonth}日`, first: aMonthBefore(addDays(last, 1)), last, exact: true };
}

export function quarter(year: number, n: number): Period | null {
  const name = '一二三四'[n - 1];
  return name === undefined ? null : months(year, [3 * n - 2, 3 * n], `第${name}季度`);
}

export function half(year: number, part: string): Period {
  return part === '上' ? months(year, [1, 6], '上半年') : months(year, [7, 12], '下半年');
}

export function wholeYear(year: number, label: string): Period {
  return months(year, [1, 12], label);
}

export function quartersOf(year: number): (Period | null)[] {
  return [1, 2, 3, 4].map((n) => quarter(year, n));
}

function months(year: number, [first, last]: [number, number], label: string): Period {
  return { label, first: firstDayOfMonth(year, first), last: lastDayOfMonth(year, last), exact: false };
}

/** The same day of the month before; where that month has none, the first of the day's own. */
function aMonthBefore(day: Day): Day {
  const [year, n, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
  return civilDay(n === 1 ? year - 1 : year, n === 1 ? 12 : n - 1, dayOfMonth) ?? firstDayOfMonth(year, n);
}
