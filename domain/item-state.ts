import type { Instant } from './instant.js';
import type { Rule } from './rule.js';

/** Opaque id of a post (岗位): what a notice is addressed to. */
export type PostId = string;

/** Who answers for an item. `null` where the plan names nobody. */
export interface ItemPosts {
  leads: PostId[];
  supporting: PostId[];
  leader: PostId | null;
  office: PostId;
  principal: PostId | null;
  /** Of a lead: the head who signs what it reports (报送前审签). */
  heads: Record<PostId, PostId>;
}

export type Audience =
  'leads' | 'outstanding' | 'divisions' | 'successors' | 'unacknowledged' | 'heads' | 'leader' | 'office' | 'principal';

/** What a release counts from: so many working days (negative: before) from the day of `at`. The answer to 为何收到此通知. */
export interface Basis {
  of: 'opens' | 'due' | 'restart' | 'assignment' | 'dispute' | 'submission' | 'request' | 'reply' | 'deed';
  at: Instant;
  days: number;
}

/**
 * One step of a ladder of notices: told to `to` at `release` unless the work is done by then.
 * `step` is the working days before due for a reminder, else counts from 1.
 */
export interface Rung {
  rule: Rule;
  step: number;
  release: Instant;
  to: Audience[];
  basis: Basis;
  said?: Said;
}

/** What the deed that a notice follows from said, as its reader needs it. */
export interface Said {
  reason?: string;
  /** Of a nudge or an instruction. */
  words?: string;
  /** The date that holds now, and the one before. */
  due?: Instant;
  before?: Instant;
  /** The date asked for. */
  asked?: Instant;
  agreed?: boolean;
  dropped?: boolean;
  shifted?: boolean;
  behind?: Behind[];
  /** When other divisions take over, and which. */
  from?: Instant;
  leads?: PostId[];
  supporting?: PostId[];
  /** The notice that did not arrive. */
  notice?: { rule: Rule; step: number; post: PostId };
  contact?: 1 | 2;
  /** The division that asks, or answers. */
  by?: PostId;
  /** The supervision order that it is about: the how-manieth of the item. */
  order?: number;
  /** Who sees to the work, by the reply to an order. */
  person?: string;
}

/** A target whose reported share of the whole lies under the elapsed share of the time by more than the margin. */
export interface Behind {
  target: number;
  /** 0 to 1 and over: what was reported, of what is to be reached. */
  reached: number;
  /** 0 to 1: how much of the item's time is over when the checkpoint is due. */
  elapsed: number;
}

export type CheckpointStatus = 'past' | 'ahead' | 'open' | 'submitted' | 'returned' | 'accepted' | 'dropped';

/** How far a target is, as reported: `target` counts the item's targets from 0. */
export interface Figure {
  target: number;
  value: number;
}

export interface ExtensionRequest {
  by: PostId;
  at: Instant;
  /** The date asked for. */
  due: Instant;
  /** The leader has agreed, where policy asks for that. */
  consent: boolean;
}

/** A supervision order (督办通知单) that stands. The register has its number, its text, and those that stand no more. */
export interface OrderState {
  /** A draft waits for the office to sign and issue it; an order that was issued, for the reply slip (回执). */
  status: 'drafted' | 'issued' | 'replied';
  /** The how-manieth issued of the item, from 1; 0 for a draft. */
  n: number;
  /** When the office hears of the draft: not before can it be issued. */
  draftedAt: Instant;
  /** When the divisions hear of the order. */
  release: Instant | null;
  /** The leads it was sent to. */
  to: PostId[];
  replies: Record<PostId, Instant>;
  /** What is told while no reply comes. */
  pending: Rung[];
}

export interface CheckpointState {
  /** From 1; fixed for good, whatever becomes of the dates. */
  n: number;
  label: string;
  /** First instant of the span reported on. */
  from: Instant;
  /** Due in this round. */
  due: Instant;
  /** Due as first planned; stays on record. */
  originalDue: Instant;
  /** What overdue and escalations count from: `due`, or later where it would be unfair (a refusal or a resumption came after it). */
  lateFrom: Instant;
  status: CheckpointStatus;
  /** 1 at first. A return, an extension (granted or refused), a new date, a new division or a resumption begins a new one, with its own notices. */
  round: number;
  /** When the division handed in what is now under review or accepted. */
  submittedAt: Instant | null;
  /** Submitted after it was due, in any round; stays for good. */
  late: boolean;
  /** Behind pace (落后序时进度), by the figures last reported. */
  behind: boolean;
  returns: number;
  /** The leads that have reported in this round; where each must, the others are still chased. */
  reported: Record<PostId, Instant>;
  /** Reports that wait for the signature of the division's head. */
  drafts: Record<PostId, { at: Instant; figures: Figure[] }>;
  /** Asked for so far. */
  extensions: number;
  request: ExtensionRequest | null;
  /** Escalations wait until then, because a notice did not reach the division. */
  hold: Instant | null;
  /** What is still to be told in this round, soonest first. */
  pending: Rung[];
  order: OrderState | null;
}

/** The campaign's rules that `decide` itself must know; the rest of the policy is in the clocks that events carry. */
export interface Terms {
  /** Of joint leads (联合牵头): whether one submission serves or each must submit. */
  jointLeads: 'one' | 'each';
  /** A division's report must be signed by its head before it reaches the office, where the roster names one. */
  confirmation: boolean;
  extensions: { atMost: number; leaderConsent: boolean };
  /** Share of the target (0 to 1) by which a report may lie under the elapsed share of the time. */
  paceMargin: number;
  /** Whether the principal (or else the leader) must approve that an item is cancelled. */
  cancelApproval: boolean;
  /** Versions of the policy and the calendar that the clocks were made by. */
  policy: string;
  calendar: string;
}

export type ItemStatus = 'active' | 'frozen' | 'closed' | 'cancelled' | 'carried';

/** The whole state of an item, as the register holds it and `decide` moves it. */
export interface ItemState {
  /** Of the shape of this state: `upgradeState` brings an older one here. */
  schema: typeof SCHEMA;
  /** The number of the rules by which it was last moved. */
  rules: number;
  terms: Terms;
  posts: ItemPosts;
  status: ItemStatus;
  assignedAt: Instant;
  /** Milliseconds by which the item wakes ahead of each release, so that items with one due date do not wake together. */
  lead: number;
  /** Of what concerns the item as a whole, as `CheckpointState.round`. */
  round: number;
  acknowledged: Record<PostId, Instant>;
  /** Posts that say the item is not theirs (申请调整责任单位), until the office answers. */
  disputed: Record<PostId, Instant>;
  /** The item's own ladders: acknowledgement, disputes. */
  pending: Rung[];
  checkpoints: CheckpointState[];
  /** The figures to be reached, in the order of the item's targets; those that are no growing quantity have no pace. */
  targets: { quantity: number; paced: boolean }[];
  frozenAt: Instant | null;
  /** Other divisions take over then. */
  handover: Handover | null;
  /** The office has asked that the item be cancelled. */
  cancelling: { at: Instant; reason: string } | null;
  lastNudge: Instant | null;
  /** How many notices of a rule were caused by hand, for their steps. */
  counts: Partial<Record<Rule, number>>;
}

export interface Handover {
  at: Instant;
  posts: ItemPosts;
}

export const SCHEMA = 3;
/** Raised with every change of a rule, so that it can be seen by which an item was moved. */
export const RULES = 4;
