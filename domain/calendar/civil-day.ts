import { HOUR, type Day } from '../instant.js';

const DAY = 24 * HOUR;

/** `n` civil days later, or earlier when negative. Counted in UTC, where every day has 24 hours. */
export function addDays(day: Day, n: number): Day {
  return dayAt(utcOf(day) + n * DAY);
}

/** The day, or `null` where the calendar has none: 31 June, month 13. */
export function civilDay(year: number, month: number, dayOfMonth: number): Day | null {
  const day = dayAt(Date.UTC(year, month - 1, dayOfMonth));
  return day === `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}` ? day : null;
}

/** `month` is 1 to 12. */
export function firstDayOfMonth(year: number, month: number): Day {
  return dayAt(Date.UTC(year, month - 1, 1));
}

/** `month` is 1 to 12. */
export function lastDayOfMonth(year: number, month: number): Day {
  return dayAt(Date.UTC(year, month, 0));
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

export function isWeekend(day: Day): boolean {
  // 1970-01-01 was a Thursday; plain arithmetic, because schedules ask this some hundred times each.
  const weekday = (((utcOf(day) / DAY + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

function utcOf(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)));
}

function dayAt(utc: number): Day {
  return new Date(utc).toISOString().slice(0, 10);
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
