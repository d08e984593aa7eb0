import type { Instant } from '../domain/instant.js';
import { timestamp, type Database, type Tx } from './database.js';

/** How many items of a campaign have not ended. With none left the campaign has, and `endedAt` says when that was found. */
export function endCampaign(
  db: Database,
  campaignId: string,
  now: Instant,
): Promise<{ open: number; endedAt: Instant | null }> {
  return db.transaction().execute(async (tx) => {
    // Locked before the items are counted: one that is reopened meanwhile is either counted, or takes the end back.
    const campaign = await tx
      .selectFrom('campaign')
      .where('id', '=', campaignId)
      .select('ended_at')
      .forNoKeyUpdate()
      .executeTakeFirst();
    const { open } = await tx
      .selectFrom('item')
      .where('campaign_id', '=', campaignId)
      .where('closed', '=', false)
      .select((eb) => eb.fn.countAll<number>().as('open'))
      .executeTakeFirstOrThrow();
    if (campaign === undefined || open > 0 || campaign.ended_at !== null) {
      return { open, endedAt: campaign?.ended_at ?? null };
    }
    await tx
      .updateTable('campaign')
      .set({ ended_at: timestamp(now) })
      .where('id', '=', campaignId)
      .execute();
    return { open, endedAt: now };
  });
}

/** An item of it goes on, or one was added. */
export async function resumeCampaign(tx: Tx, campaignId: string): Promise<void> {
  await tx.updateTable('campaign').set({ ended_at: null }).where('id', '=', campaignId).execute();
}
