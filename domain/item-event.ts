import type { Instant } from './instant.js';
import type { Basis, Figure, ItemPosts, PostId, Rung, Said, Terms } from './item-state.js';
import type { Late } from './ladder.js';
import type { Rule } from './rule.js';

/**
 * What can happen to an item. Events carry instants only: the clocks they start were worked out from policy,
 * calendar and period by the shell that made them (`domain/make-event.ts`).
 */
export type ItemEvent =
  | AssignEvent
  | MomentEvent
  | (Deed & { type: 'acknowledge' })
  | (Deed & { type: 'dispute'; reason: string; pending: Rung[] })
  | (Deed & { type: 'insist'; post: PostId; reason: string; acknowledgement: Rung[] })
  | (Deed & { type: 'submit'; checkpoint: number; figures: Figure[]; review: Rung[] })
  | (Deed & { type: 'confirm'; checkpoint: number; post: PostId; agree: boolean; reason: string; review: Rung[] })
  | (Deed & { type: 'contribute'; checkpoint: number })
  | (Deed & { type: 'accept'; checkpoint: number })
  | (Deed & { type: 'return'; checkpoint: number; reason: string; clock: Clock })
  | (Deed & { type: 'requestExtension'; checkpoint: number; reason: string; due: DueDay; pending: Rung[] })
  | (Deed & {
      type: 'consentExtension';
      checkpoint: number;
      agree: boolean;
      reason: string;
      refused: Clock;
      pending: Rung[];
    })
  | (Deed & {
      type: 'decideExtension';
      checkpoint: number;
      grant: boolean;
      reason: string;
      due: DueDay | null;
      clock: Clock;
    })
  | (Deed & { type: 'issueOrder'; checkpoint: number; signatory: string; replyBy: DueDay; pending: Rung[] })
  | (Deed & { type: 'replyOrder'; checkpoint: number; plan: string; due: Instant; person: string })
  | (Deed & { type: 'withdrawOrder'; checkpoint: number; reason: string })
  | (Deed & { type: 'nudge'; checkpoint: number; words: string; quietSince: Instant })
  | (Deed & { type: 'instruct'; words: string })
  | (Deed & { type: 'reassign'; reason: string; from: Instant; posts: ItemPosts } & Restart)
  | (Deed & { type: 'addCheckpoint'; label: string; reason: string; from: Instant; due: DueDay; pending: Rung[] })
  | (Deed & {
      type: 'changeCheckpoint';
      checkpoint: number;
      label: string;
      reason: string;
      from: Instant;
      due: DueDay;
      clock: Clock;
    })
  | (Deed & { type: 'dropCheckpoint'; checkpoint: number; reason: string })
  | (Deed & { type: 'freeze'; reason: string })
  | (Deed & { type: 'resume'; reason: string; shifted: boolean } & Restart)
  | (Deed & { type: 'cancel'; reason: string })
  | (Deed & { type: 'decideCancel'; agree: boolean; reason: string })
  | (Deed & { type: 'close' })
  | (Deed & { type: 'reopen'; checkpoint: number; reason: string; due: DueDay; clock: Clock })
  | (Deed & { type: 'carry'; reason: string; to: string })
  | (Deed & { type: 'replan'; terms: Terms; clocks: Clock[] })
  | (Deed & {
      type: 'undelivered';
      reason: string;
      /** What the notice said, for the other contact. */
      said: Said;
      notice: NoticeKey;
      contact: 1 | 2;
      otherContact: boolean;
      waitUntil: Instant;
      clock: Clock | null;
    })
  | (Deed & { type: 'delivered'; checkpoint: number; round: number });

/** Who did it, when it was received (receipt decides "on time", however late the engine applies it), and when what follows may be told. */
export interface Deed {
  actor: PostId;
  at: Instant;
  release: Instant;
}

/** A date somebody set, at the policy's due time. */
export interface DueDay {
  at: Instant;
  /** Offices work on that day. */
  working: boolean;
}

/** The dates of a checkpoint in a new round, and all that is to be told from now on. */
export interface Clock {
  n: number;
  due: Instant;
  lateFrom: Instant;
  pending: Rung[];
}

/** The clocks of an item that begins anew: for other divisions, or after a freeze. */
export interface Restart {
  acknowledgement: Rung[];
  clocks: Clock[];
}

export interface AssignEvent {
  type: 'assign';
  at: Instant;
  /** When the assignment goes out. */
  release: Instant;
  posts: ItemPosts;
  /** See `ItemState.lead`. */
  lead: number;
  terms: Terms;
  targets: { quantity: number; paced: boolean }[];
  acknowledgement: Rung[];
  checkpoints: { label: string; from: Instant; due: Instant; pending: Rung[] }[];
}

/** A timer fired. It carries the moment it was set for, so that it is applied once however often it is delivered. */
export interface MomentEvent extends Late {
  type: 'moment';
  moment: Instant;
  now: Instant;
  /** The clocks of a handover that is due by then. */
  handover: Restart | null;
}

export type Effect =
  | { type: 'stage'; notice: StagedNotice }
  | WithdrawEffect
  | { type: 'record'; event: string; checkpoint: number; detail: Record<string, unknown> };

export interface WithdrawEffect {
  type: 'withdraw';
  checkpoint: number | 'any';
  rules: readonly Rule[];
  because: string;
  post?: PostId;
  /** Only what was to go out later than this. */
  after?: Instant;
}

/** Unique within its item. Checkpoint 0 means the item as a whole. */
export interface NoticeKey {
  checkpoint: number;
  round: number;
  rule: Rule;
  step: number;
  post: PostId;
}

export interface StagedNotice extends NoticeKey {
  release: Instant;
  basis: Basis;
  said: Said;
  /** 2: the post's other contact, because the first was not reached. */
  contact: 1 | 2;
}

export type RefusalCode =
  | 'not-assigned'
  | 'item-closed'
  | 'item-frozen'
  | 'not-frozen'
  | 'not-closed'
  | 'not-your-item'
  | 'leads-only'
  | 'heads-only'
  | 'office-only'
  | 'leader-only'
  | 'approver-only'
  | 'already-acknowledged'
  | 'already-disputed'
  | 'not-disputed'
  | 'no-such-checkpoint'
  | 'checkpoint-past'
  | 'checkpoint-dropped'
  | 'under-review'
  | 'already-reported'
  | 'already-accepted'
  | 'nothing-submitted'
  | 'nothing-drafted'
  | 'no-such-target'
  | 'reason-missing'
  | 'words-missing'
  | 'label-missing'
  | 'checkpoints-open'
  | 'extension-after-due'
  | 'extension-pending'
  | 'extensions-used-up'
  | 'no-extension-request'
  | 'consent-missing'
  | 'consent-not-asked'
  | 'date-missing'
  | 'date-not-later'
  | 'date-past'
  | 'not-a-working-day'
  | 'no-order-drafted'
  | 'order-issued'
  | 'no-order-issued'
  | 'no-order'
  | 'order-replied'
  | 'signatory-missing'
  | 'plan-missing'
  | 'person-missing'
  | 'nudged-recently'
  | 'nothing-to-nudge'
  | 'no-lead'
  | 'same-divisions'
  | 'no-cancel-request'
  | 'cancel-pending';

export interface Refusal {
  code: RefusalCode;
  data: Record<string, unknown>;
}
