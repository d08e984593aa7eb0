import { sql } from 'kysely';
import type { BulletinPeriod } from '../domain/bulletin.js';
import { timestamp, type Database } from './database.js';
import type { Instant } from '../domain/instant.js';

/**
 * Puts on record which campaigns are due a bulletin at `moment`: those whose policy has one for the period, that were launched
 * by then and had not ended when it began. Once for each period, however often it is asked.
 */
export async function recordBulletins(
  db: Database,
  moment: Instant,
  periods: { month: BulletinPeriod; quarter: BulletinPeriod | null },
): Promise<void> {
  for (const [every, period] of Object.entries(periods) as ['month' | 'quarter', BulletinPeriod | null][]) {
    if (period === null) continue;
    await sql`
      insert into bulletin (campaign_id, period, due_at)
      select id, ${period.name}, ${timestamp(moment)} from campaign
      where coalesce(policy->>'bulletin', 'month') = ${every}
        and not exists (select from at_rest)
        and launched_at < ${timestamp(moment)}
        and (ended_at is null or ended_at >= ${timestamp(period.from)})
      on conflict do nothing`.execute(db);
  }
}
