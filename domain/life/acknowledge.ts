import { answer, record, stage, stageTo, whole, withdraw } from '../effects.js';
import type { Instant } from '../instant.js';
import type { Effect, ItemEvent } from '../item-event.js';
import type { ItemState, PostId, Said } from '../item-state.js';
import { postsOf, type Addressed } from '../ladder.js';
import { count, refuse, type Decision } from './decision.js';

type Event<T extends ItemEvent['type']> = Extract<ItemEvent, { type: T }>;

/** 签收. */
export function acknowledge(state: ItemState, { actor, at }: Event<'acknowledge'>): Decision {
  const known = state.acknowledged[actor];
  return known === undefined ? acknowledged(state, actor, at) : refuse('already-acknowledged', { at: known });
}

/** To hand in a report is to have the item in hand: it signs, too. */
export function acknowledged(state: ItemState, actor: PostId, at: Instant): { state: ItemState; effects: Effect[] } {
  if (state.acknowledged[actor] !== undefined) return { state, effects: [] };
  const settled = settle(state, actor, 'acknowledged');
  const next = { ...settled.state, acknowledged: { ...state.acknowledged, [actor]: at } };
  return {
    state: withoutIdle(next),
    effects: [record('acknowledged', 0, { post: actor }), unchased(next, actor, 'acknowledged'), ...settled.effects],
  };
}

/** 申请调整责任单位: nobody is chased to sign for what they say is not theirs; the dates stand until the office answers. */
export function dispute(state: ItemState, event: Event<'dispute'>): Decision {
  const { actor, at, reason } = event;
  if (reason.trim() === '') return refuse('reason-missing');
  if (state.disputed[actor] !== undefined) return refuse('already-disputed', { at: state.disputed[actor] });
  const said: Said = { reason, by: actor };
  const counted = count(state, 'disputed');
  const next = { ...counted.state, disputed: { ...state.disputed, [actor]: at } };
  return {
    state: withoutIdle({ ...next, pending: [...next.pending, ...event.pending.map((rung) => ({ ...rung, said }))] }),
    effects: [
      record('disputed', 0, { post: actor, reason }),
      unchased(next, actor, 'disputed'),
      ...stage(state, whole(state), answer(event, 'disputed', { to: ['office'], step: 2 * counted.step - 1, said })),
    ],
  };
}

/** The office answers a dispute: the item stays where it is. The days to sign for it begin again, for all leads that have not. */
export function insist(state: ItemState, event: Event<'insist'>): Decision {
  const { post, reason } = event;
  if (reason.trim() === '') return refuse('reason-missing');
  if (state.disputed[post] === undefined) return refuse('not-disputed');
  const settled = settle(state, post, 'insisted');
  const again = state.posts.leads.includes(post) && state.acknowledged[post] === undefined;
  const kept = settled.state.pending.filter((rung) => !again || rung.rule !== 'unacknowledged');
  const next: ItemState = {
    ...settled.state,
    round: state.round + 1,
    pending: [...kept, ...(again ? event.acknowledgement : [])],
  };
  return {
    state: next,
    effects: [
      record('insisted', 0, { post, reason }),
      ...settled.effects,
      ...(again ? [withdraw('any', ['unacknowledged'], { because: 'insisted', after: event.at })] : []),
      ...stageTo([post], whole(next), answer(event, 'disputeAnswered', { said: { reason } })),
    ],
  };
}

/** Without the post's dispute; the office is reminded of the others still. */
function settle(state: ItemState, post: PostId, because: string): { state: ItemState; effects: Effect[] } {
  if (state.disputed[post] === undefined) return { state, effects: [] };
  const { [post]: _, ...disputed } = state.disputed;
  if (Object.keys(disputed).length > 0) return { state: { ...state, disputed }, effects: [] };
  const pending = state.pending.filter((rung) => rung.rule !== 'disputed');
  return { state: { ...state, disputed, pending }, effects: [withdraw('any', ['disputed'], { because })] };
}

/** The post is not asked to sign any more; nor is the office told, once nobody is left. */
function unchased(state: ItemState, post: PostId, because: string): Effect {
  return withdraw('any', ['unacknowledged'], { because, ...(hasUnsigned(state) ? { post } : {}) });
}

/** Once nobody is left to be chased for a signature, the office need not hear of it either. */
export function withoutIdle(state: ItemState): ItemState {
  if (hasUnsigned(state)) return state;
  return { ...state, pending: state.pending.filter((rung) => rung.rule !== 'unacknowledged') };
}

function hasUnsigned(state: Addressed): boolean {
  return postsOf(['unacknowledged'], state).length > 0;
}

/** Whether somebody is to be chased to sign; not for what is all past. */
export function awaitsSignature(state: ItemState): boolean {
  const { checkpoints } = state;
  return hasUnsigned(state) && (checkpoints.length === 0 || checkpoints.some(({ status }) => status !== 'past'));
}
