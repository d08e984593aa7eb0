import { calendarYear, schoolYear, statedYears, type PlanSpan } from '../domain/plan-span.js';

/** The time that a campaign runs over, by the name it is recorded under: 2017年, 2017—2018学年度, 2018—2019年. */
export function spanNamed(name: string): PlanSpan {
  const [first, last] = [...name.matchAll(/\d{4}/g)].map(([year]) => Number(year));
  if (first === undefined) throw new RangeError(`no such span: ${name}`);
  if (name.includes('学年')) return schoolYear(first);
  return last === undefined ? calendarYear(first) : statedYears(first, last);
}
