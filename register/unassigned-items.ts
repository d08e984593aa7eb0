import type { Database } from './database.js';

/** The next items of a campaign, in order of position, whose workflows have yet to assign them. */
export function unassignedItems(
  db: Database,
  campaignId: string,
  page: { after: number; limit: number },
): Promise<{ id: string; position: number }[]> {
  return db
    .selectFrom('item')
    .where('campaign_id', '=', campaignId)
    .where('state', 'is', null)
    .where('position', '>', page.after)
    .orderBy('position')
    .limit(page.limit)
    .select(['id', 'position'])
    .execute();
}
