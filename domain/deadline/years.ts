import { lastDayOfMonth, yearOf } from '../calendar/civil-day.js';
import type { Day } from '../instant.js';
import { firstYear } from '../plan-span.js';
import type { DeadlineContext } from './context.js';
import type { Named } from './period.js';
import { yearOfMonth } from './span-months.js';

/** What a pattern found, by the names of its groups. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** What the words so far have told the reader. */
export interface Told {
  context: DeadlineContext;
  /** The year last written, which the words after it share. */
  year: number | null;
  /** The year last written in figures; 次年 is the one after it. */
  base: number | null;
  /** 每年 stands before: every year of the plan. */
  each: boolean;
  /** The end of the word before. */
  after: Day | null;
}

/** The year that a word is of. */
export interface Meant {
  told: Told;
  /** Written in the word itself. */
  own: number | null;
  /** 每年, here or before. */
  each: boolean;
}

export function yearMeant(found: Groups, told: Told): Meant {
  const plan = firstYear(told.context.span);
  if (found.year !== undefined) return { told, each: false, own: Number(found.year) };
  if (found.next !== undefined) return { told, each: false, own: (told.base ?? plan) + 1 };
  if (found.same !== undefined) return { told, each: false, own: told.base ?? plan };
  if (found.this !== undefined) return { told, each: false, own: plan };
  return { told, each: found.each !== undefined || told.each, own: null };
}

/** What later words are told of the year by this one. */
export function toldBy({ told, own, each }: Meant, found: Groups): Pick<Told, 'year' | 'base' | 'each'> {
  return { each, year: own ?? told.year, base: found.year === undefined ? told.base : Number(found.year) };
}

/** Whether the year was written nowhere, in a plan that has several to choose from. */
export function isAssumed({ told, own, each }: Meant): boolean {
  return told.context.span.kind === 'stated' && own === null && told.year === null && !each;
}

/** The years that month `n` stands for: one, but for 每年. */
export function yearsOf({ told, own, each }: Meant, n: number): number[] {
  const { span } = told.context;
  if (own !== null) return [own];
  const usual = yearOfMonth(span, n);
  if (each) return span.kind === 'stated' ? allYears(span.first, span.last) : [usual];
  if (told.year === null) return [usual];
  // 2017年9月、12月、3月 of a school year: the year last written holds until the dates would run backwards.
  const backwards = told.after !== null && lastDayOfMonth(told.year, n) < told.after;
  const forwards = told.after !== null && lastDayOfMonth(usual, n) >= told.after;
  return span.kind === 'school-year' && backwards && forwards ? [usual] : [told.year];
}

/** Of something that comes once a year, the one meant: of the year written, else the first that is not over when the plan begins. */
export function occurrences({ told, own, each }: Meant, inYear: (year: number) => Named | null): (Named | null)[] {
  const { first, last } = told.context.span;
  const year = own ?? (each ? null : told.year);
  if (year !== null) return [inYear(year)];
  const begun = [...allYears(first, last), yearOf(last) + 1]
    .map(inYear)
    .filter((found) => found === null || found.last >= first);
  return each ? begun.filter((found) => found === null || found.last <= last) : begun.slice(0, 1);
}

function allYears(first: Day, last: Day): number[] {
  return Array.from({ length: yearOf(last) - yearOf(first) + 1 }, (_, i) => yearOf(first) + i);
}
