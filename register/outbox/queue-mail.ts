import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/instant.js';
import { timestamp, type Tx } from '../database.js';
import type { Content } from './content.js';

export interface Recipient {
  id: string;
  name: string;
  mailbox: string;
}

/** `fault`: why it could not be made; null where it was. */
export interface MadeMail {
  content: Content;
  fault: string | null;
}

interface MailToQueue {
  recipient: Recipient;
  made: MadeMail;
  now: Instant;
  /** In doubt, it is a person's to send again. */
  escalation: boolean;
  copyOf: string | null;
  /** As the columns of `mail`. */
  thread?: string | null;
  unsubscribe?: string | null;
  occasion?: string;
  /** When it may go out, where that is later than `now`. */
  from?: Instant;
}

/** Whether the mail of an occasion was made before; its recipient is locked, so that nobody else makes it meanwhile. */
export async function isQueued(tx: Tx, recipient: Recipient, occasion: string): Promise<boolean> {
  await tx.selectFrom('person').where('id', '=', recipient.id).select('id').forNoKeyUpdate().execute();
  const known = await tx.selectFrom('mail').where('occasion', '=', occasion).select('id').executeTakeFirst();
  return known !== undefined;
}

/** Puts one mail to one recipient into the outbox, `pending` from `now` on, and gives its id. Dispatch is not told: who queues one by itself wakes it. */
export async function queueMail(
  tx: Tx,
  { recipient, made, now, from = now, escalation, copyOf, ...columns }: MailToQueue,
): Promise<string> {
  const id = randomUUID();
  const { subject, text, html, attachments = [] } = made.content;
  await tx
    .insertInto('mail')
    .values({
      id,
      person_id: recipient.id,
      name: recipient.name,
      mailbox: recipient.mailbox,
      ...{ subject, text, html },
      escalation,
      state: made.fault === null ? 'pending' : 'rejected',
      created_at: timestamp(now),
      next_attempt_at: made.fault === null ? timestamp(from) : null,
      attempts: 0,
      resent: false,
      outcome: made.fault ?? '',
      finished_at: made.fault === null ? null : timestamp(now),
      copy_of: copyOf,
      ...columns,
    })
    .execute();
  if (attachments.length > 0) {
    const rows = attachments.map((attachment, position) => ({ ...attachment, mail_id: id, position }));
    await tx.insertInto('attachment').values(rows).execute();
  }
  return id;
}
