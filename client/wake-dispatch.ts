import { markSignalled, readWake } from '../register/dispatch-wake.js';
import { DISPATCH_ID, WAKE_SIGNAL } from '../workflows/contract.js';
import type { Duban } from './duban.js';

/** Tells dispatch of what was queued before it meant to wake, unless it knows. Throws where the engine is away: then it is for the next who asks. */
export async function wakeDispatch({ db, temporal, taskQueue }: Duban): Promise<void> {
  const { signal, wakeAt } = await db.transaction().execute(readWake);
  if (!signal) return;
  const wake = { signal: WAKE_SIGNAL, signalArgs: [] as [] };
  await temporal.workflow.signalWithStart('dispatch', { workflowId: DISPATCH_ID, taskQueue, args: [], ...wake });
  await markSignalled(db, wakeAt);
}
