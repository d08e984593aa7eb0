import { workingDayOnOrAfter } from './calendar/working-calendar.js';
import { dayOf, instantOf } from './calendar/zoned.js';
import type { Day, Instant } from './instant.js';
import type { Timekeeping } from './schedule.js';

/** A span of time that a bulletin (督查通报) reports on, as it is known on record: 2050-03, 2050-Q1. */
export interface BulletinPeriod {
  name: string;
  from: Instant;
}

/** When bulletins next fall due, strictly after an instant: at the release time of the first working day of a month. */
export function nextBulletin(after: Instant, t: Timekeeping): Instant {
  const [year, month] = yearAndMonth(after, t);
  const candidates = [0, 1].map((ahead) => {
    const day = workingDayOnOrAfter(t.calendar, firstOf(year, month + ahead));
    return instantOf(day, t.policy.releaseTime, t.policy.zone);
  });
  return candidates.find((candidate) => candidate > after) ?? Infinity;
}

/** What the bulletins that fall due at `moment` report on: the month before, and after its third month the quarter. */
export function bulletinPeriods(
  moment: Instant,
  t: Timekeeping,
): { month: BulletinPeriod; quarter: BulletinPeriod | null } {
  const [year, month] = yearAndMonth(moment, t);
  const since = (months: number): { day: Day; from: Instant } => {
    const day = firstOf(year, month - months);
    return { day, from: instantOf(day, '00:00', t.policy.zone) };
  };
  const last = since(1);
  const three = since(3);
  return {
    month: { name: last.day.slice(0, 7), from: last.from },
    quarter: month % 3 === 1 ? { name: quarterOf(three.day), from: three.from } : null,
  };
}

/** A period that is asked for, with its end and the one before it. */
export interface NamedPeriod extends BulletinPeriod {
  /** The first instant after it. */
  to: Instant;
  /** 2027年第一季度, 2027年3月. */
  label: string;
  /** The name of the period before. */
  before: string;
}

/** The period of a name, `2027-Q1` or `2027-03`, in a zone; `null` for any other text. */
export function namedPeriod(name: string, zone: string): NamedPeriod | null {
  const [, year, quarter, month] = /^(20\d\d)-(?:Q([1-4])|(0[1-9]|1[0-2]))$/.exec(name) ?? [];
  if (year === undefined) return null;
  const first = quarter === undefined ? Number(month) : 3 * Number(quarter) - 2;
  const months = quarter === undefined ? 1 : 3;
  const start = (at: number): Instant => instantOf(firstOf(Number(year), at), '00:00', zone);
  const before = firstOf(Number(year), first - months);
  return {
    name,
    from: start(first),
    to: start(first + months),
    label: quarter === undefined ? `${year}年${first}月` : `${year}年第${'一二三四'[Number(quarter) - 1]}季度`,
    before: quarter === undefined ? before.slice(0, 7) : quarterOf(before),
  };
}

/** The names of all quarters and months from one instant to another, newest first, each quarter before its months. */
export function periodsBetween(from: Instant, to: Instant, zone: string): string[] {
  const monthOf = (at: Instant): number => {
    const day = dayOf(at, zone);
    return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  };
  const [first, last] = [monthOf(from), monthOf(to)];
  const months = Array.from({ length: Math.max(0, last - first + 1) }, (_, back) => firstOf(0, last - back + 1));
  return months.flatMap((day, index) => {
    const newest = index === 0 || quarterOf(months[index - 1] ?? day) !== quarterOf(day);
    return [...(newest ? [quarterOf(day)] : []), day.slice(0, 7)];
  });
}

function quarterOf(day: Day): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

function yearAndMonth(instant: Instant, t: Timekeeping): [number, number] {
  const day = dayOf(instant, t.policy.zone);
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
}

/** `month` may lie outside 1 to 12: the year follows. */
function firstOf(year: number, month: number): Day {
  const months = year * 12 + month - 1;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}
