import type { Instant } from './instant.js';
import type { ItemPosts, PostId, Rule, Rung } from './item-state.js';
import type { Late } from './ladder.js';

/**
 * What can happen to an item. Events carry instants only: the clocks they start were worked out from policy,
 * calendar and period by the shell that made them (`domain/make-event.ts`).
 */
export type ItemEvent =
  | AssignEvent
  | MomentEvent
  | (Stamp & { type: 'acknowledge' })
  | (Stamp & { type: 'submit'; checkpoint: number; review: Rung[] })
  | (Stamp & { type: 'accept'; checkpoint: number; release: Instant })
  | (Stamp & { type: 'return'; checkpoint: number; reason: string; due: Instant; pending: Rung[]; release: Instant })
  | (Stamp & { type: 'close'; release: Instant });

/** Who did it, and when it was received: receipt decides "on time", however late the engine applies it. */
interface Stamp {
  actor: PostId;
  at: Instant;
}

export interface AssignEvent {
  type: 'assign';
  at: Instant;
  /** When the assignment goes out. */
  release: Instant;
  posts: ItemPosts;
  /** See `ItemState.lead`. */
  lead: number;
  acknowledgement: Rung[];
  checkpoints: { label: string; from: Instant; due: Instant; pending: Rung[] }[];
}

/** A timer fired. It carries the moment it was set for, so that it is applied once however often it is delivered. */
export interface MomentEvent extends Late {
  type: 'moment';
  moment: Instant;
  now: Instant;
}

export type Effect =
  | { type: 'stage'; notice: StagedNotice }
  | { type: 'withdraw'; checkpoint: number | 'any'; rules: Rule[]; post?: PostId; because: string }
  | { type: 'record'; event: string; checkpoint: number; detail: Record<string, unknown> };

/** Unique by checkpoint, round, rule, step and post within its item. Checkpoint 0 means the item as a whole. */
export interface StagedNotice {
  checkpoint: number;
  round: number;
  rule: Rule;
  step: number;
  post: PostId;
  release: Instant;
}

export type RefusalCode =
  | 'not-assigned'
  | 'item-closed'
  | 'not-your-item'
  | 'leads-only'
  | 'office-only'
  | 'already-acknowledged'
  | 'no-such-checkpoint'
  | 'checkpoint-past'
  | 'under-review'
  | 'already-accepted'
  | 'nothing-submitted'
  | 'reason-missing'
  | 'checkpoints-open';

export interface Refusal {
  code: RefusalCode;
  data: Record<string, unknown>;
}
