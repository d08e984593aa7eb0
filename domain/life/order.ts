import { answer, record, stageTo, withdraw } from '../effects.js';
import type { Effect, ItemEvent, WithdrawEffect } from '../item-event.js';
import type { CheckpointState, ItemState, OrderState } from '../item-state.js';
import { postsOf, type Climb } from '../ladder.js';
import { count, isOpen, onCheckpoint, refuse, replace, type Decision } from './decision.js';

type Event<T extends ItemEvent['type']> = Extract<ItemEvent, { type: T }>;

/**
 * 督办通知单: where an escalation that names the office was told, or passed over, and no order stands, one is drafted. It is there
 * when the office hears of it, however far ahead the item woke.
 */
export function draftOrder(
  { order, n, round }: CheckpointState,
  step: Climb,
): { order: OrderState; effects: Effect[] } | null {
  const told = step.told.find(({ rule }) => rule === 'escalation');
  const named = [...step.told, ...step.superseded].some(
    ({ rule, to }) => rule === 'escalation' && to.includes('office'),
  );
  if (order !== null || told === undefined || !named) return null;
  const draft: OrderState = {
    ...{ status: 'drafted', n: 0, draftedAt: told.release, release: null },
    ...{ to: [], replies: {}, pending: [] },
  };
  return { order: draft, effects: [record('order-drafted', n, { round, from: told.release })] };
}

/** 签发: to the leads that have not reported. The register gives the number. */
export function issueOrder(before: ItemState, event: Event<'issueOrder'>): Decision {
  return onCheckpoint(before, event.checkpoint, (checkpoint) => {
    const { label, n, order, round } = checkpoint;
    if (order === null || (order.status === 'drafted' && event.at < order.draftedAt)) {
      return refuse('no-order-drafted', { label });
    }
    if (order.status !== 'drafted') return refuse('order-issued', { label });
    if (event.signatory.trim() === '') return refuse('signatory-missing');
    const { replyBy, pending } = event;
    if (!replyBy.working) return refuse('not-a-working-day', { due: replyBy.at });
    if (replyBy.at <= event.at) return refuse('date-past', { due: replyBy.at });
    const counted = count(before, 'order');
    const { counts } = counted.state;
    const to = postsOf(['outstanding'], before, n);
    const said = { order: counted.step, due: replyBy.at };
    const issued: OrderState = {
      ...{ ...order, status: 'issued', n: counted.step, release: event.release, to },
      pending: pending.map((rung) => ({ ...rung, said })),
    };
    const state = {
      ...counted.state,
      counts: { ...counts, orderUnanswered: (counts.orderUnanswered ?? 0) + pending.length },
    };
    return {
      state: replace(state, { ...checkpoint, order: issued }),
      effects: [
        record('order-issued', n, { round, n: issued.n, signatory: event.signatory, to, replyBy: replyBy.at }),
        ...stageTo(to, checkpoint, answer(event, 'order', { step: issued.n, said })),
      ],
    };
  });
}

/** 回执, by a division that the order was sent to. Of joint leads one answers for all, unless each must report. */
export function replyOrder(before: ItemState, event: Event<'replyOrder'>): Decision {
  return onCheckpoint(before, event.checkpoint, (checkpoint) => {
    const { label, n, order } = checkpoint;
    const { actor, at, plan, person, due } = event;
    if (order?.to.includes(actor) !== true) return refuse('no-order-issued', { label });
    if (order.replies[actor] !== undefined) return refuse('order-replied', { label, at: order.replies[actor] });
    if (plan.trim() === '') return refuse('plan-missing');
    if (person.trim() === '') return refuse('person-missing');
    if (due <= at) return refuse('date-past', { due });
    const counted = count(before, 'orderReplied');
    const said = { order: order.n, by: actor, words: plan, due, person };
    return {
      state: replace(counted.state, { ...checkpoint, order: { ...order, replies: { ...order.replies, [actor]: at } } }),
      effects: [
        record('order-replied', n, { n: order.n, post: actor, plan, due, person }),
        ...stageTo([before.posts.office], checkpoint, answer(event, 'orderReplied', { step: counted.step, said })),
      ],
    };
  });
}

/** 撤回, of a draft or of an order issued; of that the divisions hear, if they have heard of the order. */
export function withdrawOrder(before: ItemState, event: Event<'withdrawOrder'>): Decision {
  return onCheckpoint(before, event.checkpoint, (checkpoint) => {
    const { label, n, order } = checkpoint;
    const { reason, at } = event;
    if (reason.trim() === '') return refuse('reason-missing');
    if (order === null || at < order.draftedAt) return refuse('no-order', { label });
    const state = replace(before, { ...checkpoint, order: null });
    const heard = order.release !== null && order.release <= at;
    const counted = count(state, 'orderWithdrawn');
    const said = { order: order.n, reason };
    return {
      state: heard ? counted.state : state,
      effects: [
        record('order-withdrawn', n, { n: order.n, reason }),
        untold(n, 'order-withdrawn'),
        ...(heard ? stageTo(order.to, checkpoint, answer(event, 'orderWithdrawn', { step: counted.step, said })) : []),
      ],
    };
  });
}

/**
 * What becomes of orders by all else that happens: the one place, so that no deed forgets them. The report answers an
 * order; a draft is only thrown away by it. Whatever gives the division time again, or ends the chase, takes an order back.
 */
export function settleOrders(before: ItemState, decided: Decided, event: Happening): Decided {
  let { state } = decided;
  if (state === before) return decided;
  const effects = [...decided.effects];
  for (const was of before.checkpoints) {
    const now = state.checkpoints.find(({ n }) => n === was.n);
    if (was.order === null || now === undefined || now.order === null) continue;
    const because = before.posts === state.posts ? endOf(was, now, { state, event }) : 'reassigned';
    const settled = because === null ? standing(was, now, state) : ended(now, now.order, because);
    if (settled === null) continue;
    state = replace(state, { ...now, order: settled.order });
    effects.push(...settled.effects);
  }
  return { state, effects };
}

type Decided = Exclude<Decision, { refusal: unknown }>;
type Happening = Exclude<ItemEvent, { type: 'assign' }>;

/** Why the order stands no more; `null` if it does. */
function endOf(
  was: CheckpointState,
  now: CheckpointState,
  { state, event }: { state: ItemState; event: Happening },
): string | null {
  if (state.status !== 'active') return state.status;
  if (now.status === 'dropped') return 'dropped';
  if (!isOpen(now)) return 'submitted';
  if (now.request !== null || now.lateFrom > was.lateFrom) return 'extended';
  // The office has not heard of it yet, and will by the new round's escalation, which drafts it again.
  const at = event.type === 'moment' ? event.now : event.at;
  return now.round > was.round && now.order?.status === 'drafted' && now.order.draftedAt > at ? 'postponed' : null;
}

interface Settled {
  order: OrderState | null;
  effects: Effect[];
}

function ended({ n }: CheckpointState, order: OrderState, because: string): Settled {
  const event = because === 'submitted' && order.status !== 'drafted' ? 'order-discharged' : 'order-withdrawn';
  return { order: null, effects: [record(event, n, { n: order.n, because }), untold(n, because)] };
}

/** Who has reported need not hear of an order that has yet to go out; once nobody is left to reply, the office need not hear so. */
function standing(was: CheckpointState, now: CheckpointState, { terms }: ItemState): Settled | null {
  const { n, order, reported } = now;
  if (order?.status !== 'issued') return null;
  const effects: Effect[] = order.to
    .filter((post) => reported[post] !== undefined && was.reported[post] === undefined)
    .map((post) => withdraw(n, ['order'], { because: 'submitted', post }));
  const replies = order.to.filter((post) => order.replies[post] !== undefined);
  const awaited = order.to.filter((post) => order.replies[post] === undefined && reported[post] === undefined);
  const done = awaited.length === 0 || (terms.jointLeads === 'one' && replies.length > 0);
  if (!done) return effects.length === 0 ? null : { order, effects };
  return {
    order: { ...order, status: 'replied', pending: [] },
    effects: [...effects, withdraw(n, ['orderUnanswered'], { because: 'order-replied' })],
  };
}

/** What asks something for an order that stands no more. */
function untold(n: number, because: string): WithdrawEffect {
  return withdraw(n, ['order', 'orderUnanswered'], { because });
}
