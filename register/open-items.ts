import type { ItemStatus } from '../domain/item-state.js';
import type { Database, Tx } from './database.js';

/** The items of a campaign that have not ended, in its order. */
export function openItems(
  db: Database | Tx,
  campaignId: string,
): Promise<{ id: string; code: string; status: ItemStatus }[]> {
  return db
    .selectFrom('item')
    .where('campaign_id', '=', campaignId)
    .where('closed', '=', false)
    .orderBy('position')
    .select(['id', 'code', 'status'])
    .execute();
}
