import {
  BULLETIN_ID,
  DISPATCH_ID,
  LOOK_SIGNAL,
  WAKE_SIGNAL,
  campaignStart,
  startItem,
  type ItemToStart,
} from '../workflows/contract.js';
import type { Duban } from './duban.js';

/**
 * Starts the workflow of an item unless it runs. From nothing but the id it goes on where the register says the item
 * stands: after a reopening, a restore, or the loss of Temporal itself.
 */
export async function armItem({ temporal, taskQueue }: Duban, item: ItemToStart): Promise<void> {
  await startItem(item, (options) => temporal.workflow.start('item', { ...options, taskQueue }));
}

/** The same for one that runs, but by what the register does not say: it is ended and started anew, at once. */
export async function rearmItem({ temporal, taskQueue }: Duban, item: ItemToStart): Promise<void> {
  const anew = { taskQueue, workflowIdConflictPolicy: 'TERMINATE_EXISTING' as const };
  await startItem(item, (options) => temporal.workflow.start('item', { ...options, ...anew }));
}

/** Has a campaign look at what the register holds for it; starts its workflow if it is gone. */
export async function signalCampaign({ temporal, taskQueue }: Duban, campaignId: string): Promise<void> {
  const signal = { signal: LOOK_SIGNAL, signalArgs: [] as [] };
  await temporal.workflow.signalWithStart('campaign', { ...campaignStart(campaignId), taskQueue, ...signal });
}

/** Has dispatch look at the register at once; starts it if it is not there. Away, the engine learns of it by the wake row. */
export async function wakeDispatch({ temporal, taskQueue }: Duban): Promise<void> {
  const options = { workflowId: DISPATCH_ID, taskQueue, args: [] as [], signal: WAKE_SIGNAL, signalArgs: [] as [] };
  await temporal.workflow.signalWithStart('dispatch', options).catch(() => undefined);
}

/** Starts the workflows of which the installation has one each, unless they run: dispatch and bulletin. */
export async function armInstallation({ temporal, taskQueue }: Duban): Promise<void> {
  const once = { taskQueue, args: [], workflowIdConflictPolicy: 'USE_EXISTING' as const };
  await temporal.workflow.start('dispatch', { ...once, workflowId: DISPATCH_ID, staticSummary: '按时发送通知' });
  await temporal.workflow.start('bulletin', { ...once, workflowId: BULLETIN_ID, staticSummary: '按期提示督查通报' });
}
