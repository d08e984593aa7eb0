import type { Effect } from './item-event.js';
import type { ItemState, Rule, Rung } from './item-state.js';
import { postsOf } from './ladder.js';

/** What concerns the item as a whole, in the place of a checkpoint. */
export const WHOLE = { n: 0, round: 1 };

/** One notice for each post that the rung is for now. */
export function stage(state: ItemState, { n, round }: { n: number; round: number }, rung: Rung): Effect[] {
  const { rule, step, release } = rung;
  return postsOf(rung.to, state).map((post) => ({
    type: 'stage',
    notice: { checkpoint: n, round, rule, step, post, release },
  }));
}

/** For the audit trail. */
export function record(event: string, checkpoint: number, detail: Record<string, unknown>): Effect {
  return { type: 'record', event, checkpoint, detail };
}

/** Takes back what is staged and has not been claimed. */
export function withdraw(checkpoint: number | 'any', rules: Rule[], because: string): Effect & { type: 'withdraw' } {
  return { type: 'withdraw', checkpoint, rules, because };
}
