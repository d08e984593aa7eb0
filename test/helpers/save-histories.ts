import { mkdir, writeFile } from 'node:fs/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { PlayedEngine } from '../../embedded/played-engine.js';
import { itemsByCode } from '../../register/queries/items.js';
import { BULLETIN_ID, DISPATCH_ID, campaignWorkflowId, itemWorkflowId } from '../../workflows/contract.js';

const STORIES = {
  'item-extended': '1.1',
  'item-on-time': '1.2',
  'item-returned': '1.3',
  'item-late': '2.1',
  'item-reassigned': '3.1',
  'item-silent': '3.2',
};

/** Saves the histories of a played year for the replay test: a change to a workflow must replay those of its predecessors. */
export async function saveHistories(engine: PlayedEngine, release: string): Promise<void> {
  const save = (name: string, workflowId: string): Promise<void> => saveHistory(engine, { release, name, workflowId });
  let campaignId = '';
  for (const [name, code] of Object.entries(STORIES)) {
    const [item] = await itemsByCode(engine.duban.db, code);
    if (item === undefined) throw new Error(`no item ${code}`);
    campaignId = item.campaignId;
    await save(name, itemWorkflowId(item.campaignId, item.id));
  }
  await save('campaign', campaignWorkflowId(campaignId));
  await save('dispatch', DISPATCH_ID);
  await save('bulletin', BULLETIN_ID);
}

/** In the folder of its release. */
export async function saveHistory(
  { duban }: PlayedEngine,
  { release, name, workflowId }: { release: string; name: string; workflowId: string },
): Promise<void> {
  const history = await duban.temporal.workflow.getHandle(workflowId).fetchHistory();
  await mkdir(`test/histories/${release}`, { recursive: true });
  await writeFile(`test/histories/${release}/${name}.json`, historyToJSON(history));
}
