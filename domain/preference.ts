import { workingDayOnOrBefore } from './calendar/working-calendar.js';
import { addDays } from './calendar/civil-day.js';
import { dayOf, instantOf } from './calendar/zoned.js';
import { DubanError } from './errors.js';
import { MINUTE, type Instant } from './instant.js';
import type { Policy } from './policy.js';
import { nextRelease, type Timekeeping } from './schedule.js';
import type { Rule } from './rule.js';

/** How a person wants routine mail: all of a day at its release, and at which hours not. Holds for his mailbox, whatever posts he holds. */
export interface Preference {
  /** What follows from a deed waits for the next release, too, instead of coming within the hour. */
  daily: boolean;
  /** `HH:mm`; over midnight where `from` is the later. `to` is outside. */
  quiet: { from: string; to: string } | null;
  /** Whether a leader gets the week's digest. */
  weekly: boolean;
}

export const asItComes: Preference = { daily: false, quiet: null, weekly: true };

/** What nobody can put off: that something is late, who was ordered to do it, and what a person said by hand. */
export const pressing: readonly Rule[] = [
  'overdue',
  'escalation',
  'order',
  'orderUnanswered',
  'undelivered',
  'nudge',
  'instruction',
];

/** Routine notices that were released after `upTo` wait; none of this changes before `until`. */
export interface Wait {
  upTo: Instant;
  until: Instant;
}

/** What of a person's routine notices waits at `now`; `null` where nothing does. */
export function waitAt(now: Instant, { daily, quiet }: Preference, t: Timekeeping): Wait | null {
  const quietUntil = quiet === null ? null : endOfQuiet(now, quiet, t.policy.zone);
  if (quietUntil !== null) return { upTo: -Infinity, until: quietUntil };
  return daily ? { upTo: lastRelease(now, t), until: nextRelease(now, t) } : null;
}

/** The end of the quiet hours that `now` is in. */
function endOfQuiet(now: Instant, { from, to }: { from: string; to: string }, zone: string): Instant | null {
  const today = dayOf(now, zone);
  for (const day of [addDays(today, -1), today]) {
    const start = instantOf(day, from, zone);
    const end = instantOf(to > from ? day : addDays(day, 1), to, zone);
    if (start <= now && now < end) return end;
  }
  return null;
}

/** The newest release time of a working day that is not after `now`. */
function lastRelease(now: Instant, { policy: { releaseTime, zone }, calendar }: Timekeeping): Instant {
  const today = dayOf(now, zone);
  const started = instantOf(today, releaseTime, zone) <= now;
  return instantOf(workingDayOnOrBefore(calendar, started ? today : addDays(today, -1)), releaseTime, zone);
}

/** Of the hours in which mail goes out, so many must be left. */
const LEFT = 120 * MINUTE;

/** Throws `quiet-invalid`: quiet hours that would leave hardly an hour in which mail may come would keep it back for ever. */
export function checkQuiet({ from, to }: { from: string; to: string }, policy: Policy): void {
  const wrong = (message: string): DubanError => new DubanError('quiet-invalid', message, { from, to });
  for (const time of [from, to]) {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw wrong(`“${time}”不是时刻，免打扰时段应写作 12:00-14:00。`);
  }
  if (from === to) throw wrong('免打扰时段的起止时刻相同；应写作 12:00-14:00，取消免打扰用 --any-time。');
  const [start, end, open, close] = [from, to, policy.releaseTime, policy.dueTime].map(minutes) as [
    number,
    number,
    number,
    number,
  ];
  const covered = (a: number, b: number): number => Math.max(0, Math.min(b, close) - Math.max(a, open));
  const quiet = start < end ? covered(start, end) : covered(start, 24 * 60) + covered(0, end);
  if ((close - open - quiet) * MINUTE >= Math.min(LEFT, (close - open) * MINUTE)) return;
  throw wrong(
    `通知在工作日${policy.releaseTime}至${policy.dueTime}之间发送，免打扰时段须在其中留出至少2小时；请缩短 ${from}-${to}。`,
  );
}

function minutes(time: string): number {
  const [hours, rest] = time.split(':').map(Number) as [number, number];
  return hours * 60 + rest;
}
