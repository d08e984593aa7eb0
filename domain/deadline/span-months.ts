import { yearOf } from '../calendar/civil-day.js';
import { firstYear, type PlanSpan } from '../plan-span.js';

/** Which year month `n` of a plan is in, when its text does not say: of a school year, July to December are in the first. */
export function yearOfMonth(span: PlanSpan, n: number): number {
  return span.kind === 'school-year' && n < 7 ? firstYear(span) + 1 : firstYear(span);
}

/** Every `step`th month of the span in its order: the ends of months, quarters, half-years, years. */
export function monthsOf(span: PlanSpan, step: 1 | 3 | 6 | 12): { year: number; n: number }[] {
  const first = firstYear(span);
  const begin = Number(span.first.slice(5, 7));
  const count = (yearOf(span.last) - first) * 12 + Number(span.last.slice(5, 7)) - begin + 1;
  return Array.from({ length: Math.floor(count / step) }, (_, i) => {
    const month = begin - 1 + step * (i + 1) - 1;
    return { year: first + Math.floor(month / 12), n: (month % 12) + 1 };
  });
}
