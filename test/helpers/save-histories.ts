import { writeFile } from 'node:fs/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { PlayedEngine } from '../../embedded/played-engine.js';
import { itemsByCode } from '../../register/queries/items.js';
import { DISPATCH_ID, campaignWorkflowId, itemWorkflowId } from '../../workflows/contract.js';

const STORIES = { 'item-on-time': '1.2', 'item-returned': '1.3', 'item-late': '2.1', 'item-silent': '3.1' };

/** Saves the histories of a played year for the replay test: a change to a workflow must replay those of its predecessors. */
export async function saveHistories({ duban }: PlayedEngine): Promise<void> {
  async function save(name: string, workflowId: string): Promise<void> {
    const history = await duban.temporal.workflow.getHandle(workflowId).fetchHistory();
    await writeFile(`test/histories/${name}.json`, historyToJSON(history));
  }
  let campaignId = '';
  for (const [name, code] of Object.entries(STORIES)) {
    const [item] = await itemsByCode(duban.db, code);
    if (item === undefined) throw new Error(`no item ${code}`);
    campaignId = item.campaignId;
    await save(name, itemWorkflowId(item.campaignId, item.id));
  }
  await save('campaign', campaignWorkflowId(campaignId));
  await save('dispatch', DISPATCH_ID);
}
