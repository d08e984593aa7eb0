import {
  addWorkingDays,
  workingDayOnOrAfter,
  workingDaysBetween,
  type WorkingCalendar,
} from './calendar/working-calendar.js';
import { dayOf, instantOf } from './calendar/zoned.js';
import { MINUTE, type Day, type Instant } from './instant.js';
import type { Basis, CheckpointState, Rung } from './item-state.js';
import type { Policy } from './policy.js';
import type { Rule } from './rule.js';

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
  const from = instantOf(span.from, '00:00', t.policy.zone);
  const due = dueOn(span.due, t);
  return { from, due, pending: wholeLadder({ from, due, lateFrom: due }, t) };
}

/** The instant at which something is due on `day`. */
export function dueOn(day: Day, t: Timekeeping): Instant {
  return instantOf(day, t.policy.dueTime, t.policy.zone);
}

type Dates = Pick<CheckpointState, 'from' | 'due' | 'lateFrom'>;

/** What is still to be told of a checkpoint after `begun`, when a new round begins: no reminder on that day, whose own notice names the date. */
export function roundClock(dates: Dates, begun: Instant, t: Timekeeping): Rung[] {
  const day = dayOf(begun, t.policy.zone);
  return restOfClock(dates, begun, t).filter(
    (rung) => rung.rule !== 'reminder' || dayOf(rung.release, t.policy.zone) > day,
  );
}

/** The same where no notice begins the round. */
export function restOfClock(dates: Dates, begun: Instant, t: Timekeeping): Rung[] {
  return wholeLadder(dates, t).filter((rung) => rung.release > begun);
}

/**
 * Due again after a return (and after a handover, for what was overdue): as before, or so many working days later if
 * that is later.
 */
export function graceDue(due: Instant, begun: Instant, t: Timekeeping): Instant {
  return Math.max(due, dueOn(addWorkingDays(t.calendar, dayOf(begun, t.policy.zone), t.policy.returnDays), t));
}

/** `instant` moved on by as many working days as have their hour `by` (`HH:mm`) after `from` and not after `to`. */
export function shifted(
  instant: Instant,
  { from, to, by }: { from: Instant; to: Instant; by: string },
  t: Timekeeping,
): Instant {
  const { zone } = t.policy;
  const [first, last] = [dayOf(from, zone), dayOf(to, zone)];
  const counts = (day: Day, holds: (hour: Instant) => boolean): number =>
    t.calendar.isWorkingDay(day) && holds(instantOf(day, by, zone)) ? 1 : 0;
  const days =
    workingDaysBetween(t.calendar, first, last) +
    counts(first, (hour) => hour > from) -
    counts(last, (hour) => hour > to);
  return days === 0 ? instant : dueOn(addWorkingDays(t.calendar, dayOf(instant, zone), days), t);
}

function wholeLadder({ from, due, lateFrom }: Dates, t: Timekeeping): Rung[] {
  const opens = workingDayOnOrAfter(t.calendar, dayOf(from, t.policy.zone));
  const opening: Rung = {
    rule: 'opening',
    step: 1,
    release: releaseOn(opens, t),
    to: ['divisions'],
    basis: { of: 'opens', at: from, days: 0 },
  };
  return inOrder([
    ...(opening.release < due ? [opening] : []),
    ...reminders(due, opens, t),
    ...whenLate(due, lateFrom, t),
  ]);
}

/** Step 1 tells the leads that have not acknowledged (签收), step 2 the office. */
export function assignmentClock(assignedAt: Instant, t: Timekeeping): Rung[] {
  const { remindAfter, officeAfter } = t.policy.acknowledgement;
  return inOrder([
    counted(
      { rule: 'unacknowledged', step: 1, to: ['unacknowledged'], of: 'assignment', at: assignedAt, days: remindAfter },
      t,
    ),
    counted(
      { rule: 'unacknowledged', step: 2, to: ['office'], of: 'assignment', at: assignedAt, days: officeAfter },
      t,
    ),
  ]);
}

/** Tells the office that a submission waits for its review. */
export function reviewClock(submittedAt: Instant, t: Timekeeping): Rung[] {
  const days = t.policy.reviewAfter;
  return [counted({ rule: 'reviewDue', step: 1, to: ['office'], of: 'submission', at: submittedAt, days }, t)];
}

/** Tells the office, which was told at once, again that a dispute, a request or a leader's consent to one waits for its answer. */
export function answerClock(
  rule: 'disputed' | 'extensionRequested' | 'extensionConsented',
  asked: { at: Instant; step: number },
  t: Timekeeping,
): Rung[] {
  const of = rule === 'disputed' ? 'dispute' : 'request';
  return [counted({ rule, step: asked.step, to: ['office'], of, at: asked.at, days: t.policy.reviewAfter }, t)];
}

/** Tells the office that the reply to a supervision order did not come by its date. Steps count on from `after`. */
export function replyClock(replyBy: Instant, after: number, t: Timekeeping): Rung[] {
  const { againEvery, atMost } = t.policy.orders;
  return Array.from({ length: atMost }, (_, i) =>
    counted(
      {
        rule: 'orderUnanswered',
        step: after + i + 1,
        to: ['office'],
        of: 'reply',
        at: replyBy,
        days: 1 + i * againEvery,
      },
      t,
    ),
  );
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

/** `instant` where it is in working hours, else the next release after it. */
export function inWorkingHours(instant: Instant, t: Timekeeping): Instant {
  return isWorkingHours(instant, t) ? instant : nextRelease(instant, t);
}

/** 0 until due has passed, and on the rest of that day; then the working days after it, today included. */
export function workingDaysLate(due: Instant, now: Instant, t: Timekeeping): number {
  if (now <= due) return 0;
  return workingDaysBetween(t.calendar, dayOf(due, t.policy.zone), dayOf(now, t.policy.zone));
}

/** The release `days` working days after the day of `start`. */
export function releaseAfter(start: Instant, days: number, t: Timekeeping): Instant {
  return releaseOn(addWorkingDays(t.calendar, dayOf(start, t.policy.zone), days), t);
}

/** Those on days after `opens`. */
function reminders(due: Instant, opens: Day, t: Timekeeping): Rung[] {
  return t.policy.reminders
    .map((daysBefore) =>
      counted({ rule: 'reminder', step: daysBefore, to: ['outstanding'], of: 'due', at: due, days: -daysBefore }, t),
    )
    .filter((rung) => dayOf(rung.release, t.policy.zone) > opens);
}

/** Overdue, the escalations, and the repeats, which go on counting the escalations' steps. */
function whenLate(due: Instant, lateFrom: Instant, t: Timekeeping): Rung[] {
  const { escalations, repeat } = t.policy;
  const lastDay = escalations.at(-1)?.daysLate ?? 0;
  const repeats = Array.from({ length: repeat.atMost }, (_, i) => ({
    daysLate: lastDay + (i + 1) * repeat.everyDays,
    to: repeat.to,
  }));
  const of = lateFrom === due ? 'due' : 'restart';
  return [
    counted({ rule: 'overdue', step: 1, to: ['outstanding'], of, at: lateFrom, days: 1 }, t),
    ...[...escalations, ...repeats].map(({ daysLate, to }, i) =>
      counted({ rule: 'escalation', step: i + 1, to: [...to], of, at: lateFrom, days: daysLate }, t),
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

/** A rung so many working days from something. */
function counted({ rule, step, to, ...basis }: Basis & Pick<Rung, 'rule' | 'step' | 'to'>, t: Timekeeping): Rung {
  return { rule, step, release: releaseAfter(basis.at, basis.days, t), to, basis };
}

function releaseOn(day: Day, t: Timekeeping): Instant {
  return instantOf(day, t.policy.releaseTime, t.policy.zone);
}
