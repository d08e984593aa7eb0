import { proxyActivities } from '@temporalio/workflow';
import type { CampaignActivities, CampaignInput } from './contract.js';

const { launchItems } = proxyActivities<CampaignActivities>({
  startToCloseTimeout: '24 h',
  heartbeatTimeout: '30 s',
  retry: { initialInterval: '1 s', maximumInterval: '1 min' },
});

/** Launches a campaign: killed anywhere, it goes on where it was; run twice, nothing starts twice. */
export async function campaign(input: CampaignInput): Promise<{ started: number }> {
  return launchItems(input);
}
