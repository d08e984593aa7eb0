import { sql } from 'kysely';
import type { CheckpointStatus } from '../../domain/item-state.js';
import type { Day, Instant } from '../../domain/instant.js';
import type { Tx } from '../database.js';
import { delegationsOn } from '../delegations.js';
import type { Recipient } from '../outbox/queue-mail.js';
import type { ReplyContent } from './received-mail-table.js';

/** The mail that an answer is to: the nearest of `ids`. */
export interface AnsweredMail {
  id: string;
  subject: string;
  /** Whose notices it is about: its own, or those of the mail that a copy or a confirmation goes back to. */
  source: string;
  /** What waits for the answer to our question which item is meant, and the message it came by. */
  waiting: { received: string; content: ReplyContent } | null;
}

export async function answeredMail(tx: Tx, ids: string[]): Promise<AnsweredMail | undefined> {
  if (ids.length === 0) return undefined;
  const rows = await tx
    .selectFrom('mail')
    .leftJoin('received_mail', 'received_mail.answer_mail', 'mail.id')
    .where('mail.id', 'in', ids)
    .select(['mail.id', 'mail.subject', 'copy_of', 'about_mail', 'became', 'content', 'received_mail.id as received'])
    .execute();
  const row = rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))[0];
  if (row === undefined) return undefined;
  const { id, subject, copy_of, about_mail, became, content, received } = row;
  const waiting = became === 'asked' && content !== null && received !== null ? { received, content } : null;
  return { id, subject, source: about_mail ?? copy_of ?? id, waiting };
}

/** The person of that address who may answer a mail: its recipient, whoever else is a contact of its posts, and who stands in for one of them that day. */
export async function entitledSender(
  tx: Tx,
  mail: AnsweredMail,
  { sender, day }: { sender: string; day: Day },
): Promise<Recipient | undefined> {
  const found = await tx
    .selectFrom('person')
    .where(sql<boolean>`lower(mailbox) = ${sender}`)
    .orderBy('id')
    .select(['id', 'name', 'mailbox'])
    .execute();
  if (found.length === 0) return undefined;
  const told = await tx.selectFrom('mail').where('id', 'in', [mail.id, mail.source]).select('person_id').execute();
  const holders = await tx
    .selectFrom('holding')
    .innerJoin('notice', 'notice.post_id', 'holding.post_id')
    .where('notice.mail_id', '=', mail.source)
    .select('person_id')
    .distinct()
    .execute();
  const entitled = new Set([...told, ...holders].map((row) => row.person_id));
  for (const { person, standIn } of await delegationsOn(tx, day)) if (entitled.has(person)) entitled.add(standIn);
  return found.find(({ id }) => entitled.has(id));
}

/** An item that the reader of a mail has to report on. */
export interface ReportableItem {
  id: string;
  code: string;
  title: string;
  campaign: { id: string; title: string };
  post: { id: string; name: string };
  role: 'lead' | 'supporting';
  checkpoint: { n: number; label: string; due: Instant };
}

const OPEN: CheckpointStatus[] = ['open', 'returned'];

/** Of the items that a mail tells of, those of its divisions that wait for a report, by their codes; a lead's part before a supporting one's. */
export async function reportableItems(tx: Tx, source: string): Promise<ReportableItem[]> {
  const rows = await tx
    .selectFrom('notice')
    .innerJoin('item', 'item.id', 'notice.item_id')
    .innerJoin('campaign', 'campaign.id', 'item.campaign_id')
    .innerJoin('item_post', (join) =>
      join.onRef('item_post.item_id', '=', 'item.id').onRef('item_post.post_id', '=', 'notice.post_id'),
    )
    .innerJoin('post', 'post.id', 'notice.post_id')
    .innerJoin('checkpoint', 'checkpoint.item_id', 'item.id')
    .where('notice.mail_id', '=', source)
    .where('item.closed', '=', false)
    .where('role', 'in', ['lead', 'supporting'])
    .where('checkpoint.status', 'in', OPEN)
    // The checkpoint that the notice was about, where it waits; else the earliest that does.
    .orderBy('item.position')
    .orderBy('item.id')
    .orderBy('role')
    .orderBy(sql`checkpoint.n <> notice.checkpoint`)
    .orderBy('checkpoint.n')
    .select(['item.id', 'item.code', 'item.title', 'role', 'campaign.id as campaignId', 'campaign.title as campaign'])
    .select(['post.id as postId', 'post.name as post', 'checkpoint.n', 'checkpoint.label', 'checkpoint.due_at as due'])
    .execute();
  const first = new Map<string, ReportableItem>();
  for (const { id, code, title, role, campaignId, campaign, postId, post, n, label, due } of rows) {
    if (first.has(id)) continue;
    first.set(id, {
      ...{ id, code, title, role: role === 'lead' ? 'lead' : 'supporting' },
      campaign: { id: campaignId, title: campaign },
      post: { id: postId, name: post },
      checkpoint: { n, label, due },
    });
  }
  return [...first.values()];
}
