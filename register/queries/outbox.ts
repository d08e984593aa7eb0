import { sql } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import type { Rule } from '../../domain/rule.js';
import { timestamp, type Database } from '../database.js';
import type { MailDecision, MailState } from '../schema.js';

/** Which mails are asked for; all where nothing is said. `from` is inclusive, `to` exclusive: when the mail was made. */
export interface OutboxFilter {
  state?: MailState | undefined;
  campaignId?: string | undefined;
  /** Part of the recipient's name or mailbox. */
  recipient?: string | undefined;
  from?: Instant | undefined;
  to?: Instant | undefined;
}

export interface OutboxMail {
  id: string;
  state: MailState;
  name: string;
  mailbox: string;
  subject: string;
  escalation: boolean;
  createdAt: Instant;
  attempts: number;
  nextAttemptAt: Instant | null;
  finishedAt: Instant | null;
  outcome: string;
}

const columns = [
  ...(['id', 'state', 'name', 'mailbox', 'subject', 'escalation', 'attempts', 'outcome'] as const),
  ...(['created_at as createdAt', 'next_attempt_at as nextAttemptAt', 'finished_at as finishedAt'] as const),
] as const;

function mails(db: Database, { state, campaignId, recipient, from, to }: OutboxFilter) {
  let query = db.selectFrom('mail');
  if (state !== undefined) query = query.where('mail.state', '=', state);
  if (from !== undefined) query = query.where('mail.created_at', '>=', timestamp(from));
  if (to !== undefined) query = query.where('mail.created_at', '<', timestamp(to));
  if (recipient !== undefined) {
    query = query.where((eb) =>
      eb(sql`position(lower(${recipient}) in lower(mail.name || ' ' || mail.mailbox))`, '>', 0),
    );
  }
  if (campaignId === undefined) return query;
  return query.where((eb) =>
    eb.or([
      eb('mail.occasion', 'like', `bulletin/${campaignId}/%`),
      eb.exists(
        eb
          .selectFrom('notice')
          .innerJoin('item', 'item.id', 'notice.item_id')
          .where((on) => on.or([on('mail_id', '=', on.ref('mail.id')), on('mail_id', '=', on.ref('mail.copy_of'))]))
          .where('item.campaign_id', '=', campaignId)
          .select('notice.id'),
      ),
    ]),
  );
}

/** The newest first. */
export function outboxMails(
  db: Database,
  filter: OutboxFilter,
  { offset, limit }: { offset: number; limit: number },
): Promise<OutboxMail[]> {
  return mails(db, filter)
    .orderBy('mail.created_at', 'desc')
    .orderBy('mail.id', 'desc')
    .offset(offset)
    .limit(limit)
    .select(columns)
    .execute();
}

/** How many of them are in which state; those in none are left out. */
export async function outboxCounts(db: Database, filter: OutboxFilter): Promise<Partial<Record<MailState, number>>> {
  const rows = await mails(db, filter)
    .groupBy('state')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** At most five whose id begins so. */
export function outboxMailsById(db: Database, id: string): Promise<OutboxMail[]> {
  return db
    .selectFrom('mail')
    .where('id', 'like', `${id.replace(/[^0-9A-Za-z-]/g, '')}%`)
    .limit(5)
    .select(columns)
    .execute();
}

export interface MailContents {
  text: string;
  html: string;
  attachments: { name: string; size: number }[];
  notices: { rule: Rule; step: number; itemId: string; code: string; title: string; checkpoint: string | null }[];
  decisions: { at: Instant; by: string; decision: MailDecision }[];
}

/** What a mail of the register says, what it tells of, and what was decided about it. Throws where there is none. */
export async function mailContents(db: Database, id: string): Promise<MailContents> {
  const mail = await db
    .selectFrom('mail')
    .where('id', '=', id)
    .select(['text', 'html', 'copy_of'])
    .executeTakeFirstOrThrow();
  const attachments = await db
    .selectFrom('attachment')
    .where('mail_id', '=', id)
    .orderBy('position')
    .select(['name', sql<number>`length(content)`.as('size')])
    .execute();
  const notices = await db
    .selectFrom('notice')
    .innerJoin('item', 'item.id', 'notice.item_id')
    .leftJoin('checkpoint', (join) =>
      join.onRef('checkpoint.item_id', '=', 'item.id').onRef('checkpoint.n', '=', 'notice.checkpoint'),
    )
    .where('mail_id', '=', mail.copy_of ?? id)
    .orderBy('item.position')
    .orderBy('notice.checkpoint')
    .select(['notice.rule', 'notice.step', 'item.id as itemId', 'item.code', 'item.title'])
    .select('checkpoint.label as checkpoint')
    .execute();
  const decisions = await db
    .selectFrom('mail_decision')
    .innerJoin('post', 'post.id', 'mail_decision.post_id')
    .where('mail_id', '=', id)
    .orderBy('at')
    .select(['at', 'post.name as by', 'decision'])
    .execute();
  return { text: mail.text, html: mail.html, attachments, notices, decisions };
}
