import { record, stage, whole, type About } from '../effects.js';
import type { Instant } from '../instant.js';
import type { Effect, MomentEvent } from '../item-event.js';
import type { CheckpointState, ItemState, Rung } from '../item-state.js';
import { climb, climbable, type Climb } from '../ladder.js';
import { chasing, type Rule } from '../rule.js';
import type { Decision } from './decision.js';
import { draftOrder, settleOrders } from './order.js';
import { takeOver } from './reassign.js';

export interface Moment {
  at: Instant;
  /** The first rule to be applied then. */
  rule: Rule;
  /** 0 for the item as a whole. */
  checkpoint: number;
}

/** When the item must wake next, and for what; `null` when nothing is left to be told unless somebody acts. */
export function nextMoment(state: ItemState): Moment | null {
  if (state.status !== 'active') return null;
  const { handover, lead } = state;
  let next: Moment | null = handover === null ? null : { at: handover.at, rule: 'reassigned', checkpoint: 0 };
  // Plain loops: this is asked twice for every notice of a year, and a checkpoint has a dozen rungs.
  for (const { release, rule } of state.pending) {
    if (next === null || release - lead < next.at) next = { at: release - lead, rule, checkpoint: 0 };
  }
  for (const checkpoint of state.checkpoints) {
    for (const { release, rule } of climbable(checkpoint)) {
      if (next === null || release - lead < next.at) next = { at: release - lead, rule, checkpoint: checkpoint.n };
    }
  }
  return next;
}

/** A moment has come: other divisions take over, and every ladder is climbed as far as it goes by now. */
export function moment(before: ItemState, event: MomentEvent): Decision {
  if (nextMoment(before)?.at !== event.moment) return { state: before, effects: [] };
  // A timer is never early, but clocks differ: the moment itself is the least that `now` can be.
  const now = Math.max(event.now, event.moment);
  const effects: Effect[] = [];

  let state = before;
  if (state.handover !== null && state.handover.at <= now && event.handover !== null) {
    const taken = takeOver(state, state.handover, event.handover);
    // Before the ladders are climbed: nothing is told of an order that is taken back with the handover.
    const settled = settleOrders(before, taken, event);
    effects.push(...settled.effects);
    state = settled.state;
  }
  const at = { now, lead: state.lead, today: event.today, nextRelease: event.nextRelease };
  const own = climb(state.pending, at);
  effects.push(...climbed(state, whole(state), own));
  const checkpoints = state.checkpoints.map((checkpoint): CheckpointState => {
    const free = climbable(checkpoint);
    if (!free.some((rung) => rung.release - state.lead <= now)) return checkpoint;
    const step = climb(free, { ...at, due: checkpoint.due });
    effects.push(...climbed(state, checkpoint, step));
    const done = free.filter((rung) => !step.pending.includes(rung));
    const begun = [...step.told, ...step.superseded].some(({ rule }) => chasing.includes(rule));
    const opened = checkpoint.status === 'ahead' && begun ? 'open' : checkpoint.status;
    const left = (rung: Rung): boolean => !done.some(same(rung));
    const drafted = draftOrder(checkpoint, step);
    effects.push(...(drafted?.effects ?? []));
    const order = drafted?.order ?? checkpoint.order;
    return {
      ...checkpoint,
      status: opened,
      pending: checkpoint.pending.filter(left),
      order: order === null ? null : { ...order, pending: order.pending.filter(left) },
    };
  });
  return { state: { ...state, pending: own.pending, checkpoints }, effects };
}

/** A rung that waits is climbed at another release than it was planned for. */
function same(rung: { rule: Rule; step: number }): (other: { rule: Rule; step: number }) => boolean {
  return (other) => other.rule === rung.rule && other.step === rung.step;
}

function climbed(state: ItemState, { n, round }: About, step: Climb): Effect[] {
  return [
    ...step.superseded.map(({ rule, step, release }) => record('superseded', n, { round, rule, step, release })),
    ...step.told.flatMap((rung) => [
      record('told', n, { round, rule: rung.rule, step: rung.step, release: rung.release }),
      ...stage(state, { n, round }, rung),
    ]),
  ];
}
