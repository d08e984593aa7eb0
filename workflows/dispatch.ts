import {
  condition,
  continueAsNew,
  defineSignal,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { WAKE_SIGNAL, type DispatchActivities } from './contract.js';

const { planRelease } = proxyLocalActivities<DispatchActivities>({
  startToCloseTimeout: '5 s',
  localRetryThreshold: '5 s',
  retry: { initialInterval: '200 ms', maximumInterval: '1 min' },
});

// The heartbeat is longer than the 30 s that one SMTP session may last: a batch is only taken over from a worker that is gone.
// Not retried as it was: its time would be stale by then, and mails would go out at hours they were not meant for.
const { releaseBatch } = proxyActivities<DispatchActivities>({
  scheduleToStartTimeout: '1 min',
  startToCloseTimeout: '1 h',
  heartbeatTimeout: '45 s',
  retry: { maximumAttempts: 1 },
});

export const wake = defineSignal(WAKE_SIGNAL);

const DAY = 24 * 60 * 60 * 1000;

/** After a batch that broke off: the register knows how far it got. */
async function planAnew(error: unknown): Promise<void> {
  if (isCancellation(error)) throw error;
  await sleep('10 s');
}

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
    if (due) await releaseBatch({ now: Date.now() }).catch(planAnew);
    else await condition(() => woken, Math.max(1, wakeAt - Date.now()), { summary: '等待下一次发送' });
    if (workflowInfo().continueAsNewSuggested || Date.now() - started >= DAY) await continueAsNew<typeof dispatch>();
  }
}
