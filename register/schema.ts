import type { ColumnType, JSONColumnType } from 'kysely';
import type { CommandBody } from '../domain/command.js';
import type { Instant } from '../domain/instant.js';
import type { HolidayNotice, PinnedCalendar } from '../domain/calendar/working-calendar.js';
import type { CountedCheckpoint } from '../domain/counted-checkpoint.js';
import type { CheckpointStatus, ItemState, ItemStatus } from '../domain/item-state.js';
import type { PostKind } from '../domain/notice.js';
import type { Answering } from '../domain/compare-plans.js';
import type { DivisionRole, SourcePlace, Target } from '../domain/plan.js';
import type { PolicyChanges } from '../domain/policy.js';
import type { CommandTable, EvidenceTable, SubmissionTable } from './command-tables.js';
import type { DraftFileTable, DraftTable, LinkTable } from './division-tables.js';
import type { OrderTable } from './order-table.js';
import type { AttachmentTable, MailDecision, MailTable, NoticeTable } from './outbox/tables.js';
import type { ReceivedMailTable } from './replies/received-mail-table.js';
import type { ShortMessageTable } from './short/tables.js';
import type { AnchoredHeadTable, AuditAnchorTable, AuditTable } from './audit-tables.js';

export type { AuditAnchorTable } from './audit-tables.js';
export type { MailDecision, MailState, NoticeState } from './outbox/tables.js';

/** timestamptz: read as an `Instant`; written and compared by way of `timestamp()`. */
type At = Instant;
type AtOrNull = Instant | null;
type Json<T extends object> = JSONColumnType<T, string, string>;

export interface Register {
  campaign: CampaignTable;
  post: { id: string; kind: PostKind; name: string };
  person: { id: string; name: string; mailbox: string };
  /** Contact 2 is tried when mail does not reach contact 1. */
  holding: { post_id: string; person_id: string; contact: 1 | 2 };
  delegation: DelegationTable;
  /** How a person wants routine mail, where he has said so. `HH:mm`. */
  preference: {
    person_id: string;
    daily: boolean;
    quiet_from: string | null;
    quiet_to: string | null;
    weekly: boolean;
  };
  plan_version: PlanVersionTable;
  bulk: BulkTable;
  holiday_notice: HolidayNoticeTable;
  item: ItemTable;
  item_post: {
    item_id: string;
    post_id: string;
    role: DivisionRole | 'head' | 'leader' | 'office' | 'principal';
    position: number;
    /** Of a head: the lead whose reports it signs. */
    for_post: string | null;
  };
  checkpoint: CheckpointTable;
  command: CommandTable;
  submission: SubmissionTable;
  evidence: EvidenceTable;
  notice: NoticeTable;
  mail: MailTable;
  attachment: AttachmentTable;
  /** What a person decided about a mail in doubt, or one refused. */
  mail_decision: { mail_id: string; at: At; post_id: string; decision: MailDecision };
  link: LinkTable;
  draft: DraftTable;
  draft_file: DraftFileTable;
  received_mail: ReceivedMailTable;
  /** Notices that other channels have still to tell of; messages to groups and people; what each tells of. */
  short_due: { notice_id: string };
  short_message: ShortMessageTable;
  short_notice: { notice_id: string; message_id: string };
  /** What a person decided about one in doubt. */
  short_decision: { message_id: string; at: At; post_id: string; decision: MailDecision };
  mobile: { person_id: string; number: string };
  supervision_order: OrderTable;
  /** The last number that an office has given to an order in a year. */
  order_counter: { office_id: string; year: number; last: number };
  audit: AuditTable;
  audit_anchor: AuditAnchorTable;
  anchored_head: AnchoredHeadTable;
  /** A register that was read back from dossiers to be consulted: nothing in it is woken, nothing is sent. */
  at_rest: { id: 1; since: At };
  /** `weekly`: the Monday of the last week whose digests were made. */
  dispatch_wake: { id: 1; wake_at: At; signalled: boolean; weekly: string | null };
  bulletin: BulletinTable;
  bulletin_row: { campaign_id: string; period: string; position: number; counted: Json<CountedCheckpoint> };
  /** Of the register from a backup. Not reconciled with what had happened since the backup: nothing is sent. */
  restoration: { restored_at: At; backed_up_at: At; reconciled_at: AtOrNull };
}

/** A document's item, or one made by hand (领导批示件, 交办件), or carried over from last year. */
export type ItemOrigin = 'document' | 'instruction' | 'assigned' | 'carried';

/** By the days of the campaign's zone, both inclusive. */
export interface DelegationTable {
  id: string;
  person_id: string;
  stand_in: string;
  from_day: string;
  to_day: string;
  reason: string;
  at: At;
}

/** The documents a campaign was launched by and revised by; 1 is the first. */
export interface PlanVersionTable {
  campaign_id: string;
  n: number;
  document: string;
  document_name: string;
  document_number: string;
  at: At;
  by: string;
  reason: string;
}

/** Commands to many items at once, given item by item by a resumable activity. */
export interface BulkTable {
  id: string;
  campaign_id: string;
  commands: Json<{ itemId: string; body: CommandBody }[]>;
  actor: string;
  at: At;
  done_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
}

/** A year's holiday notice that the office has entered by hand. */
export interface HolidayNoticeTable extends HolidayNotice {
  year: number;
  source: string;
  at: At;
  /** From 1: how often it was entered anew. */
  revision: ColumnType<number, number | undefined, number>;
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
  policy: Json<PolicyChanges>;
  calendar_version: string;
  /** The holiday notices its dates are worked out by; null where it was launched before they were kept. */
  calendar: ColumnType<PinnedCalendar | null, string | null, string | null>;
  /** When its last item ended. */
  ended_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  launched_at: At;
  launched_by: string;
  /** When the assignments go out. */
  assignment_release: At;
  /** How many anchors its trails have, and the hash of the last. */
  anchors: ColumnType<number, number | undefined, number>;
  anchor_hash: ColumnType<string, string | undefined, string>;
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
  /** Whether it has ended, in whatever way. */
  closed: boolean;
  status: ColumnType<ItemStatus, ItemStatus | undefined, ItemStatus>;
  origin: ColumnType<ItemOrigin, ItemOrigin | undefined, ItemOrigin>;
  /** Who answers as its document has it, by name; null where it has none, or was recorded before that was kept. */
  planned_answering: ColumnType<Answering | null, string | null | undefined, string | null>;
  /** The item of last year's campaign that it goes on with. */
  carried_from: ColumnType<string | null, string | null | undefined, string | null>;
  /** When and by which post it was added to a running campaign; null for those it was launched with. */
  added_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  added_by: ColumnType<string | null, string | null | undefined, string | null>;
  /** The soonest date a report is due. */
  next_due: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  /** What its light follows from; see `register/lights.ts`. Whether a checkpoint has begun. */
  begun: ColumnType<boolean, boolean | undefined, boolean>;
  /** From when a checkpoint is near, late or behind: 1970 where it is already. */
  yellow_from: ColumnType<Instant | null, never, never>;
  /** After which a report is overdue. */
  red_from: ColumnType<Instant | null, never, never>;
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
  original_due_at: At;
  /** The office added it; no document has it. */
  by_hand: ColumnType<boolean, boolean | undefined, boolean>;
  /** Behind pace by the figures last reported. */
  behind: ColumnType<boolean, boolean | undefined, boolean>;
  /** The date asked for, while an extension is asked for. */
  requested_due_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  extensions: ColumnType<number, number | undefined, number>;
  returns: ColumnType<number, number | undefined, number>;
  /** The date that puts it into a period: `movesReportDue` in domain/report-account.ts. */
  report_due_at: At;
  /** The posts that answer for it; once it is reported, those that did. */
  leads: string[];
  leader: string | null;
}

/** A bulletin (督查通报) that fell due, or was issued. `period`: 2050-03, 2050-Q1. */
export interface BulletinTable {
  campaign_id: string;
  period: string;
  due_at: At;
  /** From then on nothing of it changes; the columns below and its rows are as it was issued. */
  issued_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
  issued_by: ColumnType<string | null, string | null | undefined, string | null>;
  /** What it says, and the form it was set in, whose shapes those know who write them. */
  report: ColumnType<object | null, string | null | undefined, string | null>;
  form: ColumnType<object | null, string | null | undefined, string | null>;
}
