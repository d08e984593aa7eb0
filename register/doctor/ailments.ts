import { sql } from 'kysely';
import type { PinnedCalendar } from '../../domain/calendar/working-calendar.js';
import type { Instant } from '../../domain/instant.js';
import { timestamp, type Database } from '../database.js';

const FIRST = 5;

/** Items that wait for a person: how many, and the codes of the first few. */
export async function flaggedItems(db: Database): Promise<{ count: number; codes: string[] }> {
  const flagged = db.selectFrom('item').where('flagged', 'is not', null);
  const { count } = await flagged.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = await flagged.orderBy('campaign_id').orderBy('position').limit(FIRST).select('code').execute();
  return { count, codes: rows.map(({ code }) => code) };
}

/** Commands received before an instant that nobody has answered, and when the oldest was received. */
export async function waitingCommands(
  db: Database,
  before: Instant,
): Promise<{ count: number; oldest: Instant | null }> {
  return db
    .selectFrom('command')
    .where('answer', 'is', null)
    .where('at', '<', timestamp(before))
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('at').as('oldest')])
    .executeTakeFirstOrThrow();
}

/** Mails since an instant that were refused, or that nobody knows to have arrived. */
export async function unsureMails(db: Database, since: Instant): Promise<{ rejected: number; unknown: number }> {
  return db
    .selectFrom('mail')
    .where('state', 'in', ['rejected', 'unknown'])
    .where('created_at', '>=', timestamp(since))
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('state', '=', 'rejected').as('rejected'),
      eb.fn.countAll<number>().filterWhere('state', '=', 'unknown').as('unknown'),
    ])
    .executeTakeFirstOrThrow();
}

/** Posts that answer for open items, to whom no mail can go, by name. */
export async function unreachablePosts(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('post')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('item_post')
          .innerJoin('item', 'item.id', 'item_post.item_id')
          .whereRef('item_post.post_id', '=', 'post.id')
          .where('item.closed', '=', false)
          .select('item.id'),
      ),
    )
    .where((eb) => eb.not(eb.exists(eb.selectFrom('holding').whereRef('post_id', '=', 'post.id').select('post_id'))))
    .orderBy('name')
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}

export interface OpenYear {
  title: string;
  /** The campaign's own calendar. */
  calendar: PinnedCalendar | null;
  year: number;
  /** Open checkpoints that fall due in it. */
  checkpoints: number;
}

/** The years in which open checkpoints fall due, campaign by campaign. */
export async function openYears(db: Database): Promise<OpenYear[]> {
  const { rows } = await sql<OpenYear>`
    select campaign.title, campaign.calendar, due.year, due.checkpoints
    from (
      select item.campaign_id, extract(year from due_day)::integer as year, count(*) as checkpoints
      from checkpoint join item on item.id = checkpoint.item_id
      where not item.closed and checkpoint.status in ('ahead', 'open', 'returned')
      group by 1, 2
    ) due join campaign on campaign.id = due.campaign_id
    order by due.year, campaign.title`.execute(db);
  return rows;
}
