import type { ColumnType, JSONColumnType } from 'kysely';
import type { Answer, CommandBody, CommandKind } from '../domain/command.js';
import type { Instant } from '../domain/instant.js';
import type { CheckpointStatus, ItemState, Rule } from '../domain/item-state.js';
import type { PostKind } from '../domain/notice.js';
import type { DivisionRole, SourcePlace, Target } from '../domain/plan.js';
import type { Policy } from '../domain/policy.js';

/** timestamptz: read as an `Instant`; written and compared by way of `timestamp()`. */
type At = Instant;
type AtOrNull = Instant | null;
type Json<T extends object> = JSONColumnType<T, string, string>;

export interface Register {
  campaign: CampaignTable;
  post: { id: string; kind: PostKind; name: string };
  person: { id: string; name: string; mailbox: string };
  holding: { post_id: string; person_id: string };
  item: ItemTable;
  item_post: {
    item_id: string;
    post_id: string;
    role: DivisionRole | 'leader' | 'office' | 'principal';
    position: number;
  };
  checkpoint: CheckpointTable;
  command: CommandTable;
  submission: SubmissionTable;
  evidence: { submission_id: string; sha256: string; name: string; size: number; position: number };
  notice: NoticeTable;
  mail: MailTable;
  audit: AuditTable;
  dispatch_wake: { id: 1; wake_at: At; signalled: boolean };
}

export interface CampaignTable {
  id: string;
  title: string;
  issuer: string;
  principal: string;
  /** In which its span begins. */
  year: number;
  /** The time it runs over, as an official writes it: 2017年, 2017—2018学年度. */
  span: string;
  /** 发文字号 of the plan document; empty when it has none. */
  document_number: string;
  /** SHA-256 of the plan document, which is kept among the evidence. */
  document: string;
  document_name: string;
  policy: Json<Policy>;
  calendar_version: string;
  launched_at: At;
  launched_by: string;
  /** When the assignments go out. */
  assignment_release: At;
}

export interface ItemTable {
  id: string;
  campaign_id: string;
  position: number;
  code: string;
  heading: string;
  title: string;
  contents: Json<string[]>;
  measures: Json<string[]>;
  deadline_text: string;
  targets: Json<Target[]>;
  source: Json<SourcePlace>;
  /** Null until the item's workflow has assigned it. */
  state: ColumnType<ItemState | null, string | null, string | null>;
  closed: boolean;
  next_moment: AtOrNull;
  /** Why the item waits for a person; null when all is well. */
  flagged: string | null;
  audit_seq: number;
  audit_hash: string;
}

export interface CheckpointTable {
  item_id: string;
  n: number;
  label: string;
  from_day: string;
  due_day: string;
  /** How the due day follows from the document's text; empty where it was recorded before that was kept. */
  why: string;
  mark: string | null;
  contents: Json<string[]>;
  due_at: At;
  near_from: AtOrNull;
  status: CheckpointStatus;
  round: number;
  submitted_at: AtOrNull;
  late: boolean;
}

export interface CommandTable {
  id: string;
  item_id: string;
  kind: CommandKind;
  actor: string;
  at: At;
  body: Json<CommandBody>;
  answer: ColumnType<Answer | null, string | null, string | null>;
}

export interface SubmissionTable {
  id: string;
  item_id: string;
  checkpoint: number;
  round: number;
  actor: string;
  at: At;
  text: string;
  late: boolean;
}

export type NoticeState = 'staged' | 'withdrawn' | 'claimed';

export interface NoticeTable {
  id: string;
  item_id: string;
  checkpoint: number;
  round: number;
  rule: Rule;
  step: number;
  post_id: string;
  release_at: At;
  staged_at: At;
  state: NoticeState;
  withdrawn_because: string | null;
  mail_id: string | null;
}

export type MailState = 'pending' | 'sending' | 'accepted' | 'rejected' | 'unknown';

export interface MailTable {
  id: string;
  person_id: string;
  name: string;
  mailbox: string;
  subject: string;
  text: string;
  html: string;
  /** Carries an escalation: in `unknown` it is a person's decision, never resent by itself. */
  escalation: boolean;
  state: MailState;
  created_at: At;
  next_attempt_at: AtOrNull;
  attempts: number;
  resent: boolean;
  outcome: string;
  finished_at: AtOrNull;
}

export interface AuditTable {
  item_id: string;
  seq: number;
  at: At;
  actor: string;
  event: string;
  checkpoint: number;
  detail: Json<Record<string, unknown>>;
  hash: string;
}
