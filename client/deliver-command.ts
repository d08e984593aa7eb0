import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { CommandKind } from '../domain/command.js';
import { APPLY_UPDATE, commandActivities, itemWorkflowId, type ApplyInput } from '../workflows/contract.js';
import { armItem } from './arm-item.js';
import type { Duban } from './duban.js';

export interface CommittedCommand {
  id: string;
  itemId: string;
  campaignId: string;
  kind: CommandKind;
}

/**
 * Sends a committed command to its item and waits until it is answered; the answer is in the register. An item whose
 * workflow is gone is armed again first. Rejects when the engine cannot be reached.
 */
export async function deliverCommand(duban: Duban, command: CommittedCommand): Promise<void> {
  try {
    await update(duban, command);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    await armItem(duban, { id: command.itemId, campaignId: command.campaignId });
    await update(duban, command);
  }
}

async function update(duban: Duban, { id, itemId, campaignId, kind }: CommittedCommand): Promise<void> {
  const handle = duban.temporal.workflow.getHandle(itemWorkflowId(campaignId, itemId));
  const input: ApplyInput = { commandId: id, activity: commandActivities[kind] };
  try {
    await handle.executeUpdate(APPLY_UPDATE, { args: [input], updateId: id });
  } catch (error) {
    // A refusal is an answer.
    if (!(error instanceof WorkflowUpdateFailedError)) throw error;
  }
}
