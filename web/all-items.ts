import type { Database } from '../register/database.js';
import type { CampaignRow } from '../register/queries/campaigns.js';
import { itemsOf, type ItemRow } from '../register/queries/items.js';

/** One request reads so many items at most: a province's campaign is read a page at a time. */
export const AT_MOST = 2000;
const PAGE = 500;

/** Every item of the campaign, `null` where there are more than one page should read. */
export async function allItems(db: Database, campaign: CampaignRow): Promise<ItemRow[] | null> {
  if (campaign.items > AT_MOST) return null;
  const items: ItemRow[] = [];
  for (let offset = 0; offset < campaign.items; offset += PAGE) {
    items.push(...(await itemsOf(db, campaign.id, { offset, limit: PAGE })));
  }
  return items;
}
