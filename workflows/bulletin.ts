import { continueAsNew, proxyLocalActivities, setCurrentDetails, sleep, workflowInfo } from '@temporalio/workflow';
import type { BulletinActivities, BulletinInput } from './contract.js';

const { planBulletins, recordBulletins } = proxyLocalActivities<BulletinActivities>({
  startToCloseTimeout: '5 s',
  localRetryThreshold: '5 s',
  retry: { initialInterval: '200 ms', maximumInterval: '1 min' },
});

/**
 * Has the register note which campaigns are due a bulletin (督查通报), on the first working day after each period. One runs,
 * always. A machine that was off over such days makes up for each of them.
 */
export async function bulletin(input: BulletinInput = {}): Promise<void> {
  let wakeAt = input.wakeAt ?? (await planBulletins({ after: Date.now() })).wakeAt;
  for (;;) {
    setCurrentDetails('等待下一期督查通报');
    await sleep(Math.max(1, wakeAt - Date.now()), { summary: '下一期督查通报' });
    await recordBulletins({ moment: wakeAt });
    ({ wakeAt } = await planBulletins({ after: wakeAt }));
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof bulletin>({ wakeAt });
  }
}
