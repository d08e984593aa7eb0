import type { Instant } from '../../domain/instant.js';
import type { ChannelName } from '../../domain/short-message.js';
import { timestamp, type Database } from '../database.js';
import type { MailDecision } from '../schema.js';
import type { ShortState } from '../short/tables.js';

export interface ShortMessageRow {
  id: string;
  channel: ChannelName;
  state: ShortState;
  /** Null for a group. */
  person: string | null;
  text: string;
  createdAt: Instant;
  nextAttemptAt: Instant | null;
  outcome: string;
  decisions: { at: Instant; by: string; decision: MailDecision }[];
}

/** What was told by other channels than mail, the newest first; all of it, or what is in a state, or whose id begins so. */
export async function shortMessages(
  db: Database,
  limit: number,
  { state, id }: { state?: ShortState; id?: string } = {},
): Promise<ShortMessageRow[]> {
  let query = db.selectFrom('short_message').leftJoin('person', 'person.id', 'short_message.person_id');
  if (state !== undefined) query = query.where('state', '=', state);
  if (id !== undefined) query = query.where('short_message.id', 'like', `${id.replace(/[^0-9A-Za-z-]/g, '')}%`);
  const messages = await query
    .orderBy('created_at', 'desc')
    .orderBy('short_message.id')
    .limit(limit)
    .select(['short_message.id', 'channel', 'state', 'person.name as person', 'text', 'outcome'])
    .select(['created_at as createdAt', 'next_attempt_at as nextAttemptAt'])
    .execute();
  if (messages.length === 0) return [];
  const decisions = await db
    .selectFrom('short_decision')
    .innerJoin('post', 'post.id', 'short_decision.post_id')
    .where(
      'message_id',
      'in',
      messages.map((message) => message.id),
    )
    .orderBy('at')
    .select(['message_id', 'at', 'post.name as by', 'decision'])
    .execute();
  return messages.map((message) => ({
    ...message,
    decisions: decisions.flatMap(({ message_id, ...one }) => (message_id === message.id ? [one] : [])),
  }));
}

/** How many since an instant were refused, are in doubt, or still wait after a try, by channel; and what was said last of them. */
export function shortTroubles(
  db: Database,
  since: Instant,
): Promise<{ channel: ChannelName; rejected: number; unknown: number; waiting: number }[]> {
  return db
    .selectFrom('short_message')
    .where('created_at', '>=', timestamp(since))
    .where('outcome', '<>', '')
    .where('state', 'in', ['rejected', 'unknown', 'pending'])
    .groupBy('channel')
    .orderBy('channel')
    .select((eb) => [
      'channel',
      eb.fn.countAll<number>().filterWhere('state', '=', 'rejected').as('rejected'),
      eb.fn.countAll<number>().filterWhere('state', '=', 'unknown').as('unknown'),
      eb.fn.countAll<number>().filterWhere('state', '=', 'pending').as('waiting'),
    ])
    .execute();
}

/** People who answer for open items, or stand above them, and have no number. */
export async function peopleWithoutMobile(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('holding')
    .where('contact', '=', 1)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('item_post')
          .innerJoin('item', 'item.id', 'item_post.item_id')
          .whereRef('item_post.post_id', '=', 'holding.post_id')
          .where('item.closed', '=', false)
          .select('item.id'),
      ),
    )
    .where('person_id', 'not in', (eb) => eb.selectFrom('mobile').select('person_id'))
    .select((eb) => eb.fn.count<number>('person_id').distinct().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
