import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { WAKE_SIGNAL, type DispatchActivities } from './contract.js';

const { planRelease } = proxyLocalActivities<DispatchActivities>({
  startToCloseTimeout: '5 s',
  localRetryThreshold: '5 s',
  retry: { initialInterval: '200 ms', maximumInterval: '1 min' },
});

// The heartbeat is longer than the 30 s that one SMTP session may last: a batch is only taken over from a worker that is gone.
const { releaseBatch } = proxyActivities<DispatchActivities>({
  startToCloseTimeout: '1 h',
  heartbeatTimeout: '45 s',
  retry: { initialInterval: '1 s', maximumInterval: '1 min' },
});

export const wake = defineSignal(WAKE_SIGNAL);

const DAY = 24 * 60 * 60 * 1000;

/** Sends what the items staged: sleeps until the register's next release, never past the next morning's. One runs, always. */
export async function dispatch(): Promise<void> {
  const started = Date.now();
  let woken = false;
  setHandler(wake, () => {
    woken = true;
  });
  for (;;) {
    // Before the register is read: a signal that comes later speaks of what this reading may not have seen.
    woken = false;
    const { due, wakeAt } = await planRelease({ now: Date.now() });
    if (due) await releaseBatch({ now: Date.now() });
    else await condition(() => woken, Math.max(1, wakeAt - Date.now()), { summary: '等待下一次发送' });
    if (workflowInfo().continueAsNewSuggested || Date.now() - started >= DAY) await continueAsNew<typeof dispatch>();
  }
}
