import type { Instant } from './instant.js';
import type { Deed, Effect, WithdrawEffect } from './item-event.js';
import type { Audience, ItemState, PostId, Rung, Said } from './item-state.js';
import { postsOf, type Addressed } from './ladder.js';
import type { Rule } from './rule.js';

/** What a notice is about: a checkpoint in its round, or, as 0, the item as a whole. */
export interface About {
  n: number;
  round: number;
}

export function whole(state: Pick<ItemState, 'round'>): About {
  return { n: 0, round: state.round };
}

/** One notice for each post that the rung is for now. */
export function stage(state: Addressed, about: About, rung: Rung): Effect[] {
  return stageTo(postsOf(rung.to, state, about.n), about, rung);
}

/** A post that is named twice is told once. */
export function stageTo(posts: PostId[], { n, round }: About, rung: Omit<Rung, 'to'>): Effect[] {
  const { rule, step, release, basis, said = {} } = rung;
  return [...new Set(posts)].map((post) => ({
    type: 'stage',
    notice: { checkpoint: n, round, rule, step, post, release, basis, said, contact: 1 },
  }));
}

/** A rung that follows from a deed at once. */
export function answer(
  deed: Pick<Deed, 'at' | 'release'>,
  rule: Rule,
  { to = [], step = 1, said = {} }: { to?: Audience[]; step?: number; said?: Said },
): Rung {
  return { rule, step, release: deed.release, to, basis: { of: 'deed', at: deed.at, days: 0 }, said };
}

/** For the audit trail. */
export function record(event: string, checkpoint: number, detail: Record<string, unknown>): Effect {
  return { type: 'record', event, checkpoint, detail };
}

/** Takes back what is staged and has not been claimed; with `after`, what goes out later than that. */
export function withdraw(
  checkpoint: number | 'any',
  rules: readonly Rule[],
  why: { because: string; post?: PostId; after?: Instant },
): WithdrawEffect {
  return { type: 'withdraw', checkpoint, rules, ...why };
}
