import { answer, record, stageTo, whole, withdraw } from '../effects.js';
import type { Instant } from '../instant.js';
import type { Effect, ItemEvent, Restart } from '../item-event.js';
import type { CheckpointState, Handover, ItemPosts, ItemState, PostId } from '../item-state.js';
import { asking, chasing } from '../rule.js';
import { awaitsSignature } from './acknowledge.js';
import { allReported, count, isOpen, refuse, type Decision } from './decision.js';

type Event<T extends ItemEvent['type']> = Extract<ItemEvent, { type: T }>;

/** 调整责任单位, from a date on: all concerned are told at once; until the date the item stays where it is. */
export function reassign(before: ItemState, event: Event<'reassign'>): Decision {
  const { posts, from, reason, at } = event;
  if (reason.trim() === '') return refuse('reason-missing');
  if (posts.leads.length === 0) return refuse('no-lead');
  const same = sameDivisions(posts, before.posts);
  if (same && before.handover === null) return refuse('same-divisions');
  const counted = count(before, 'reassigned');
  const handover: Handover = { at: Math.max(from, at), posts };
  // Those who were to take over by an earlier word hear, too, that they do not.
  const all = [before.posts, posts, ...(before.handover === null ? [] : [before.handover.posts])];
  const concerned = [...new Set(all.flatMap(involved))];
  const { leads, supporting } = posts;
  const told = [
    record('reassigned', 0, { from: handover.at, before: before.posts, posts, reason }),
    withdraw('any', ['reassigned'], { because: 'reassigned', after: at }),
    ...stageTo(
      concerned,
      whole(before),
      answer(event, 'reassigned', { step: counted.step, said: { reason, from: handover.at, leads, supporting } }),
    ),
  ];
  // One that was to come is called off.
  if (same) return { state: { ...counted.state, handover: null }, effects: told };
  if (from > at) return { state: { ...counted.state, handover }, effects: told };
  const taken = takeOver(counted.state, handover, event);
  return { state: taken.state, effects: [...told, ...taken.effects] };
}

/** Other divisions answer from now on. What the earlier ones did stays; what was overdue gets the days that a return gives. */
export function takeOver(
  before: ItemState,
  { at, posts }: Handover,
  restart: Restart,
): { state: ItemState; effects: Effect[] } {
  const kept = (record: Record<PostId, Instant>): Record<PostId, Instant> =>
    Object.fromEntries(Object.entries(record).filter(([post]) => involved(posts).includes(post)));
  const acknowledged = kept(before.acknowledged);
  const state: ItemState = {
    ...before,
    posts,
    handover: null,
    round: before.round + 1,
    acknowledged,
    disputed: {},
    pending: [],
    checkpoints: before.checkpoints.map((checkpoint) => restarted(checkpoint, restart, posts)),
  };
  const because = 'reassigned';
  const gone = involved(before.posts).filter((post) => !involved(posts).includes(post));
  return {
    state: { ...state, pending: awaitsSignature(state) ? restart.acknowledgement : [] },
    effects: [
      record('taken-over', 0, { posts }),
      // What has not gone out yet would name the new divisions for what the earlier ones left.
      withdraw('any', ['unacknowledged', 'disputed', 'confirmation', ...chasing], { because }),
      ...before.checkpoints
        .filter((checkpoint) => isOpen(checkpoint))
        .map(({ n }) => withdraw(n, asking, { because, after: at })),
      ...gone.map((post) => withdraw('any', ['nudge', 'returned', 'declined'], { because, after: at, post })),
    ],
  };
}

function restarted(checkpoint: CheckpointState, { clocks }: Restart, posts: ItemPosts): CheckpointState {
  const clock = clocks.find(({ n }) => n === checkpoint.n);
  if (clock === undefined || !isOpen(checkpoint)) return checkpoint;
  const reported = Object.fromEntries(
    Object.entries(checkpoint.reported).filter(([post]) => posts.leads.includes(post)),
  );
  const next = {
    ...checkpoint,
    ...clock,
    reported,
    round: checkpoint.round + 1,
    drafts: {},
    request: null,
    hold: null,
  };
  // Those who had yet to report are gone: the report is whole.
  if (allReported(next, posts))
    return { ...next, status: 'submitted', submittedAt: Math.max(...Object.values(reported)) };
  return next;
}

function sameDivisions(some: ItemPosts, others: ItemPosts): boolean {
  const [a, b] = [some, others].map(({ leads, supporting, leader, heads }) =>
    JSON.stringify([leads, supporting, leader, Object.entries(heads).sort()]),
  );
  return a === b;
}

function involved({ leads, supporting, leader }: ItemPosts): PostId[] {
  return [...leads, ...supporting, ...(leader === null ? [] : [leader])];
}
