import type { Instant } from './instant.js';

/** Opaque id of a post (岗位): what a notice is addressed to. */
export type PostId = string;

/** Who answers for an item. `null` where the plan names nobody. */
export interface ItemPosts {
  leads: PostId[];
  supporting: PostId[];
  leader: PostId | null;
  office: PostId;
  principal: PostId | null;
}

/** The rule a notice comes from. */
export type Rule =
  | 'assignment'
  | 'acknowledgement'
  | 'opening'
  | 'reminder'
  | 'overdue'
  | 'escalation'
  | 'review'
  | 'return'
  | 'acceptance'
  | 'closing';

export type Audience = 'leads' | 'divisions' | 'unacknowledged' | 'leader' | 'office' | 'principal';

/**
 * One step of a ladder of notices: told to `to` at `release` unless the work is done by then.
 * `step` is the working days before due for a reminder, the ordinal for an escalation, else 0, 1 …
 */
export interface Rung {
  rule: Rule;
  step: number;
  release: Instant;
  to: Audience[];
}

export type CheckpointStatus = 'past' | 'ahead' | 'open' | 'submitted' | 'returned' | 'accepted';

export interface CheckpointState {
  /** 1-based, in the order of due dates. */
  n: number;
  label: string;
  /** First instant of the span reported on. */
  from: Instant;
  /** Due in this round. */
  due: Instant;
  status: CheckpointStatus;
  /** 1 at first; a return begins a new one. */
  round: number;
  /** When the division handed in what is now under review or accepted. */
  submittedAt: Instant | null;
  /** Submitted after it was due, in any round; stays for good. */
  late: boolean;
  /** What is still to be told in this round, soonest first. */
  pending: Rung[];
}

/** The whole state of an item, as the register holds it and `decide` moves it. */
export interface ItemState {
  posts: ItemPosts;
  status: 'active' | 'closed';
  assignedAt: Instant;
  /** Milliseconds by which the item wakes ahead of each release, so that items with one due date do not wake together. */
  lead: number;
  acknowledged: Record<PostId, Instant>;
  /** The acknowledgement ladder. */
  pending: Rung[];
  checkpoints: CheckpointState[];
}
