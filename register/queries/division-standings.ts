import { sql } from 'kysely';
import type { DivisionStanding, WeekEntry } from '../../domain/division-standing.js';
import type { Instant } from '../../domain/instant.js';
import { completePolicy, type Policy } from '../../domain/policy.js';
import { timestamp, type Tx } from '../database.js';

/** Running items that any of the posts answers for as leader or principal. */
const led = (posts: readonly string[]) => sql<boolean>`item.status = 'active' and exists (
  select from item_post above where above.item_id = item.id and above.role in ('leader', 'principal')
    and above.post_id = any(${posts}::text[]))`;
const awaited = sql<boolean>`checkpoint.status in ('ahead', 'open', 'returned')`;

interface Asked {
  posts: readonly string[];
  now: Instant;
  weekEnd: Instant;
}

/** How the divisions under these leaders stand; those with most overdue first, those of which there is nothing to say left out. */
export async function divisionStandings(tx: Tx, { posts, now, weekEnd }: Asked): Promise<DivisionStanding[]> {
  const { rows } = await sql<DivisionStanding>`
    select * from (
      select post.name as division,
        (count(*) filter (where ${awaited} and due_at < ${timestamp(now)}))::integer as overdue,
        (count(*) filter (where ${awaited} and due_at >= ${timestamp(now)} and due_at < ${timestamp(weekEnd)}))::integer as "dueThisWeek",
        (count(*) filter (where checkpoint.status = 'submitted'))::integer as "inReview",
        (count(*) filter (where requested_due_at is not null))::integer as asked
      from item join item_post lead on lead.item_id = item.id and lead.role = 'lead'
        join post on post.id = lead.post_id
        join checkpoint on checkpoint.item_id = item.id
      where ${led(posts)}
      group by post.name) as counted
    where overdue + "dueThisWeek" + "inReview" + asked > 0
    order by overdue desc, "dueThisWeek" desc, division collate "C"`.execute(tx);
  return rows;
}

/** The policy of the newest campaign with a running item under these leaders; there is one. */
export async function newestPolicy(tx: Tx, posts: readonly string[]): Promise<Policy> {
  const { policy } = await tx
    .selectFrom('item')
    .innerJoin('campaign', 'campaign.id', 'item.campaign_id')
    .where(led(posts))
    .orderBy('campaign.launched_at', 'desc')
    .limit(1)
    .select('campaign.policy')
    .executeTakeFirstOrThrow();
  return completePolicy(policy);
}

/** The longest due first. */
export async function weekRows(tx: Tx, { posts, now, weekEnd }: Asked): Promise<WeekEntry[]> {
  const { rows } = await sql<WeekEntry>`
    select item.id as "itemId", code, title, heading, label, due_at as due,
      array(select post.name from item_post lead join post on post.id = lead.post_id
        where lead.item_id = item.id and lead.role = 'lead' order by lead.position) as divisions,
      case when ${awaited} and due_at < ${timestamp(now)} then 'overdue'
        when checkpoint.status = 'submitted' or requested_due_at is not null then 'waiting' else 'due' end as state
    from item join checkpoint on checkpoint.item_id = item.id
    where ${led(posts)} and (checkpoint.status = 'submitted' or requested_due_at is not null
      or (${awaited} and due_at < ${timestamp(weekEnd)}))
    order by due_at, item.position, checkpoint.n`.execute(tx);
  return rows;
}
