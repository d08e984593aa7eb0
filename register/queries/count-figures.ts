import { sql } from 'kysely';
import {
  BulletinTally,
  MOST_MISSING,
  type BulletinFigures,
  type PreviousFigures,
} from '../../domain/bulletin-figures.js';
import { NO_LEADER } from '../../domain/counted-checkpoint.js';
import type { Instant } from '../../domain/instant.js';
import { timestamp, type Database, type Tx } from '../database.js';
import { counted, countedJson, eachIds, type CountedSpan } from './counted-checkpoints.js';

/**
 * The figures of a campaign's checkpoints, of those due in `span` or of all, as they stand at `asOf`. The database only puts rows
 * together that the domain cannot tell apart; what counts as what is the domain's to say.
 */
export async function countFigures(db: Database | Tx, campaignId: string, of: Counting): Promise<BulletinFigures> {
  const { asOf, span } = of;
  const tally = await tallied(db, campaignId, of);
  const items = sql<number>`count(distinct item.id)`;
  const all = await counted(db, campaignId, span).select(items.as('count')).executeTakeFirstOrThrow();
  const byLead = await sql<{ name: string; count: number }>`
    select name, count(distinct row.id) as count
    from (${counted(db, campaignId, span).select(['item.id', 'leads'])}) row, unnest(leads) lead join post on post.id = lead
    group by name`.execute(db);
  const byLeader = await counted(db, campaignId, span)
    .leftJoin('post', 'post.id', 'checkpoint.leader')
    .groupBy('post.name')
    .select(['post.name', items.as('count')])
    .execute();
  tally.countItems({
    total: all.count,
    divisions: byLead.rows,
    leaders: byLeader.map(({ name, count }) => ({ name: name ?? NO_LEADER, count })),
  });

  const missing = await counted(db, campaignId, span)
    .where('checkpoint.status', 'not in', ['submitted', 'accepted'])
    .where('due_at', '<', timestamp(asOf))
    .orderBy('due_at')
    .orderBy('item.position')
    .orderBy('checkpoint.n')
    .limit(MOST_MISSING)
    .select(countedJson.as('row'))
    .execute();
  for (const { row } of missing) tally.addMissing(row);
  return tally.result();
}

/** What a later period is compared with: without items and names, which take most of the time. */
export async function countBriefly(db: Database | Tx, campaignId: string, of: Counting): Promise<PreviousFigures> {
  return (await tallied(db, campaignId, of)).result();
}

interface Counting {
  asOf: Instant;
  span?: CountedSpan;
}

async function tallied(db: Database | Tx, campaignId: string, { asOf, span }: Counting): Promise<BulletinTally> {
  const posts = await db.selectFrom('post').select(['id', 'name']).execute();
  const names = new Map(posts.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const tally = new BulletinTally(asOf);

  const each = eachIds;
  const passed = sql<boolean>`due_at < ${timestamp(asOf)}`;
  const returned = sql<number>`least(returns, 1)`;
  const groups = await sql<Group>`
    select status, late, behind, returns, leads, leader, each, min(due_at) as due, count(*) as times
    from (${counted(db, campaignId, span)
      .select(['checkpoint.status', 'late', 'behind', 'leads', 'leader', 'due_at'])
      .select([returned.as('returns'), passed.as('passed'), each.as('each')])}) row
    group by status, late, behind, returns, leads, leader, each, passed`.execute(db);
  for (const { times, each, leads, leader, ...row } of groups.rows) {
    const named = each && { reported: each.reported.map(nameOf), late: each.late.map(nameOf) };
    tally.addAlike(
      { ...row, each: named, leads: leads.map(nameOf), leader: leader === null ? null : nameOf(leader) },
      times,
    );
  }
  return tally;
}

interface Group {
  status: 'ahead' | 'open' | 'submitted' | 'returned' | 'accepted';
  late: boolean;
  behind: boolean;
  returns: number;
  leads: string[];
  leader: string | null;
  each: { reported: string[]; late: string[] } | null;
  due: Instant;
  times: number;
}
