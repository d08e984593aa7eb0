import type { Database } from './database.js';

/** The next items of a campaign that have not ended, in order of position. */
export function itemsToLaunch(
  db: Database,
  campaignId: string,
  page: { after: number; limit: number },
): Promise<{ id: string; position: number; code: string }[]> {
  return db
    .selectFrom('item')
    .where('campaign_id', '=', campaignId)
    .where('closed', '=', false)
    .where('position', '>', page.after)
    .orderBy('position')
    .limit(page.limit)
    .select(['id', 'position', 'code'])
    .execute();
}
