import { isProvisional, workingDayOnOrBefore } from '../domain/calendar/working-calendar.js';
import { dayOf } from '../domain/calendar/zoned.js';
import { replanClocks } from '../domain/clocks.js';
import { checkpointSpans, parseDeadline, type DeadlineContext } from '../domain/deadline.js';
import type { Day, Instant } from '../domain/instant.js';
import type { CheckpointState, Rung } from '../domain/item-state.js';
import { isOpen } from '../domain/life/decision.js';
import { dueOn, type Timekeeping } from '../domain/schedule.js';
import type { PlannedState } from '../register/replan.js';

/** What moves of one item. */
export interface ItemMoves {
  id: string;
  code: string;
  title: string;
  dates: { n: number; label: string; before: Instant; day: Day }[];
  /** How many notices are told at another time, more, or not at all. */
  notices: number;
  /** Dates set by hand that are no working days any more: for the office to look at. */
  doubtful: { label: string; day: Day }[];
  /** Days as the document's words are read now, moved or not. */
  settled: { n: number; dueDay: Day; why: string; mark: string | null }[];
}

export interface ReplanContext {
  now: Instant;
  /** New policy, new calendar. */
  t: Timekeeping;
  reading: DeadlineContext & { calendar: Timekeeping['calendar'] };
}

/** The days that the calendar decides are read anew; what was set by hand, or reported on, stays where it is. */
export function movesOf({ state, planned, ...item }: PlannedState, { now, t, reading }: ReplanContext): ItemMoves {
  const { zone } = t.policy;
  const moves: ItemMoves = {
    ...{ id: item.id, code: item.code, title: item.title },
    ...{ dates: [], notices: 0, doubtful: [], settled: [] },
  };
  const spans = checkpointSpans(parseDeadline(item.deadlineText, reading).periods, t.calendar);
  for (const checkpoint of state.checkpoints.filter(({ status }) => status !== 'dropped')) {
    const { n, label, due } = checkpoint;
    const plan = planned.find((candidate) => candidate.n === n);
    const today = dayOf(due, zone);
    const isOff = !t.calendar.isWorkingDay(today);
    const isPlanned = isOpen(checkpoint) && plan?.dueDay === today;
    if (isOpen(checkpoint) && !isPlanned && isOff && due > now) moves.doubtful.push({ label, day: today });
    if (plan === undefined) continue;
    if (plan.mark !== 'calendar-unpublished' && t.calendar.isWorkingDay(plan.dueDay)) continue;
    const span = spans.find((candidate) => candidate.label === label);
    const day = span?.due ?? workingDayOnOrBefore(t.calendar, plan.dueDay);
    const mark = span === undefined ? (isProvisional(t.calendar, day) ? plan.mark : null) : (span.mark ?? null);
    // What the document says is read anew for all; what was set by hand, or reported on, is explained as it was.
    moves.settled.push(isPlanned ? { n, dueDay: day, why: span?.why ?? '', mark } : { ...plan, dueDay: day, why: '' });
    if (!isPlanned || day === today) continue;
    if (dueOn(day, t) > now) moves.dates.push({ n, label, before: due, day });
    // The day that it would move to is over.
    else if (isOff && due > now) moves.doubtful.push({ label, day: today });
  }
  const dates = moves.dates.map(({ n, day }) => ({ checkpoint: n, due: day }));
  for (const clock of replanClocks(state, dates, { at: now, t })) {
    const own = state.checkpoints.find(({ n }) => n === clock.n);
    if (own !== undefined) moves.notices += movedBetween(own, clock.pending, now);
  }
  return moves;
}

/** How many notices of the one are not in the other, told of both sides once. */
function movedBetween({ pending }: CheckpointState, next: readonly Rung[], now: Instant): number {
  const key = ({ rule, step }: Rung): string => `${rule} ${step}`;
  const before = new Map(pending.filter(({ release }) => release > now).map((rung) => [key(rung), rung.release]));
  const after = new Map(next.map((rung) => [key(rung), rung.release]));
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name))
    .length;
}
