import { sql } from 'kysely';
import { MINUTE, type Instant } from '../../domain/instant.js';
import { timestamp, type Database } from '../database.js';
import type { MailState } from '../schema.js';
import type { Attachment } from './content.js';

export interface MailToSend {
  id: string;
  name: string;
  mailbox: string;
  subject: string;
  text: string;
  html: string;
  attachments: Attachment[];
  thread: string | null;
  unsubscribe: string | null;
  createdAt: Instant;
}

/** What became of one try, as the mail side reports it. */
export type Delivery =
  | { kind: 'accepted'; response: string }
  | { kind: 'rejected'; permanent: boolean; response: string }
  | { kind: 'unsent'; reason: string }
  | { kind: 'unknown'; reason: string };

const domain = sql<string>`lower(split_part(mailbox, '@', 2))`;

/** Mails whose time has come. */
export function dueMails(db: Database, now: Instant) {
  return db.selectFrom('mail').where('state', '=', 'pending').where('next_attempt_at', '<=', timestamp(now));
}

/**
 * Takes the next mail to send and commits `sending` before anything is handed to a server. `null` when there is none but to the domains in
 * `except` (in lower case).
 */
export async function beginSending(db: Database, now: Instant, except: string[] = []): Promise<MailToSend | null> {
  const mail = await db
    .updateTable('mail')
    .set((eb) => ({ state: 'sending' as const, attempts: eb('attempts', '+', 1), next_attempt_at: null }))
    .where('id', '=', () =>
      dueMails(db, now)
        .$if(except.length > 0, (query) => query.where(domain, 'not in', except))
        .orderBy('next_attempt_at')
        .select('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'name', 'mailbox', 'subject', 'text', 'html', 'thread', 'unsubscribe', 'created_at as createdAt'])
    .executeTakeFirst();
  if (mail === undefined) return null;
  const attachments = await db
    .selectFrom('attachment')
    .where('mail_id', '=', mail.id)
    .orderBy('position')
    .select(['name', 'type', 'content'])
    .execute();
  return { ...mail, attachments };
}

interface Done {
  delivery: Delivery;
  now: Instant;
  /** When it may be tried again, at the earliest at `instant`: in the office's hours. At any hour where nothing is said. */
  retryAt?: (instant: Instant) => Instant;
}

/** Commits what became of a mail that was `sending`, and gives where it stands now. */
export function finishSending(db: Database, id: string, done: Done): Promise<MailState> {
  const { delivery, now, retryAt = (instant) => instant } = done;
  return db.transaction().execute(async (tx) => {
    // Locked: a sender that lives and the batch that took it for dead may finish the same mail at once.
    const mail = await tx.selectFrom('mail').where('id', '=', id).selectAll().forUpdate().executeTakeFirstOrThrow();
    // Taken for lost while its sender still lived: certainty, when it comes, outweighs the doubt.
    const doubted = mail.state === 'unknown' || (mail.state === 'pending' && mail.resent);
    if (mail.state !== 'sending' && !(doubted && delivery.kind === 'accepted')) return mail.state;
    // A try that reached no server uses up none of the slow ones, which are for the server's refusals.
    const attempts = delivery.kind === 'unsent' ? Math.min(mail.attempts, QUICK) : mail.attempts;
    const fate = fateOf(delivery, { ...mail, attempts });
    await tx
      .updateTable('mail')
      .set({
        state: fate.state,
        attempts,
        next_attempt_at: fate.wait === undefined ? null : timestamp(retryAt(now + fate.wait)),
        resent: mail.resent || (delivery.kind === 'unknown' && fate.state === 'pending'),
        outcome: 'response' in delivery ? delivery.response : delivery.reason,
        finished_at: fate.state === 'pending' ? null : timestamp(now),
      })
      .where('id', '=', id)
      .execute();
    return fate.state;
  });
}

/** What was `sending` when its worker died: nobody knows whether it arrived. Only the one owner of a batch may ask. */
export async function settleInterrupted(db: Database, now: Instant, retryAt?: Done['retryAt']): Promise<void> {
  const delivery: Delivery = { kind: 'unknown', reason: '发送途中程序中断，不能确定是否送达' };
  const mails = await db.selectFrom('mail').where('state', '=', 'sending').select('id').execute();
  for (const { id } of mails) {
    await finishSending(db, id, { delivery, now, ...(retryAt === undefined ? {} : { retryAt }) });
  }
}

const BACK_OFF = [1, 5, 15, 60, 60, 60, 60, 60].map((minutes) => minutes * MINUTE);
/** The tries before the waits become hourly. */
const QUICK = 4;
/** A second copy in a quarter of an hour is less harm than a notice lost; an escalation in doubt is a person's decision. */
const RESEND_AFTER = 15 * MINUTE;

function fateOf(
  delivery: Delivery,
  mail: { attempts: number; escalation: boolean; resent: boolean },
): { state: MailState; wait?: number } {
  switch (delivery.kind) {
    case 'accepted':
      return { state: 'accepted' };
    case 'unknown':
      return mail.escalation || mail.resent ? { state: 'unknown' } : { state: 'pending', wait: RESEND_AFTER };
    case 'rejected':
    case 'unsent': {
      const wait = BACK_OFF[mail.attempts - 1];
      const final = delivery.kind === 'rejected' && (delivery.permanent || wait === undefined);
      // Certain not to have been handed over: tried on, hourly, for as long as the server is away.
      return final
        ? { state: 'rejected' }
        : { state: 'pending', wait: wait ?? BACK_OFF[BACK_OFF.length - 1] ?? MINUTE };
    }
  }
}
