import { DubanError } from '../domain/errors.js';
import type { Database } from '../register/database.js';
import { findCampaign, type CampaignRow } from '../register/queries/campaigns.js';

/** Throws `no-such-campaign`, which is shown as a page. */
export async function campaignOrRefuse(db: Database, id: string): Promise<CampaignRow> {
  const campaign = await findCampaign(db, id);
  if (campaign === null) throw new DubanError('no-such-campaign', '台账中没有这个督办专项', { id });
  return campaign;
}
