import { answer, record, stage, stageTo, whole, withdraw, type About } from '../effects.js';
import type { Deed, Effect, ItemEvent } from '../item-event.js';
import type { CheckpointState, ItemState, ItemStatus, Rung } from '../item-state.js';
import { postsOf } from '../ladder.js';
import { rules } from '../rule.js';
import { count, isOpen, onCheckpoint, refuse, replace, type Decision } from './decision.js';

type Event<T extends ItemEvent['type']> = Extract<ItemEvent, { type: T }>;

/** 办结销号: by the office, when all is accepted. */
export function close(state: ItemState, event: Event<'close'>): Decision {
  const open = state.checkpoints.filter((checkpoint) => isOpen(checkpoint) || checkpoint.status === 'submitted');
  if (open.length > 0) return refuse('checkpoints-open', { labels: open.map((c) => c.label) });
  const ended = end(state, 'closed');
  return {
    state: ended.state,
    effects: [
      record('closed', 0, {}),
      ...ended.effects,
      ...told(state, whole(ended.state), answer(event, 'closed', { to: ['leads'] })),
    ],
  };
}

/** 撤销: asked for by the office with a reason; done when the principal, or else the leader, approves. */
export function cancel(state: ItemState, event: Event<'cancel'>): Decision {
  if (event.reason.trim() === '') return refuse('reason-missing');
  const approver = state.posts.principal ?? state.posts.leader ?? state.posts.office;
  if (!state.terms.cancelApproval || event.actor === approver) return cancelled(state, event, { reason: event.reason });
  if (state.cancelling !== null) return refuse('cancel-pending', { at: state.cancelling.at });
  const counted = count(state, 'cancelRequested');
  const to = state.posts.principal === null ? (['leader'] as const) : (['principal'] as const);
  return {
    state: { ...counted.state, cancelling: { at: event.at, reason: event.reason } },
    effects: [
      record('cancel-requested', 0, { reason: event.reason }),
      ...stage(
        state,
        whole(state),
        answer(event, 'cancelRequested', { to: [...to], step: counted.step, said: { reason: event.reason } }),
      ),
    ],
  };
}

export function decideCancel(state: ItemState, event: Event<'decideCancel'>): Decision {
  if (state.cancelling === null) return refuse('no-cancel-request');
  // What the divisions are told is why it was asked for; the approver's own words are on record.
  if (event.agree) return cancelled(state, event, { reason: state.cancelling.reason, note: event.reason });
  if (event.reason.trim() === '') return refuse('reason-missing');
  const counted = count(state, 'cancelRefused');
  return {
    state: { ...counted.state, cancelling: null },
    effects: [
      record('cancel-refused', 0, { reason: event.reason }),
      withdraw('any', ['cancelRequested'], { because: 'cancel-refused' }),
      ...stage(
        state,
        whole(state),
        answer(event, 'cancelRefused', { to: ['office'], step: counted.step, said: { reason: event.reason } }),
      ),
    ],
  };
}

function cancelled(state: ItemState, event: Deed, { reason, note = '' }: { reason: string; note?: string }): Decision {
  const ended = end(state, 'cancelled');
  return {
    state: ended.state,
    effects: [
      record('cancelled', 0, note === '' ? { reason } : { reason, note }),
      ...ended.effects,
      ...told(state, whole(ended.state), answer(event, 'cancelled', { to: ['divisions', 'leader'], said: { reason } })),
    ],
  };
}

/** 跨年结转: what is left goes on as an item of next year's campaign, `to`. */
export function carry(state: ItemState, event: Event<'carry'>): Decision {
  if (event.reason.trim() === '') return refuse('reason-missing');
  const ended = end(state, 'carried');
  return {
    state: ended.state,
    effects: [
      record('carried', 0, { to: event.to, reason: event.reason }),
      ...ended.effects,
      ...told(
        state,
        whole(ended.state),
        answer(event, 'carried', { to: ['divisions'], said: { reason: event.reason } }),
      ),
    ],
  };
}

/** 回退: a closed item, or an accepted checkpoint, has to be done again by a date. */
export function reopen(before: ItemState, event: Event<'reopen'>): Decision {
  if (event.reason.trim() === '') return refuse('reason-missing');
  if (event.checkpoint === 0) return reopenWhole(before, event);
  return onCheckpoint(before, event.checkpoint, (checkpoint) => {
    if (checkpoint.status !== 'accepted') return refuse('not-closed', { label: checkpoint.label });
    if (!event.due.working) return refuse('not-a-working-day', { due: event.due.at });
    if (event.due.at <= event.at) return refuse('date-past', { due: event.due.at });
    const counted = count(before, 'reopened');
    const next: CheckpointState = {
      ...checkpoint,
      ...event.clock,
      status: 'returned',
      round: checkpoint.round + 1,
      submittedAt: null,
      reported: {},
      drafts: {},
    };
    const state = replace(
      { ...counted.state, status: before.status === 'closed' ? 'active' : before.status, round: before.round + 1 },
      next,
    );
    return {
      state,
      effects: [
        record('reopened', next.n, { round: next.round, reason: event.reason, due: next.due }),
        withdraw('any', ['closed'], { because: 'reopened', after: event.at }),
        withdraw(next.n, ['accepted'], { because: 'reopened', after: event.at }),
        ...stage(
          state,
          next,
          answer(event, 'reopened', {
            to: ['leads', 'leader'],
            step: counted.step,
            said: { reason: event.reason, due: next.due },
          }),
        ),
      ],
    };
  });
}

/** A closed item goes on, for checkpoints that the office is about to set: all it had were past or dropped. */
function reopenWhole(before: ItemState, event: Event<'reopen'>): Decision {
  if (before.status !== 'closed') return refuse('no-such-checkpoint', { n: 0, last: before.checkpoints.length });
  const counted = count(before, 'reopened');
  const state: ItemState = { ...counted.state, status: 'active', round: before.round + 1 };
  const told = answer(event, 'reopened', {
    to: ['leads', 'leader'],
    step: counted.step,
    said: { reason: event.reason },
  });
  return {
    state,
    effects: [
      record('reopened', 0, { reason: event.reason }),
      withdraw('any', ['closed'], { because: 'reopened', after: event.at }),
      ...stage(state, whole(state), told),
    ],
  };
}

/** Whoever was to take over had been told so, and hears of the end, too. */
function told(state: ItemState, about: About, rung: Rung): Effect[] {
  const { handover } = state;
  const others = handover === null ? [] : postsOf(rung.to, { ...state, posts: handover.posts });
  return stageTo([...postsOf(rung.to, state), ...others], about, rung);
}

/** Nothing more is told of what has ended, but that it has. */
function end(state: ItemState, status: ItemStatus): { state: ItemState; effects: Effect[] } {
  return {
    state: {
      ...state,
      status,
      pending: [],
      handover: null,
      cancelling: null,
      frozenAt: null,
      disputed: {},
      round: state.round + 1,
      checkpoints: state.checkpoints.map((c) => ({ ...c, pending: [], request: null, drafts: {}, hold: null })),
    },
    effects: [
      withdraw(
        'any',
        rules.filter((rule) => rule !== 'accepted'),
        { because: status },
      ),
    ],
  };
}
