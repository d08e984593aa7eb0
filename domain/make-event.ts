import { handoverClocks } from './clocks.js';
import type { Day, Instant } from './instant.js';
import type { AssignEvent, MomentEvent } from './item-event.js';
import type { ItemPosts, ItemState, Terms } from './item-state.js';
import type { Target } from './plan.js';
import { assignmentClock, checkpointSchedule, lateToday, nextRelease, type Timekeeping } from './schedule.js';
import { leadOf } from './spread.js';

export interface PlannedItem {
  id: string;
  posts: ItemPosts;
  targets: Pick<Target, 'quantity' | 'comparison'>[];
  checkpoints: { label: string; from: Day; due: Day }[];
}

/** The assignment of an item launched at `at`, to be told at `release`. */
export function assignEvent(item: PlannedItem, when: { at: Instant; release: Instant }, t: Timekeeping): AssignEvent {
  return {
    type: 'assign',
    at: when.at,
    release: when.release,
    posts: item.posts,
    lead: leadOf(item.id),
    terms: termsOf(t),
    targets: item.targets.map(({ quantity, comparison }) => ({ quantity, paced: comparison !== 'at-most' })),
    acknowledgement: assignmentClock(when.release, t),
    checkpoints: item.checkpoints.map(({ label, ...span }) => ({ label, ...checkpointSchedule(span, t) })),
  };
}

export function termsOf({ policy, calendar }: Timekeeping): Terms {
  const { jointLeads, confirmation, extensions, paceMargin, cancelApproval } = policy;
  return {
    jointLeads,
    confirmation,
    extensions,
    paceMargin,
    cancelApproval,
    policy: policy.version,
    calendar: calendar.version,
  };
}

export function momentEvent(
  moment: Instant,
  fired: { now: Instant; state: ItemState | null },
  t: Timekeeping,
): MomentEvent {
  const { now, state } = fired;
  const handover = state?.handover ?? null;
  return {
    type: 'moment',
    moment,
    now,
    today: lateToday(now, t),
    nextRelease: nextRelease(now, t),
    handover:
      state === null || handover === null ? null : handoverClocks(state, handover.posts, { at: handover.at, t }),
  };
}
