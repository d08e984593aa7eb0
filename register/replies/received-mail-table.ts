import type { ColumnType } from 'kysely';
import type { EvidenceFile } from '../../domain/command.js';
import type { Instant } from '../../domain/instant.js';

/** What became of a message that came in. */
export type Became =
  /** A draft of a report, which the division hands in. */
  | 'drafted'
  /** Kept, until its sender says which item it is about. */
  | 'asked'
  /** An answer to a mail of which its sender has nothing to report. */
  | 'nothing'
  /** Not from a mailbox of those who were written to. */
  | 'stranger'
  /** No answer to any mail of ours, or a machine's. */
  | 'left'
  | 'undelivered'
  | 'delayed'
  /** The same message once more. */
  | 'again'
  /** Could not be worked on. */
  | 'failed';

/** What a division wrote, and the files it sent, which are among the evidence. */
export interface ReplyContent {
  text: string;
  files: EvidenceFile[];
}

export interface ReceivedMailTable {
  id: string;
  /** The mailbox that it was read from, with its UIDVALIDITY and the message's UID. */
  mailbox: string;
  uid_validity: number;
  uid: number;
  /** Where it has none, the hash of its bytes. */
  message_id: string;
  sha256: string;
  sender: string;
  subject: string;
  at: Instant;
  kind: 'reply' | 'autoReply' | 'bounce' | 'loop' | 'other';
  became: Became;
  reason: ColumnType<string, string | undefined, string>;
  person_id: ColumnType<string | null, string | null | undefined, string | null>;
  /** The mail of ours that it answers or reports on. */
  about_mail: ColumnType<string | null, string | null | undefined, string | null>;
  item_id: ColumnType<string | null, string | null | undefined, string | null>;
  checkpoint: ColumnType<number | null, number | null | undefined, number | null>;
  post_id: ColumnType<string | null, string | null | undefined, string | null>;
  content: ColumnType<ReplyContent | null, string | null | undefined, string | null>;
  /** The confirmation. */
  answer_mail: ColumnType<string | null, string | null | undefined, string | null>;
}
