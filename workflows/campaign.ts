import {
  condition,
  continueAsNew,
  defineSignal,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { LOOK_SIGNAL, type CampaignActivities, type CampaignInput, type LaunchedItems } from './contract.js';

// What a worker died over is taken up by another after the heartbeat: an office waits for it. One that only was slow goes on
// beside it, and what both do happens once.
const { launchItems, applyBulk } = proxyActivities<CampaignActivities>({
  startToCloseTimeout: '24 h',
  heartbeatTimeout: '20 s',
  retry: { initialInterval: '1 s', maximumInterval: '1 min' },
});

const { lookAtCampaign } = proxyLocalActivities<CampaignActivities>({
  startToCloseTimeout: '5 s',
  localRetryThreshold: '5 s',
  retry: { initialInterval: '200 ms', maximumInterval: '1 min' },
});

export const look = defineSignal(LOOK_SIGNAL);

/**
 * Launches a campaign, then gives its bulks of commands to its items, until all of these have ended. Killed anywhere, it goes
 * on where it was; run twice, nothing happens twice. What there is to do stands in the register: a signal only says that
 * there is something, and a campaign that has ended is started anew by it.
 */
export async function campaign({ campaignId, launched = false }: CampaignInput): Promise<{ started: number }> {
  let looked = false;
  setHandler(look, () => {
    looked = true;
  });
  const started = launched ? 0 : await launch(campaignId);
  // Release 0.1 ended here.
  if (!patched('lives-on')) return { started };
  for (;;) {
    // Before the register is read: a signal that comes later speaks of what this reading may not have seen.
    looked = false;
    const { bulkId, ended } = await lookAtCampaign({ campaignId, now: Date.now() });
    if (bulkId !== null) {
      setCurrentDetails('批量办理中');
      await applyBulk({ bulkId });
    } else if (!ended) {
      setCurrentDetails('督办中，等待批量指令或全部事项结束');
      await condition(() => looked);
    } else if (!looked) {
      setCurrentDetails('全部事项已结束');
      return { started };
    }
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof campaign>({ campaignId, launched: true });
  }
}

async function launch(campaignId: string): Promise<number> {
  setCurrentDetails('下达事项中');
  let all = 0;
  let after: number | null | undefined = 0;
  while (after != null) {
    const chunk: LaunchedItems = await launchItems({ campaignId, after });
    all += chunk.started;
    after = chunk.after;
  }
  return all;
}
