import type { WorkflowClient } from '@temporalio/client';
import { DISPATCH_ID, WAKE_SIGNAL, itemStart } from '../workflows/contract.js';

/** What activities ask of Temporal itself. */
export interface Engine {
  startItem: (campaignId: string, itemId: string) => Promise<void>;
  signalDispatch: () => Promise<void>;
}

export function createEngine(client: WorkflowClient, taskQueue: string): Engine {
  return {
    async startItem(campaignId, itemId) {
      await client.start('item', { ...itemStart(campaignId, itemId), taskQueue });
    },
    async signalDispatch() {
      await client.signalWithStart('dispatch', {
        workflowId: DISPATCH_ID,
        taskQueue,
        args: [],
        signal: WAKE_SIGNAL,
        signalArgs: [],
      });
    },
  };
}
