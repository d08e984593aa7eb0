import type { Instant } from '../../domain/instant.js';
import type { ItemStatus } from '../../domain/item-state.js';
import type { Light } from '../../domain/light.js';
import type { Database } from '../database.js';
import { lightAt } from '../lights.js';

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
  const rows = await db
    .selectFrom('item')
    .where('campaign_id', 'in', campaignIds)
    .select(['campaign_id', lightAt(now).as('light'), 'status'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['campaign_id', 'light', 'status'])
    .execute();
  const counts = new Map<string, LightCounts>();
  for (const { campaign_id, light, status, count } of rows) {
    const own = counts.get(campaign_id) ?? noLights();
    own.lights[light] += count;
    if (status !== 'active' && status !== 'closed') own.resting[status] = count;
    counts.set(campaign_id, own);
  }
  return counts;
}

export function noLights(): LightCounts {
  return { lights: { red: 0, yellow: 0, green: 0, grey: 0, done: 0 }, resting: {} };
}
