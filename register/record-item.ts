import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { answeringOf } from '../domain/compare-plans.js';
import { instantOf } from '../domain/calendar/zoned.js';
import type { Instant } from '../domain/instant.js';
import type { ItemPosts } from '../domain/item-state.js';
import type { DraftItem } from '../domain/plan.js';
import type { Policy } from '../domain/policy.js';
import { atOrNull, timestamp, type Tx } from './database.js';
import { lightMoments } from './lights.js';
import type { ItemOrigin } from './schema.js';

export interface ItemToRecord {
  campaignId: string;
  position: number;
  item: DraftItem;
  posts: ItemPosts;
  policy: Policy;
  origin: ItemOrigin;
  carriedFrom: string | null;
  /** When and by which post it was added; null for those the campaign is launched with. */
  added: { at: Instant; by: string } | null;
}

/** An item with its posts and checkpoints, for its workflow to assign. Gives its id. */
export async function recordItem(tx: Tx, given: ItemToRecord): Promise<string> {
  const { item, policy } = given;
  const id = randomUUID();
  await tx
    .insertInto('item')
    .values({
      id,
      campaign_id: given.campaignId,
      position: given.position,
      code: item.code,
      heading: item.heading,
      title: item.title,
      contents: JSON.stringify(item.contents),
      measures: JSON.stringify(item.measures),
      deadline_text: item.deadlineText,
      targets: JSON.stringify(item.targets),
      source: JSON.stringify(item.source),
      state: null,
      next_moment: null,
      flagged: null,
      closed: false,
      origin: given.origin,
      planned_answering: given.origin === 'document' ? JSON.stringify(answeringOf(item)) : null,
      carried_from: given.carriedFrom,
      added_at: atOrNull(given.added?.at ?? null),
      added_by: given.added?.by ?? null,
      audit_seq: 0,
      audit_hash: '',
    })
    .execute();
  await recordItemPosts(tx, id, given.posts);
  if (item.checkpoints.length === 0) return id;
  await tx
    .insertInto('checkpoint')
    .values(
      item.checkpoints.map((checkpoint, index) => {
        const due = timestamp(instantOf(checkpoint.due, policy.dueTime, policy.zone));
        return {
          item_id: id,
          n: index + 1,
          label: checkpoint.label,
          from_day: checkpoint.from,
          due_day: checkpoint.due,
          why: checkpoint.why,
          mark: checkpoint.mark ?? null,
          contents: JSON.stringify(checkpoint.contents),
          due_at: due,
          original_due_at: due,
          report_due_at: due,
          leads: given.posts.leads,
          leader: given.posts.leader,
          near_from: null,
          status: 'ahead' as const,
          round: 1,
          submitted_at: null,
          late: false,
        };
      }),
    )
    .execute();
  await sql`update item set ${lightMoments} where item.id = ${id}`.execute(tx);
  return id;
}

/** Who answers for the item, in the order they are named; a post that is named twice answers once. */
export async function recordItemPosts(tx: Tx, itemId: string, posts: ItemPosts): Promise<void> {
  const all = (ids: (string | null)[], role: 'lead' | 'supporting' | 'leader' | 'office' | 'principal') =>
    [...new Set(ids)].flatMap((post_id) => (post_id === null ? [] : [{ post_id, role, for_post: null }]));
  const rows = [
    ...all(posts.leads, 'lead'),
    ...all(posts.supporting, 'supporting'),
    ...Object.entries(posts.heads).map(([for_post, post_id]) => ({ post_id, role: 'head' as const, for_post })),
    ...all([posts.leader], 'leader'),
    ...all([posts.office], 'office'),
    ...all([posts.principal], 'principal'),
  ];
  await tx
    .insertInto('item_post')
    .values(rows.map((row, position) => ({ ...row, item_id: itemId, position })))
    .execute();
}
