import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import type { ItemPosts, ItemState } from '../domain/item-state.js';
import type { PlannedItem } from '../domain/make-event.js';
import type { Policy } from '../domain/policy.js';
import type { ChainHead } from './audit.js';
import type { Tx } from './database.js';

export interface LockedItem {
  id: string;
  state: ItemState | null;
  policy: Policy;
  launchedAt: Instant;
  launchedBy: string;
  assignmentRelease: Instant;
  audit: ChainHead;
}

/** Takes the item's row lock, under which every event of its life is applied, and loads what the rules need. */
export async function lockItem(tx: Tx, itemId: string): Promise<LockedItem> {
  const row = await tx
    .selectFrom('item')
    .innerJoin('campaign', 'campaign.id', 'item.campaign_id')
    .where('item.id', '=', itemId)
    .select(['item.id', 'item.state', 'item.audit_seq', 'item.audit_hash'])
    .select(['campaign.policy', 'campaign.launched_at', 'campaign.launched_by', 'campaign.assignment_release'])
    // Not `for update`: a command that arrives meanwhile refers to the item, and must be committed without waiting.
    .forNoKeyUpdate('item')
    .executeTakeFirst();
  if (row === undefined) throw new DubanError('no-such-item', `台账中没有编号为 ${itemId} 的事项。`, { itemId });
  return {
    id: row.id,
    state: row.state,
    policy: row.policy,
    launchedAt: row.launched_at,
    launchedBy: row.launched_by,
    assignmentRelease: row.assignment_release,
    audit: { seq: row.audit_seq, hash: row.audit_hash },
  };
}

/** The item as its plan has it, for its assignment. */
export async function plannedItem(tx: Tx, itemId: string): Promise<PlannedItem> {
  const posts = await tx
    .selectFrom('item_post')
    .where('item_id', '=', itemId)
    .orderBy('position')
    .select(['post_id', 'role'])
    .execute();
  const of = (role: string) => posts.filter((post) => post.role === role).map((post) => post.post_id);
  const office = of('office')[0];
  if (office === undefined) throw new DubanError('no-office', `事项 ${itemId} 没有督查室岗位。`, { itemId });
  const answering: ItemPosts = {
    leads: of('lead'),
    supporting: of('supporting'),
    leader: of('leader')[0] ?? null,
    office,
    principal: of('principal')[0] ?? null,
  };
  const checkpoints = await tx
    .selectFrom('checkpoint')
    .where('item_id', '=', itemId)
    .orderBy('n')
    .select(['label', 'from_day as from', 'due_day as due'])
    .execute();
  return { id: itemId, posts: answering, checkpoints };
}
