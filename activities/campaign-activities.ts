import type { Database } from '../register/database.js';
import { unassignedItems } from '../register/unassigned-items.js';
import type { CampaignActivities } from '../workflows/contract.js';

export interface CampaignActivitiesDependencies {
  db: Database;
  /** Starts the item's workflow, unless it runs. */
  startItem: (campaignId: string, itemId: string) => Promise<void>;
  heartbeat: (position: number) => void;
  /** The last position that an earlier try of this activity got to. */
  resumeAfter: () => number;
}

/** Workflow starts under way at once: enough to keep a server busy, few enough not to drown it. */
const CONCURRENCY = 20;

export function createCampaignActivities(dependencies: CampaignActivitiesDependencies): CampaignActivities {
  return {
    async launchItems({ campaignId }) {
      let after = dependencies.resumeAfter();
      let started = 0;
      for (;;) {
        const items = await unassignedItems(dependencies.db, campaignId, { after, limit: CONCURRENCY });
        if (items.length === 0) return { started };
        await Promise.all(items.map((item) => dependencies.startItem(campaignId, item.id)));
        started += items.length;
        after = items.at(-1)?.position ?? after;
        dependencies.heartbeat(after);
      }
    },
  };
}
