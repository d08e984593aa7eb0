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
    quarter:
      month % 3 === 1
        ? { name: `${three.day.slice(0, 4)}-Q${Math.ceil(Number(three.day.slice(5, 7)) / 3)}`, from: three.from }
        : null,
  };
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
