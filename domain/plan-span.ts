import { firstDayOfMonth, lastDayOfMonth } from './calendar/civil-day.js';
import type { Day } from './instant.js';

/** The time a plan runs over: a calendar year, a school year, or the years it states (2018—2019). */
export interface PlanSpan {
  kind: 'year' | 'school-year' | 'stated';
  /** As an official writes it: `2017年`, `2017—2018学年度`, `2018—2019年`. */
  name: string;
  first: Day;
  last: Day;
}

export function calendarYear(year: number): PlanSpan {
  return { kind: 'year', name: `${year}年`, first: firstDayOfMonth(year, 1), last: lastDayOfMonth(year, 12) };
}

/** From July, when the next school year is prepared, to June; its quarters end in September, December, March and June. */
export function schoolYear(from: number): PlanSpan {
  const name = `${from}—${from + 1}学年度`;
  return { kind: 'school-year', name, first: firstDayOfMonth(from, 7), last: lastDayOfMonth(from + 1, 6) };
}

/** Whole years, `from` to `to`, both included. */
export function statedYears(from: number, to: number): PlanSpan {
  if (from === to) return calendarYear(from);
  return { kind: 'stated', name: `${from}—${to}年`, first: firstDayOfMonth(from, 1), last: lastDayOfMonth(to, 12) };
}

/** The year the span begins in; with the document, what tells one campaign from another. */
export function firstYear(span: PlanSpan): number {
  return Number(span.first.slice(0, 4));
}

/** The same span, begun in another year. */
export function movedTo(span: PlanSpan, year: number): PlanSpan {
  const by = year - firstYear(span);
  switch (span.kind) {
    case 'year':
      return calendarYear(year);
    case 'school-year':
      return schoolYear(year);
    case 'stated':
      return statedYears(year, Number(span.last.slice(0, 4)) + by);
  }
}
