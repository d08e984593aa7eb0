import { sql } from 'kysely';
import { MINUTE, type Instant } from '../../domain/instant.js';
import { isoOrNull, timestamp, type Database } from '../database.js';
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
  /** This one included. */
  attempts: number;
  escalation: boolean;
  /** In doubt before, or sent again by a person. */
  resent: boolean;
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

/** A mail as it was begun, and what became of it. */
export interface Finished {
  mail: { id: string; attempts: number; escalation: boolean; resent: boolean };
  delivery: Delivery;
}

export interface Turn {
  now: Instant;
  finished?: Finished[];
  /** When one may be tried again, at the earliest at `instant`: in the office's hours. At any hour where nothing is said. */
  retryAt?: (instant: Instant) => Instant;
  /** Mails to begin, at most. */
  free?: number;
  /** Mails to begin beyond these, as far as the next escalation. */
  ahead?: number;
  /** Domains that nothing is begun to, in lower case. */
  except?: string[];
}

/**
 * Commits what became of mails and, for the next ones, `sending` before anything of them is handed to a server. One statement and one
 * commit for all: they are what a fast server waits for.
 */
export async function takeTurn(db: Database, turn: Turn): Promise<MailToSend[]> {
  const { now, finished = [], free = 0, ahead = 0, except = [] } = turn;
  const done = finished.map((one) => settled(one, turn)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const due = dueMails(db, now)
    .$if(except.length > 0, (query) => query.where(domain, 'not in', except))
    .orderBy('next_attempt_at')
    .select(['id', 'escalation', 'next_attempt_at'])
    .limit(Math.max(0, free + ahead))
    .forUpdate()
    .skipLocked();
  const { rows } = await sql<Begun>`
    with settled as (
      update mail set state = done.state, attempts = done.attempts, next_attempt_at = done.next,
        resent = mail.resent or done.resent, outcome = done.outcome, finished_at = done.finished
      from jsonb_to_recordset(${JSON.stringify(done)}::jsonb)
        as done(id text, try integer, state text, attempts integer, next timestamptz, resent boolean, outcome text, finished timestamptz)
      -- Named, or the planner may look for them among all that are pending.
      where mail.id = done.id and mail.id = any(${done.map(({ id }) => id)}::text[]) and case mail.state
        -- What a first sender, taken for dead, hears late is not of the try that is under way now.
        when 'sending' then mail.attempts = done.try or done.state = 'accepted'
        -- Taken for lost while its sender still lived: certainty, when it comes, outweighs the doubt.
        when 'unknown' then done.state = 'accepted'
        when 'pending' then mail.resent and done.state = 'accepted'
        else false end
    ), due as materialized (${due}
    ), numbered as (
      select id, escalation, row_number() over (order by next_attempt_at) as n from due
    ), begun as (
      select id, n, max(n) filter (where escalation) over (order by n) as escalation from numbered
    )
    update mail set state = 'sending', attempts = attempts + 1, next_attempt_at = null
    from begun where mail.id = begun.id and coalesce(begun.escalation, 0) <= ${free}
    returning mail.id, name, mailbox, subject, text, html, thread, unsubscribe, created_at as "createdAt", attempts, mail.escalation, resent, n,
      (select jsonb_agg(jsonb_build_object('name', name, 'type', type, 'content', encode(content, 'base64')) order by position)
        from attachment where mail_id = mail.id) as attachments`.execute(db);
  return rows
    .sort((a, b) => a.n - b.n)
    .map(({ attachments, ...mail }) => ({
      ...mail,
      attachments: (attachments ?? []).map((one) => ({ ...one, content: Buffer.from(one.content, 'base64') })),
    }));
}

type Begun = Omit<MailToSend, 'attachments'> & {
  n: number;
  attachments: { name: string; type: string; content: string }[] | null;
};

/** What was `sending` when its worker died: nobody knows whether it arrived. Only the one owner of a batch may ask. */
export async function settleInterrupted(db: Database, now: Instant, retryAt?: Turn['retryAt']): Promise<void> {
  const delivery: Delivery = { kind: 'unknown', reason: '发送途中程序中断，不能确定是否送达' };
  const mails = await db
    .selectFrom('mail')
    .where('state', '=', 'sending')
    .select(['id', 'attempts', 'escalation', 'resent'])
    .execute();
  if (mails.length === 0) return;
  const finished = mails.map((mail) => ({ mail, delivery }));
  await takeTurn(db, { now, finished, ...(retryAt === undefined ? {} : { retryAt }) });
}

function settled({ mail, delivery }: Finished, { now, retryAt = (instant) => instant }: Turn) {
  // A try that reached no server uses up none of the slow ones, which are for the server's refusals.
  const attempts = delivery.kind === 'unsent' ? Math.min(mail.attempts, QUICK) : mail.attempts;
  const { state, wait } = fateOf(delivery, { ...mail, attempts });
  return {
    ...{ id: mail.id, try: mail.attempts, state, attempts },
    next: isoOrNull(wait === undefined ? null : retryAt(now + wait)),
    resent: delivery.kind === 'unknown' && state === 'pending',
    // A text of the register cannot hold a NUL.
    outcome: ('response' in delivery ? delivery.response : delivery.reason).replaceAll('\0', ''),
    finished: isoOrNull(state === 'pending' ? null : now),
  };
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
