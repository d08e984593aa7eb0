import type { Database } from './database.js';

/** Whether a campaign has items that have not ended. */
export async function hasOpenItems(db: Database, campaignId: string): Promise<boolean> {
  const open = await db
    .selectFrom('item')
    .where('campaign_id', '=', campaignId)
    .where('closed', '=', false)
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return open !== undefined;
}
