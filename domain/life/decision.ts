import type { Effect, Refusal, RefusalCode } from '../item-event.js';
import type { Audience, CheckpointState, ExtensionRequest, ItemPosts, ItemState, Rung, Terms } from '../item-state.js';
import { asking, type Rule } from '../rule.js';

export type Decision = { state: ItemState; effects: Effect[] } | { refusal: Refusal };

export function refuse(code: RefusalCode, data: Record<string, unknown> = {}): { refusal: Refusal } {
  return { refusal: { code, data } };
}

/** Has `then` decide on checkpoint `n`, if there is one that is still tracked. */
export function onCheckpoint(state: ItemState, n: number, then: (checkpoint: CheckpointState) => Decision): Decision {
  const checkpoint = state.checkpoints.find((candidate) => candidate.n === n);
  if (checkpoint === undefined) return refuse('no-such-checkpoint', { n, last: state.checkpoints.length });
  const { label } = checkpoint;
  return checkpoint.status === 'dropped' ? refuse('checkpoint-dropped', { label }) : then(checkpoint);
}

/** The same for one that is due, so far neither under review nor accepted. */
export function onOpenCheckpoint(
  state: ItemState,
  n: number,
  then: (checkpoint: CheckpointState) => Decision,
): Decision {
  return onCheckpoint(state, n, (checkpoint) => {
    const { label } = checkpoint;
    switch (checkpoint.status) {
      case 'past':
        return refuse('checkpoint-past', { label });
      case 'submitted':
        return refuse('under-review', { label });
      case 'accepted':
        return refuse('already-accepted', { label });
      default:
        return then(checkpoint);
    }
  });
}

export function replace(state: ItemState, checkpoint: CheckpointState): ItemState {
  return { ...state, checkpoints: state.checkpoints.map((c) => (c.n === checkpoint.n ? checkpoint : c)) };
}

/** Checkpoints that a division still has to report on. */
export function isOpen({ status }: CheckpointState): boolean {
  return status === 'ahead' || status === 'open' || status === 'returned';
}

/** Whether of these leads each has reported in this round, so that nobody is left to report. */
export function allReported({ reported }: CheckpointState, { leads }: ItemPosts): boolean {
  return leads.every((post) => reported[post] !== undefined);
}

/** Whether the report of one lead is in, and serves for all of them (联合牵头). */
export function isServed({ reported }: CheckpointState, { jointLeads }: Pick<Terms, 'jointLeads'>): boolean {
  return jointLeads === 'one' && Object.keys(reported).length > 0;
}

/** Who is to answer a request for an extension: the office, and before it whose consent is still wanted, as `forbidden` has it. */
export function answering({ leader }: ItemPosts, { consent }: Pick<ExtensionRequest, 'consent'>): Audience[] {
  return consent ? ['office'] : [leader === null ? 'principal' : 'leader', 'office'];
}

/** That an extension is asked for is told whatever becomes of the clock. */
export function requestRungs({ pending }: CheckpointState): Rung[] {
  return pending.filter((rung) => asking.includes(rung.rule));
}

/** Counts one more notice of a rule that is caused by hand, and gives its step. */
export function count(state: ItemState, rule: Rule): { state: ItemState; step: number } {
  const step = (state.counts[rule] ?? 0) + 1;
  return { state: { ...state, counts: { ...state.counts, [rule]: step } }, step };
}
