import type { Command } from './command.js';
import { HOUR, type Day, type Instant } from './instant.js';
import type { AssignEvent, ItemEvent, MomentEvent } from './item-event.js';
import type { ItemPosts, ItemState } from './item-state.js';
import {
  assignmentClock,
  checkpointSchedule,
  lateToday,
  nextRelease,
  promptRelease,
  returnClock,
  reviewClock,
  type Timekeeping,
} from './schedule.js';
import { leadOf } from './spread.js';

export interface PlannedItem {
  id: string;
  posts: ItemPosts;
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
    acknowledgement: assignmentClock(when.release, t),
    checkpoints: item.checkpoints.map(({ label, ...span }) => ({ label, ...checkpointSchedule(span, t) })),
  };
}

export function momentEvent(moment: Instant, now: Instant, t: Timekeeping): MomentEvent {
  return { type: 'moment', moment, now, today: lateToday(now, t), nextRelease: nextRelease(now, t) };
}

/** Applied later than this after its receipt, a command was held up. */
const PROMPT = HOUR;

/** A command as the event it is for an item in `state`, with the clocks it starts. Without `now`, it is applied when it is received. */
export function commandEvent(command: Command, state: ItemState | null, t: Timekeeping & { now?: Instant }): ItemEvent {
  const { actor, at, body } = command;
  switch (body.kind) {
    case 'acknowledge':
      return { type: 'acknowledge', actor, at };
    case 'submit':
      return { type: 'submit', actor, at, checkpoint: body.checkpoint, review: reviewClock(at, t) };
    case 'accept':
      return { type: 'accept', actor, at, checkpoint: body.checkpoint, release: nextRelease(at, t) };
    case 'return': {
      const due = state?.checkpoints.find((checkpoint) => checkpoint.n === body.checkpoint)?.due ?? at;
      // Told at once in working hours. The days to mend it count from the return, or, if that was held up, from when it can be told.
      const from = t.now !== undefined && t.now > at + PROMPT ? t.now : at;
      return {
        type: 'return',
        actor,
        at,
        checkpoint: body.checkpoint,
        reason: body.reason,
        release: promptRelease(from, t),
        ...returnClock(from, due, t),
      };
    }
    case 'close':
      return { type: 'close', actor, at, release: nextRelease(at, t) };
  }
}
