import { campaignEnds, knownItems } from '../../register/queries/reconciliation.js';
import type { Duban } from '../duban.js';

/** A workflow that runs for nothing: the register does not know what it is for, or has it on record as ended. */
export interface Stray {
  workflowId: string;
  kind: 'unknown' | 'ended';
  /** The item's code; of what the register does not know, the campaign's id. */
  label: string;
}

const PAGE = 500;

/** Temporal's visibility lists what runs; what is owed is never read from it. */
export async function* straysOf({ db, temporal, taskQueue }: Duban): AsyncGenerator<Stray> {
  const campaigns = await campaignEnds(db);
  const query = `WorkflowType IN ('item', 'campaign') AND ExecutionStatus = 'Running' AND TaskQueue = '${taskQueue}'`;
  let page: string[] = [];
  async function* judged(): AsyncGenerator<Stray> {
    const items = await knownItems(
      db,
      page.flatMap((workflowId) => itemOf(workflowId) ?? []),
    );
    for (const workflowId of page) {
      const itemId = itemOf(workflowId);
      const [, campaignId = ''] = workflowId.split('/');
      const known = itemId === null ? campaigns.get(campaignId) : items.get(itemId);
      if (known === undefined) yield { workflowId, kind: 'unknown', label: `专项 ${campaignId.slice(0, 8)}` };
      // A campaign that has ended ends its workflow itself, when it is told to look.
      else if (known.ended && 'code' in known) yield { workflowId, kind: 'ended', label: known.code };
    }
    page = [];
  }
  for await (const { workflowId } of temporal.workflow.list({ query, pageSize: PAGE })) {
    page.push(workflowId);
    if (page.length === PAGE) yield* judged();
  }
  yield* judged();
}

/** Of `item/<campaign id>/<item id>`. */
function itemOf(workflowId: string): string | null {
  const [kind, , itemId = null] = workflowId.split('/');
  return kind === 'item' ? itemId : null;
}
