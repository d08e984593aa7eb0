import { campaignCalendar } from '../../domain/calendar/pinned-calendar.js';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { ItemState } from '../../domain/item-state.js';
import { completePolicy } from '../../domain/policy.js';
import type { Timekeeping } from '../../domain/schedule.js';
import { upgradeState } from '../../domain/upgrade-state.js';
import type { Database } from '../database.js';

/** Where an item stands, and its campaign's policy and calendar; `null` before it is assigned. */
export async function itemStateOf(
  db: Database,
  itemId: string,
  installed: WorkingCalendar,
): Promise<{ state: ItemState; t: Timekeeping } | null> {
  const row = await db
    .selectFrom('item')
    .innerJoin('campaign', 'campaign.id', 'item.campaign_id')
    .where('item.id', '=', itemId)
    .select(['item.state', 'item.targets', 'campaign.policy', 'campaign.calendar'])
    .executeTakeFirst();
  if (row === undefined || row.state === null) return null;
  const t = { policy: completePolicy(row.policy), calendar: campaignCalendar(row.calendar, installed) };
  return { state: upgradeState(row.state, { t, targets: row.targets }), t };
}
