import type { CheckpointState, ItemState } from './item-state.js';
import type { Instant } from './instant.js';
import { climbable, postsOf } from './ladder.js';
import { chasing, type Rule } from './rule.js';

/** What is told next of a checkpoint, at one release, unless its report comes before. */
export interface Following {
  at: Instant;
  rules: Rule[];
  /** Whom an escalation goes to. */
  to: ('leader' | 'office' | 'principal')[];
}

/** `null` where nothing is planned after `now`. */
export function whatFollows(state: ItemState, checkpoint: CheckpointState, now: Instant): Following | null {
  if (state.status !== 'active') return null;
  const ahead = climbable(checkpoint).filter(({ rule, release }) => chasing.includes(rule) && release > now);
  if (ahead.length === 0) return null;
  const at = Math.min(...ahead.map(({ release }) => release));
  const next = ahead.filter(({ release }) => release === at);
  const audience = next.flatMap(({ rule, to }) => (rule === 'escalation' ? to : []));
  const told = postsOf(audience, state, checkpoint.n);
  return {
    at,
    rules: [...new Set(next.map(({ rule }) => rule))],
    to: (['leader', 'office', 'principal'] as const).filter((kind) => told.some((post) => post === state.posts[kind])),
  };
}
