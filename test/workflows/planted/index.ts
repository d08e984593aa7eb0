import { sleep } from '@temporalio/workflow';
import { item as today } from '../../../workflows/index.js';
import type { ItemInput } from '../../../workflows/contract.js';

export { bulletin, campaign, dispatch } from '../../../workflows/index.js';

/** The item's workflow with a step that its histories know nothing of: what a careless change does. */
export async function item(input: ItemInput): Promise<void> {
  await sleep('1 s');
  await today(input);
}
