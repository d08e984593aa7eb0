import {
  addWorkingDays,
  workingDayOnOrAfter,
  workingDaysBetween,
  type WorkingCalendar,
} from './calendar/working-calendar.js';
import { dayOf, instantOf } from './calendar/zoned.js';
import { MINUTE, type Day, type Instant } from './instant.js';
import type { Rule, Rung } from './item-state.js';
import type { Policy } from './policy.js';

/** All that turns days into instants. The campaign's zone is the policy's. */
export interface Timekeeping {
  policy: Policy;
  calendar: WorkingCalendar;
}

export interface CheckpointSchedule {
  /** The first instant of the span reported on. */
  from: Instant;
  due: Instant;
  /** What is told unless the work is done by then, soonest first. */
  pending: Rung[];
}

/**
 * The clock of a checkpoint. `span.due` should be a working day; if the office set another, the reminders count back
 * from it all the same.
 *
 * The opening is told first: a reminder that falls on its day or before it is dropped, as the opening names the due
 * date. A span without a working day before its due instant has no opening.
 */
export function checkpointSchedule(span: { from: Day; due: Day }, t: Timekeeping): CheckpointSchedule {
  const due = instantOf(span.due, t.policy.dueTime, t.policy.zone);
  const opens = workingDayOnOrAfter(t.calendar, span.from);
  const opening = rung('opening', 0, { release: releaseOn(opens, t), to: ['divisions'] });
  const pending = [
    ...(opening.release < due ? [opening] : []),
    ...reminders(span.due, opens, t),
    ...whenLate(span.due, t),
  ];
  return { from: instantOf(span.from, '00:00', t.policy.zone), due, pending: inOrder(pending) };
}

/** Step 1 tells the divisions that have not acknowledged (签收), step 2 the office. */
export function assignmentClock(assignedAt: Instant, t: Timekeeping): Rung[] {
  const { remindAfter, officeAfter } = t.policy.acknowledgement;
  return inOrder([
    rung('acknowledgement', 1, { release: releaseAfter(assignedAt, remindAfter, t), to: ['unacknowledged'] }),
    rung('acknowledgement', 2, { release: releaseAfter(assignedAt, officeAfter, t), to: ['office'] }),
  ]);
}

/** Tells the office that a submission waits for its review. */
export function reviewClock(submittedAt: Instant, t: Timekeeping): Rung[] {
  return [rung('review', 1, { release: releaseAfter(submittedAt, t.policy.reviewAfter, t), to: ['office'] })];
}

/**
 * The clock of the round that a return begins: due as before, or so many working days after the return if that is
 * later. There is no reminder on the day of the return, which is itself a notice.
 */
export function returnClock(returnedAt: Instant, due: Instant, t: Timekeeping): Omit<CheckpointSchedule, 'from'> {
  const { zone, dueTime, returnDays } = t.policy;
  const returned = dayOf(returnedAt, zone);
  const newDue = Math.max(due, instantOf(addWorkingDays(t.calendar, returned, returnDays), dueTime, zone));
  const dueDay = dayOf(newDue, zone);
  return { due: newDue, pending: inOrder([...reminders(dueDay, returned, t), ...whenLate(dueDay, t)]) };
}

/** The first release time of a working day strictly after `now`. */
export function nextRelease(now: Instant, t: Timekeeping): Instant {
  const day = workingDayOnOrAfter(t.calendar, dayOf(now, t.policy.zone));
  const release = releaseOn(day, t);
  return release > now ? release : releaseOn(addWorkingDays(t.calendar, day, 1), t);
}

/**
 * In working hours: what was to go out today but was missed (the machine was switched on after the release) still can,
 * a little later, at a time that all items woken together share. It would be a day wrong tomorrow.
 */
export function lateToday(now: Instant, t: Timekeeping): { since: Instant; release: Instant } | null {
  const release = Math.ceil((now + 1) / LATE_STEP) * LATE_STEP;
  if (!isWorkingHours(now, t) || !isWorkingHours(release, t)) return null;
  return { since: releaseOn(dayOf(now, t.policy.zone), t), release };
}

const LATE_STEP = 10 * MINUTE;

/** For what cannot wait for the morning: `now` in working hours, else the next release. */
export function promptRelease(now: Instant, t: Timekeeping): Instant {
  return isWorkingHours(now, t) ? now : nextRelease(now, t);
}

/** From the release time of a working day until its due time, which is outside. */
export function isWorkingHours(now: Instant, t: Timekeeping): boolean {
  const day = dayOf(now, t.policy.zone);
  if (!t.calendar.isWorkingDay(day)) return false;
  return now >= releaseOn(day, t) && now < instantOf(day, t.policy.dueTime, t.policy.zone);
}

/** 0 until due has passed, and on the rest of that day; then the working days after it, today included. */
export function workingDaysLate(due: Instant, now: Instant, t: Timekeeping): number {
  if (now <= due) return 0;
  return workingDaysBetween(t.calendar, dayOf(due, t.policy.zone), dayOf(now, t.policy.zone));
}

/** Those on days after `after`. */
function reminders(due: Day, after: Day, t: Timekeeping): Rung[] {
  return t.policy.reminders
    .map((daysBefore) => ({ daysBefore, day: addWorkingDays(t.calendar, due, -daysBefore) }))
    .filter(({ day }) => day > after)
    .map(({ daysBefore, day }) => rung('reminder', daysBefore, { release: releaseOn(day, t), to: ['divisions'] }));
}

/** Overdue, the escalations, and the repeats, which go on counting the escalations' steps. */
function whenLate(due: Day, t: Timekeeping): Rung[] {
  const { escalations, repeat } = t.policy;
  const lastDay = escalations.at(-1)?.daysLate ?? 0;
  const repeats = Array.from({ length: repeat.atMost }, (_, i) => ({
    daysLate: lastDay + (i + 1) * repeat.everyDays,
    to: repeat.to,
  }));
  return [
    rung('overdue', 0, { release: releaseOn(addWorkingDays(t.calendar, due, 1), t), to: ['divisions'] }),
    ...[...escalations, ...repeats].map(({ daysLate, to }, i) =>
      rung('escalation', i + 1, { release: releaseOn(addWorkingDays(t.calendar, due, daysLate), t), to: [...to] }),
    ),
  ];
}

/** Of one release, the overdue notice stands before the escalation that it is attached to. */
const LADDER: readonly Rule[] = ['opening', 'reminder', 'overdue', 'escalation'];

function inOrder(rungs: Rung[]): Rung[] {
  return rungs.toSorted(
    (a, b) => a.release - b.release || LADDER.indexOf(a.rule) - LADDER.indexOf(b.rule) || a.step - b.step,
  );
}

function releaseAfter(start: Instant, workingDays: number, t: Timekeeping): Instant {
  return releaseOn(addWorkingDays(t.calendar, dayOf(start, t.policy.zone), workingDays), t);
}

function releaseOn(day: Day, t: Timekeeping): Instant {
  return instantOf(day, t.policy.releaseTime, t.policy.zone);
}

function rung(rule: Rule, step: number, { release, to }: Pick<Rung, 'release' | 'to'>): Rung {
  return { rule, step, release, to };
}
