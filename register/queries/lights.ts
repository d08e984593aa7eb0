import { sql } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import type { ItemStatus } from '../../domain/item-state.js';
import type { Light } from '../../domain/light.js';
import type { Database } from '../database.js';
import { lightOf, SHOWN, shownAt } from '../lights.js';

/** How many items of a campaign show which light; of those that are grey, which rest or have ended, by their status. */
export interface LightCounts {
  lights: Record<Light, number>;
  resting: Partial<Record<ItemStatus, number>>;
}

/** By campaign; one without items has no counts. */
export async function lightCounts(
  db: Database,
  now: Instant,
  campaignIds: readonly string[],
): Promise<Map<string, LightCounts>> {
  if (campaignIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; shown: number; count: number }>`
    select campaign.id, items.shown, items.count from campaign cross join lateral (
      select ${shownAt(now)} as shown, count(*) as count from item where item.campaign_id = campaign.id group by 1) as items
    where campaign.id in (${sql.join(campaignIds)})`.execute(db);
  const counts = new Map<string, LightCounts>();
  for (const { id, shown: place, count } of rows) {
    const shown = SHOWN[place] ?? 'grey';
    const own = counts.get(id) ?? noLights();
    own.lights[lightOf(shown)] += count;
    if (shown === 'frozen' || shown === 'cancelled' || shown === 'carried') own.resting[shown] = count;
    counts.set(id, own);
  }
  return counts;
}

export function noLights(): LightCounts {
  return { lights: { red: 0, yellow: 0, green: 0, grey: 0, done: 0 }, resting: {} };
}
