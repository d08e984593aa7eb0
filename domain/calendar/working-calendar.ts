import type { Day } from '../instant.js';
import { addDays, isWeekend, yearOf } from './civil-day.js';
import { Remembered } from './remembered.js';

/** Says which days offices work. Its version is kept with every date it was used for. */
export interface WorkingCalendar {
  version: string;
  isWorkingDay(day: Day): boolean;
  /** Whether the year's holiday notice is out. Unpublished years know weekends alone. */
  isPublished(year: number): boolean;
  /** The notices it is made of. */
  notices: Readonly<Record<number, HolidayNotice>>;
}

/** A calendar as a campaign keeps it: what its dates were worked out by stays known. */
export interface PinnedCalendar {
  version: string;
  notices: Readonly<Record<number, HolidayNotice>>;
}

/** What a year's notice changes, as `MM-DD` separated by spaces: weekdays off, and weekend days worked (调休). */
export interface HolidayNotice {
  off: string;
  worked: string;
}

/** A calendar of weekends and the given notices, by year. */
export function calendarOf(version: string, notices: Readonly<Record<number, HolidayNotice>>): WorkingCalendar {
  const changed = new Map<Day, boolean>();
  for (const [year, { off, worked }] of Object.entries(notices)) {
    for (const monthDay of words(off)) changed.set(`${year}-${monthDay}`, false);
    for (const monthDay of words(worked)) changed.set(`${year}-${monthDay}`, true);
  }
  return {
    version,
    isWorkingDay: (day) => changed.get(day) ?? !isWeekend(day),
    isPublished: (year) => year in notices,
    notices,
  };
}

/** The `n`th working day after `day`, or before it when `n` is negative. 0 is the day itself, worked or not. */
export function addWorkingDays(calendar: WorkingCalendar, day: Day, n: number): Day {
  return rememberedOf(calendar).get(`${day} ${n}`, () => walk(calendar, day, n));
}

const remembered = new WeakMap<WorkingCalendar, Remembered<string, Day>>();

function rememberedOf(calendar: WorkingCalendar): Remembered<string, Day> {
  const known = remembered.get(calendar);
  if (known !== undefined) return known;
  const fresh = new Remembered<string, Day>();
  remembered.set(calendar, fresh);
  return fresh;
}

function walk(calendar: WorkingCalendar, day: Day, n: number): Day {
  const step = Math.sign(n);
  let at = day;
  for (let left = Math.abs(n); left > 0;) {
    at = addDays(at, step);
    if (calendar.isWorkingDay(at)) left -= 1;
  }
  return at;
}

export function workingDayOnOrBefore(calendar: WorkingCalendar, day: Day): Day {
  return calendar.isWorkingDay(day) ? day : addWorkingDays(calendar, day, -1);
}

export function workingDayOnOrAfter(calendar: WorkingCalendar, day: Day): Day {
  return calendar.isWorkingDay(day) ? day : addWorkingDays(calendar, day, 1);
}

/**
 * Working days after `a` up to and including `b`; negative, and counted from `b` up to but not including `a`, when `b`
 * comes first. So it undoes `addWorkingDays`: from `day` to `day` plus `n` are `n`.
 */
export function workingDaysBetween(calendar: WorkingCalendar, a: Day, b: Day): number {
  const step = b < a ? -1 : 1;
  let count = 0;
  for (let at = a; at !== b;) {
    at = addDays(at, step);
    if (calendar.isWorkingDay(at)) count += step;
  }
  return count;
}

/** Whether a date on that day may still change, because its year's notice is not out. Say so wherever it is shown. */
export function isProvisional(calendar: WorkingCalendar, day: Day): boolean {
  return !calendar.isPublished(yearOf(day));
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}
