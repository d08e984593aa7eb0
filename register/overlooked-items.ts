import { MINUTE, type Instant } from '../domain/instant.js';
import { timestamp, type Database } from './database.js';

/** Longer than an engine under load needs to wake an item, or to assign one that was launched. */
const SLACK = 30 * MINUTE;

/** Items that should have woken or been assigned by now: their workflow may be gone, as after the loss of Temporal's data. */
export function overlookedItems(
  db: Database,
  now: Instant,
  limit = 100,
): Promise<{ id: string; campaignId: string }[]> {
  const latest = timestamp(now - SLACK);
  return db
    .selectFrom('item')
    .innerJoin('campaign', 'campaign.id', 'item.campaign_id')
    .where('closed', '=', false)
    .where('flagged', 'is', null)
    .where((eb) =>
      eb.or([
        eb('next_moment', '<', latest),
        eb.and([eb('state', 'is', null), eb(eb.fn.coalesce('added_at', 'launched_at'), '<', latest)]),
      ]),
    )
    .orderBy('next_moment')
    .limit(limit)
    .select(['item.id', 'campaign_id as campaignId'])
    .execute();
}
