import { answer, record, stage, withdraw } from '../effects.js';
import type { ItemEvent } from '../item-event.js';
import type { CheckpointState, ItemState } from '../item-state.js';
import { asking } from '../rule.js';
import { onCheckpoint, refuse, replace, type Decision } from './decision.js';

type Event<T extends ItemEvent['type']> = Extract<ItemEvent, { type: T }>;

/** 审核通过. */
export function accept(state: ItemState, event: Event<'accept'>): Decision {
  return onSubmitted(state, event.checkpoint, (checkpoint) => ({
    state: replace(state, { ...checkpoint, status: 'accepted', pending: [] }),
    effects: [
      record('accepted', checkpoint.n, { round: checkpoint.round, late: checkpoint.late }),
      withdraw(checkpoint.n, ['reviewDue', ...asking], { because: 'accepted' }),
      ...stage(state, checkpoint, answer(event, 'accepted', { to: ['leads'] })),
    ],
  }));
}

/** 退回, with a reason. The second return of a checkpoint is told to the leader, too. */
export function giveBack(state: ItemState, event: Event<'return'>): Decision {
  return onSubmitted(state, event.checkpoint, (checkpoint) => {
    if (event.reason.trim() === '') return refuse('reason-missing');
    const round = checkpoint.round + 1;
    const returns = checkpoint.returns + 1;
    const { due, lateFrom, pending } = event.clock;
    const next: CheckpointState = {
      ...checkpoint,
      status: 'returned',
      round,
      returns,
      due,
      lateFrom,
      pending,
      submittedAt: null,
      reported: {},
      drafts: {},
    };
    const to = returns > 1 ? (['leads', 'leader'] as const) : (['leads'] as const);
    const after = replace(state, next);
    return {
      state: after,
      effects: [
        record('returned', checkpoint.n, { round, reason: event.reason, due }),
        withdraw(checkpoint.n, ['reviewDue', ...asking], { because: 'returned' }),
        ...stage(
          after,
          next,
          answer(event, 'returned', { to: [...to], step: returns, said: { reason: event.reason, due } }),
        ),
      ],
    };
  });
}

function onSubmitted(state: ItemState, n: number, then: (checkpoint: CheckpointState) => Decision): Decision {
  return onCheckpoint(state, n, (checkpoint) => {
    const { label, status } = checkpoint;
    if (status === 'accepted') return refuse('already-accepted', { label });
    if (status !== 'submitted') return refuse('nothing-submitted', { label });
    // A request that was never answered: by the date as it stands.
    const late = checkpoint.late || (checkpoint.request !== null && (checkpoint.submittedAt ?? 0) > checkpoint.due);
    return then({ ...checkpoint, late, request: null });
  });
}
