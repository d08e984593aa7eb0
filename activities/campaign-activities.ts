import type { CommandBody } from '../domain/command.js';
import type { Instant } from '../domain/instant.js';
import { bulkCommandId, findBulk, finishBulk, nextBulk, type BulkCommand } from '../register/bulk.js';
import { commitCommand } from '../register/commit-command.js';
import type { Database } from '../register/database.js';
import { endCampaign } from '../register/end-campaign.js';
import { itemsToLaunch } from '../register/items-to-launch.js';
import type { UnansweredCommand } from '../register/unanswered-commands.js';
import type { CampaignActivities, ItemToStart, Step } from '../workflows/contract.js';
import { inParallel } from './in-parallel.js';

export interface CampaignActivitiesDependencies {
  db: Database;
  /** Gives where each item stands; assigns first those that are not. */
  assignItems: (itemIds: string[], now: Instant) => Promise<Map<string, Step>>;
  /** Starts the item's workflow, unless it runs. */
  startItem: (item: ItemToStart) => Promise<void>;
  /** Sends a committed command; does not wait for its answer. */
  sendCommand: (command: UnansweredCommand) => Promise<void>;
  heartbeat: (progress: number) => void;
  /** What an earlier try of this activity got to. */
  resumeAfter: () => number | undefined;
  /** When this try was scheduled. */
  attemptAt: () => Instant;
}

/** Under way at once: enough to keep a server busy, few enough not to drown it. */
const AT_ONCE = 20;
/** Items of one launching activity: few enough that the time it goes by is never long past. */
const CHUNK = 1_000;

export function createCampaignActivities(dependencies: CampaignActivitiesDependencies): CampaignActivities {
  const { db, heartbeat } = dependencies;
  return {
    async launchItems({ campaignId, after: before }) {
      const from = dependencies.resumeAfter() ?? before;
      const now = dependencies.attemptAt();
      const items = await itemsToLaunch(db, campaignId, { after: from, limit: CHUNK });
      const groups = groupsOf(items, AT_ONCE);
      // Two at a time: while one is written to the register, the other is started.
      await inParallel(groups, 2, {
        // Assigned first: then it is known until when a workflow may sleep. Both may be done again.
        async work(group) {
          const steps = await dependencies.assignItems(
            group.map(({ id }) => id),
            now,
          );
          await Promise.all(
            group.map(async ({ id, code }) => {
              const step = steps.get(id);
              if (step !== undefined && !step.closed)
                await dependencies.startItem({ id, campaignId, code, standing: { step, now } });
            }),
          );
        },
        done: (count) => heartbeat(groups[count - 1]?.at(-1)?.position ?? from),
      });
      return { started: items.length, after: items.length < CHUNK ? null : (items.at(-1)?.position ?? null) };
    },

    async lookAtCampaign({ campaignId, now }) {
      const bulkId = await nextBulk(db, campaignId);
      if (bulkId !== null) return { bulkId, ended: false };
      const { open } = await endCampaign(db, campaignId, now);
      return { bulkId, ended: open === 0 };
    },

    async applyBulk({ bulkId }) {
      const { campaignId, commands, actor, at } = await findBulk(db, bulkId);
      const given = dependencies.resumeAfter() ?? 0;
      heartbeat(given);
      // What one item is told stays in its order: a new division before its new dates.
      const items = [...byItem(commands).entries()];
      await inParallel(items.slice(given), AT_ONCE, {
        async work([itemId, own]) {
          for (const { n, body } of own) {
            const id = bulkCommandId(bulkId, n);
            await commitCommand(db, { id, itemId, actor, at, body });
            await dependencies.sendCommand({ id, itemId, campaignId, kind: body.kind });
          }
        },
        done: (count) => heartbeat(given + count),
      });
      await finishBulk(db, bulkId, dependencies.attemptAt());
      return { given: commands.length };
    },
  };
}

function groupsOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

/** By item, in the order of the first command of each; numbered from 1 as they stand in the bulk. */
function byItem(commands: BulkCommand[]): Map<string, { n: number; body: CommandBody }[]> {
  const items = new Map<string, { n: number; body: CommandBody }[]>();
  for (const [index, { itemId, body }] of commands.entries()) {
    items.set(itemId, [...(items.get(itemId) ?? []), { n: index + 1, body }]);
  }
  return items;
}
