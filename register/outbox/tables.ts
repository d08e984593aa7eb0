import type { ColumnType } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import type { Basis, Said } from '../../domain/item-state.js';
import type { Rule } from '../../domain/rule.js';

export type NoticeState = 'staged' | 'withdrawn' | 'claimed';

export interface NoticeTable {
  id: string;
  item_id: string;
  checkpoint: number;
  round: number;
  rule: Rule;
  step: number;
  post_id: string;
  release_at: Instant;
  staged_at: Instant;
  state: NoticeState;
  withdrawn_because: string | null;
  mail_id: string | null;
  contact: ColumnType<1 | 2, 1 | 2 | undefined, 1 | 2>;
  /** What it follows from; null where it was staged before that was kept. */
  basis: ColumnType<Basis | null, string | undefined, string>;
  said: ColumnType<Said, string | undefined, string>;
  policy_version: ColumnType<string, string | undefined, string>;
  calendar_version: ColumnType<string, string | undefined, string>;
  /** The person on leave in whose stead another was told. */
  stands_in_for: ColumnType<string | null, string | null | undefined, string | null>;
}

/** A file that goes with a mail, as it goes: a mail sent again is the same mail. */
export interface AttachmentTable {
  mail_id: string;
  position: number;
  name: string;
  type: string;
  content: Buffer;
}

export type MailState = 'pending' | 'sending' | 'accepted' | 'rejected' | 'unknown';

/** That it arrived after all, or that it is to go out again. */
export type MailDecision = 'sent' | 'again';

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
  created_at: Instant;
  next_attempt_at: Instant | null;
  attempts: number;
  resent: boolean;
  outcome: string;
  finished_at: Instant | null;
  /** The mail to a stand-in that this one is a copy of, for the person on leave. */
  copy_of: ColumnType<string | null, string | null | undefined, string | null>;
  /** What the mails of one item to one person have in common, where it is about one item: `threadOf` in mail/message.ts. */
  thread: ColumnType<string | null, string | null | undefined, string | null>;
  /** The mailbox to ask not to be sent such mails any more; null where they cannot be declined. */
  unsubscribe: ColumnType<string | null, string | null | undefined, string | null>;
  /** Of a mail that comes of no notice: what it is for, so that it is made once. */
  occasion: ColumnType<string | null, string | null | undefined, string | null>;
  /** Items were told what became of it. */
  reported: ColumnType<boolean, boolean | undefined, boolean>;
}
