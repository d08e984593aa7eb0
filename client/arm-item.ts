import { WorkflowIdConflictPolicy } from '@temporalio/client';
import { DISPATCH_ID, itemStart } from '../workflows/contract.js';
import type { Duban } from './duban.js';

/**
 * Starts the workflow of an item unless it runs. From nothing but the id it goes on where the register says the item
 * stands: after a reopening, a restore, or the loss of Temporal itself.
 */
export async function armItem(duban: Duban, item: { id: string; campaignId: string }): Promise<void> {
  const start = itemStart(item.campaignId, item.id);
  await duban.temporal.workflow.start('item', { ...start, taskQueue: duban.taskQueue });
}

/** Starts dispatch unless it runs. */
export async function armDispatch(duban: Duban): Promise<void> {
  await duban.temporal.workflow.start('dispatch', {
    workflowId: DISPATCH_ID,
    taskQueue: duban.taskQueue,
    args: [],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
  });
}
