import { campaignCalendar } from '../domain/calendar/pinned-calendar.js';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.js';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import type { ItemPosts, ItemState } from '../domain/item-state.js';
import type { PlannedItem } from '../domain/make-event.js';
import { completePolicy } from '../domain/policy.js';
import { nextRelease, type Timekeeping } from '../domain/schedule.js';
import { upgradeState } from '../domain/upgrade-state.js';
import type { ChainHead } from './audit.js';
import type { Tx } from './database.js';

export interface LockedItem {
  id: string;
  campaignId: string;
  targets: PlannedItem['targets'];
  state: ItemState | null;
  /** The campaign's own policy and calendar. */
  t: Timekeeping;
  /** When and by whom it was launched, with its campaign or after it. */
  launchedAt: Instant;
  launchedBy: string;
  assignmentRelease: Instant;
  audit: ChainHead;
}

/** Takes the item's row lock, under which every event of its life is applied, and loads what the rules need. */
export async function lockItem(tx: Tx, itemId: string, installed: WorkingCalendar): Promise<LockedItem> {
  const [item] = await lockItems(tx, [itemId], installed);
  if (item === undefined) throw new DubanError('no-such-item', `台账中没有编号为 ${itemId} 的事项。`, { itemId });
  return item;
}

/** Of many, in the order of their ids, as everybody takes them. */
export async function lockItems(tx: Tx, itemIds: string[], installed: WorkingCalendar): Promise<LockedItem[]> {
  const rows = await tx
    .selectFrom('item')
    .innerJoin('campaign', 'campaign.id', 'item.campaign_id')
    .where('item.id', 'in', itemIds)
    .orderBy('item.id')
    .select(['item.id', 'item.campaign_id', 'item.state', 'item.targets', 'item.audit_seq', 'item.audit_hash'])
    .select(['item.added_at', 'item.added_by'])
    .select(['campaign.policy', 'campaign.calendar', 'campaign.launched_at', 'campaign.launched_by'])
    .select(['campaign.assignment_release'])
    // Not `for update`: a command that arrives meanwhile refers to the item, and must be committed without waiting.
    .forNoKeyUpdate('item')
    .execute();
  return rows.map((row): LockedItem => {
    const t = { policy: completePolicy(row.policy), calendar: campaignCalendar(row.calendar, installed) };
    return {
      id: row.id,
      campaignId: row.campaign_id,
      targets: row.targets,
      state: row.state === null ? null : upgradeState(row.state, { t, targets: row.targets }),
      t,
      launchedAt: row.added_at ?? row.launched_at,
      launchedBy: row.added_by ?? row.launched_by,
      assignmentRelease: row.added_at === null ? row.assignment_release : nextRelease(row.added_at, t),
      audit: { seq: row.audit_seq, hash: row.audit_hash },
    };
  });
}

/** Items as their plan has them, for their assignment. */
export async function plannedItems(tx: Tx, items: LockedItem[]): Promise<Map<string, PlannedItem>> {
  const ids = items.map((item) => item.id);
  if (ids.length === 0) return new Map();
  const checkpoints = await tx
    .selectFrom('checkpoint')
    .where('item_id', 'in', ids)
    .orderBy('n')
    .select(['item_id', 'label', 'from_day as from', 'due_day as due'])
    .execute();
  const posts = await tx
    .selectFrom('item_post')
    .where('item_id', 'in', ids)
    .orderBy('position')
    .select(['item_id', 'post_id', 'role', 'for_post'])
    .execute();
  return new Map(
    items.map(({ id, targets }) => [
      id,
      {
        id,
        targets,
        posts: answering(
          id,
          posts.filter((post) => post.item_id === id),
        ),
        checkpoints: checkpoints
          .filter((checkpoint) => checkpoint.item_id === id)
          .map(({ label, from, due }) => ({ label, from, due })),
      },
    ]),
  );
}

/** Who answers for the item, as the register has it. */
function answering(itemId: string, posts: { post_id: string; role: string; for_post: string | null }[]): ItemPosts {
  const of = (role: string) => posts.filter((post) => post.role === role).map((post) => post.post_id);
  const office = of('office')[0];
  if (office === undefined) throw new DubanError('no-office', `事项 ${itemId} 没有督查室岗位。`, { itemId });
  return {
    leads: of('lead'),
    supporting: of('supporting'),
    leader: of('leader')[0] ?? null,
    office,
    principal: of('principal')[0] ?? null,
    heads: Object.fromEntries(
      posts.flatMap((post) => (post.role === 'head' && post.for_post !== null ? [[post.for_post, post.post_id]] : [])),
    ),
  };
}
