import { addDays } from './calendar/civil-day.js';
import { workingDayOnOrAfter } from './calendar/working-calendar.js';
import { dayOf, instantOf } from './calendar/zoned.js';
import { HOUR, type Day, type Instant } from './instant.js';
import type { Timekeeping } from './schedule.js';

/** How a division stands with what it leads: checkpoints of running items, counted. */
export interface DivisionStanding {
  division: string;
  overdue: number;
  /** Due by the end of this week, Sunday. */
  dueThisWeek: number;
  /** Handed in, and waits for the office's review. */
  inReview: number;
  /** An extension was asked for. */
  asked: number;
}

/** A checkpoint that a week's digest tells. */
export interface WeekEntry {
  itemId: string;
  code: string;
  title: string;
  heading: string;
  label: string;
  due: Instant;
  divisions: string[];
  state: 'overdue' | 'due' | 'waiting';
}

/** Monday of the week (ISO) that a day is in. */
export function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** The first instant after the week that `now` is in. */
export function endOfWeek(now: Instant, zone: string): Instant {
  return instantOf(addDays(mondayOf(dayOf(now, zone)), 7), '00:00', zone);
}

const WEEK = 7 * 24 * HOUR;

/** Whether a digest says anything new: what is only still late, as it was last week, is told in the first week of a month. */
export function isNews(
  entries: Pick<WeekEntry, 'state' | 'due'>[],
  { now, week }: { now: Instant; week: Day },
): boolean {
  return week.slice(8) <= '07' || entries.some(({ state, due }) => state !== 'overdue' || due > now - WEEK);
}

/** Whether the week's digest may be made: on a working day, from its release time on. It is made on the first such day that dispatch sees. */
export function isWeeklyDue(now: Instant, { policy: { releaseTime, zone }, calendar }: Timekeeping): boolean {
  const today = dayOf(now, zone);
  return workingDayOnOrAfter(calendar, today) === today && now >= instantOf(today, releaseTime, zone);
}
