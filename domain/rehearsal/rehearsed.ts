import type { Day, Instant } from '../instant.js';
import type { PostKind } from '../notice.js';
import type { PlanSpan } from '../plan-span.js';
import type { Rule } from '../rule.js';
import type { Launch } from './punctual.js';

export interface Rehearsal {
  title: string;
  span: PlanSpan;
  /** How many. */
  items: number;
  launch: Launch;
  /** Every notice that goes out, in order of release; of one release, in the order of the plan. */
  notices: RehearsedNotice[];
  /** The same as mails, in order of release: one for each person and release. */
  mails: RehearsedMail[];
  /** By recipient: divisions, heads, leaders, office, principal; of these, who gets most first. */
  totals: Total[];
  busyDays: BusyDay[];
  /** The checkpoints that are tracked, as planned. */
  dues: { day: Day; item: string; checkpoint: string }[];
  warnings: RehearsalWarning[];
}

export interface RehearsedNotice {
  /** Code. */
  item: string;
  /** Label; empty for the item as a whole. */
  checkpoint: string;
  kind: Rule;
  /** From 1; of reminders in their order, the earliest 1. */
  step: number;
  recipient: Recipient;
  /** ISO 8601 to the second, with the zone's offset. */
  release: string;
  /** 为何收到此通知, in Chinese. */
  why: string;
  at: Instant;
  /** 2: to the post's other contact. */
  contact: 1 | 2;
}

/** A post. */
export interface Recipient {
  role: PostKind;
  name: string;
}

/** Who reads the mail: of a person with several posts, the first that this mail is for. Without `mailbox`, nobody. */
export interface Reader extends Recipient {
  person?: string;
  mailbox?: string;
}

export interface RehearsedMail {
  recipient: Reader;
  release: string;
  /** Indexes in `notices`. */
  notices: number[];
  at: Instant;
}

export interface Total {
  recipient: Reader;
  mails: number;
  notices: number;
  /** Those with mails, `2017-09`. */
  months: { month: string; mails: number; notices: number }[];
}

/** One recipient on one day. */
export interface BusyDay {
  day: Day;
  recipient: Reader;
  mails: number;
  notices: number;
}

export interface RehearsalWarning {
  code:
    | 'no-lead'
    | 'no-checkpoints'
    | 'checkpoint-past'
    | 'due-moved'
    | 'due-not-working'
    | 'calendar-unpublished'
    | 'reminders-crowded'
    | 'no-mailbox'
    | 'deed-refused';
  /** In Chinese, as the officer reads it. */
  message: string;
  item?: string;
  checkpoint?: string;
}
