import { sql, type Insertable } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import { timestamp, type Database, type Tx } from '../database.js';
import { taken } from '../drafts.js';
import type { Became, ReceivedMailTable } from './received-mail-table.js';

/** Where a message lies. */
export interface Place {
  mailbox: string;
  uidValidity: number;
  uid: number;
}

export type Received = Omit<Insertable<ReceivedMailTable>, 'mailbox' | 'uid_validity' | 'uid' | 'at'>;

/**
 * Notes a message, once: false where this place was noted before, or the message came by another. A message that comes again is noted as `again`,
 * so that its place is not read a second time.
 */
export async function noteReceived(
  tx: Tx,
  received: Received,
  { place, now }: { place: Place; now: Instant },
): Promise<boolean> {
  const { mailbox, uidValidity: uid_validity, uid } = place;
  const values = { ...received, mailbox, uid_validity, uid, at: timestamp(now) };
  const note = async (row: typeof values): Promise<boolean> => {
    const noted = await tx
      .insertInto('received_mail')
      .values(row)
      .onConflict((on) => on.doNothing())
      .returning('id')
      .executeTakeFirst();
    return noted !== undefined;
  };
  if (await note(values)) return true;
  const { id, message_id, sha256, sender, subject, kind } = values;
  const base = { id, mailbox, uid_validity, uid, message_id, sha256, sender, subject, kind, at: timestamp(now) };
  await note({ ...base, became: 'again' });
  return false;
}

/** What became of a message that was read before, by sender and Message-ID. */
export async function knownAs(db: Database, sender: string, messageId: string): Promise<Became | undefined> {
  const row = await db
    .selectFrom('received_mail')
    .where('sender', '=', sender)
    .where('message_id', '=', messageId)
    .where('became', '<>', 'again')
    .select('became')
    .executeTakeFirst();
  return row?.became;
}

/** The highest UID that was read of a mailbox; 0 where none was. */
export async function lastRead(db: Database, { mailbox, uidValidity }: Omit<Place, 'uid'>): Promise<number> {
  const row = await db
    .selectFrom('received_mail')
    .where('mailbox', '=', mailbox)
    .where('uid_validity', '=', uidValidity)
    .select((eb) => eb.fn.max('uid').as('uid'))
    .executeTakeFirst();
  return row?.uid ?? 0;
}

/** Confirmations that went to a person since. */
export async function answersSince(tx: Tx, person: string, since: Instant): Promise<number> {
  const { n } = await tx
    .selectFrom('received_mail')
    .where('person_id', '=', person)
    .where('at', '>', timestamp(since))
    .where('answer_mail', 'is not', null)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

export interface ReceivedRow {
  id: string;
  at: Instant;
  sender: string;
  subject: string;
  kind: ReceivedMailTable['kind'];
  became: Became;
  reason: string;
  code: string | null;
  /** Of a draft: its division has handed it in since, and it has reached the office. */
  handedIn: boolean;
}

/** The latest first. */
export function receivedMails(db: Database, limit: number): Promise<ReceivedRow[]> {
  return db
    .selectFrom('received_mail')
    .leftJoin('item', 'item.id', 'received_mail.item_id')
    .where('became', '<>', 'again')
    .orderBy('at', 'desc')
    .orderBy('uid', 'desc')
    .limit(limit)
    .select(['received_mail.id', 'received_mail.at', 'sender', 'subject', 'kind', 'became', 'reason', 'item.code'])
    .select(handedIn.as('handedIn'))
    .execute();
}

/** Handed in after it came: as it was, or with nothing of what was written by then still waiting as a draft. */
const handedIn = sql<boolean>`became = 'drafted' and exists (
  select from submission
  where (submission.item_id, submission.checkpoint, submission.actor) = (received_mail.item_id, received_mail.checkpoint, received_mail.post_id)
    and submission.kind <> 'draft' and submission.at >= received_mail.at
    and (submission.text = content->>'text' or not exists (
      select from draft
      where (draft.item_id, draft.checkpoint, draft.post_id) = (submission.item_id, submission.checkpoint, submission.actor)
        and draft.saved_at <= submission.at and not ${taken()})))`;

/** Says which mail confirms a message. */
export async function noteAnswer(tx: Tx, id: string, mail: string): Promise<void> {
  await tx.updateTable('received_mail').set({ answer_mail: mail }).where('id', '=', id).execute();
}
