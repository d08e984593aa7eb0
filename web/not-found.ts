import { DubanError } from '../domain/errors.js';
import type { Database } from '../register/database.js';
import {
  findCampaign,
  findCampaignFacts,
  type CampaignFacts,
  type CampaignRow,
} from '../register/queries/campaigns.js';

/** Throws `no-such-campaign`, which is shown as a page. */
export async function campaignOrRefuse(db: Database, id: string): Promise<CampaignRow> {
  return (await findCampaign(db, id)) ?? refuse(id);
}

/** The same for pages that show none of its counts. */
export async function campaignFactsOrRefuse(db: Database, id: string): Promise<CampaignFacts> {
  return (await findCampaignFacts(db, id)) ?? refuse(id);
}

function refuse(id: string): never {
  throw new DubanError('no-such-campaign', '台账中没有这个督办专项', { id });
}
