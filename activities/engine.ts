import { WorkflowNotFoundError, WorkflowUpdateStage, type WorkflowClient } from '@temporalio/client';
import type { UnansweredCommand } from '../register/unanswered-commands.js';
import {
  APPLY_UPDATE,
  DISPATCH_ID,
  LOOK_SIGNAL,
  WAKE_SIGNAL,
  campaignStart,
  commandActivities,
  itemWorkflowId,
  startItem,
  type ApplyInput,
  type ItemToStart,
} from '../workflows/contract.js';

/** What activities ask of Temporal itself. */
export interface Engine {
  /** Unless it runs. */
  startItem: (item: ItemToStart) => Promise<void>;
  signalDispatch: () => Promise<void>;
  /** Has a campaign look at the register; starts it if it is not there. */
  signalCampaign: (campaignId: string) => Promise<void>;
  /** Sends a committed command to its item, armed first if its workflow is gone. Does not wait for the answer. */
  sendCommand: (command: UnansweredCommand) => Promise<void>;
}

export function createEngine(client: WorkflowClient, taskQueue: string): Engine {
  const start = (item: ItemToStart): Promise<void> =>
    startItem(item, (options) => client.start('item', { ...options, taskQueue }));

  async function update({ id, itemId, campaignId, kind }: UnansweredCommand): Promise<void> {
    const input: ApplyInput = { commandId: id, activity: commandActivities[kind] };
    const waitForStage = WorkflowUpdateStage.ACCEPTED;
    const handle = client.getHandle(itemWorkflowId(campaignId, itemId));
    await handle.startUpdate(APPLY_UPDATE, { args: [input], updateId: id, waitForStage });
  }

  return {
    startItem: start,
    async signalDispatch() {
      await client.signalWithStart('dispatch', {
        workflowId: DISPATCH_ID,
        taskQueue,
        args: [],
        signal: WAKE_SIGNAL,
        signalArgs: [],
      });
    },
    async signalCampaign(campaignId) {
      await client.signalWithStart('campaign', {
        ...campaignStart(campaignId),
        taskQueue,
        signal: LOOK_SIGNAL,
        signalArgs: [],
      });
    },
    async sendCommand(command) {
      try {
        await update(command);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
        await start({ id: command.itemId, campaignId: command.campaignId });
        await update(command);
      }
    },
  };
}
