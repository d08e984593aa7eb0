import type { MonthHeading } from './month-heading.js';
import type { StatedSpan } from '../recogniser.js';

/** A month of a schedule, and the year that stands over it as a heading since the month before. */
export interface DatedMonth {
  heading: MonthHeading;
  yearOver: number | null;
}

export interface MonthYears {
  /** One a month; `null` where the document leaves the year to the plan. */
  years: (number | null)[];
  /** Why the years should be looked at by a person, in Chinese. */
  doubt?: string;
}

/**
 * The year of each month: its own, else that of the heading over it, else that of its neighbours (a month that goes back
 * begins a new year), else that of the school year. A plan for one year needs none.
 */
export function yearsOf(months: readonly DatedMonth[], span: StatedSpan | null): MonthYears {
  const stated = months.map(({ heading, yearOver }) => heading.year ?? yearOver);
  const anchor = stated.findIndex((year) => year !== null);
  if (anchor >= 0) return { years: fromAnchor(months, stated, anchor) };
  const first = months[0]?.heading.first ?? 1;
  if (span?.kind === 'school-year') {
    const start = first >= 7 ? span.from : span.from + 1;
    return { years: fromAnchor(months, [start, ...stated.slice(1)], 0) };
  }
  if (!months.some((_, at) => goesBack(months, at))) return { years: stated };
  if (span === null) {
    return { years: stated, doubt: '月度安排跨年而未写年份，各月所属年份请核对' };
  }
  const years = fromAnchor(months, [span.from, ...stated.slice(1)], 0);
  const doubt = `月度安排跨年而未写年份，首月暂按${span.from}年、次年各月按${span.from + 1}年排定，请核对`;
  return { years, doubt };
}

function fromAnchor(months: readonly DatedMonth[], stated: readonly (number | null)[], anchor: number): number[] {
  const years: number[] = [];
  years[anchor] = stated[anchor] ?? 0;
  for (let at = anchor + 1; at < months.length; at += 1) {
    years[at] = stated[at] ?? (years[at - 1] ?? 0) + (goesBack(months, at) ? 1 : 0);
  }
  for (let at = anchor - 1; at >= 0; at -= 1) {
    years[at] = (years[at + 1] ?? 0) - (goesBack(months, at + 1) ? 1 : 0);
  }
  return years;
}

function goesBack(months: readonly DatedMonth[], at: number): boolean {
  const before = months[at - 1];
  const here = months[at];
  return before !== undefined && here !== undefined && here.heading.first < before.heading.first;
}
