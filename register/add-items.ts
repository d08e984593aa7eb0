import { sql } from 'kysely';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import type { ItemPosts, PostId } from '../domain/item-state.js';
import type { DraftItem } from '../domain/plan.js';
import { completePolicy } from '../domain/policy.js';
import { refuseAtRest } from './at-rest.js';
import type { Tx } from './database.js';
import { resumeCampaign } from './end-campaign.js';
import { recordItem } from './record-item.js';
import type { ItemOrigin } from './schema.js';

export interface ItemToAdd {
  /** Its code is taken where it is free. */
  item: DraftItem;
  posts: ItemPosts;
  origin: ItemOrigin;
  carriedFrom: string | null;
}

/** Adds items to a running campaign, behind those it has, for their workflows to assign. Gives the ids and codes, in order. */
export async function addItems(
  tx: Tx,
  campaignId: string,
  { items, at, by }: { items: ItemToAdd[]; at: Instant; by: PostId },
): Promise<{ id: string; code: string }[]> {
  await refuseAtRest(tx);
  // Whoever adds items to one campaign does so one after the other: places and codes are given once.
  const campaign = await tx
    .selectFrom('campaign')
    .where('id', '=', campaignId)
    .select('policy')
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (campaign === undefined) throw new DubanError('no-such-campaign', `台账中没有编号为 ${campaignId} 的专项。`);
  const policy = completePolicy(campaign.policy);
  const { last } = await tx
    .selectFrom('item')
    .where('campaign_id', '=', campaignId)
    .select(sql<number>`coalesce(max(position), 0)`.as('last'))
    .executeTakeFirstOrThrow();
  const taken = new Set(
    (await tx.selectFrom('item').where('campaign_id', '=', campaignId).select('code').execute()).map(
      ({ code }) => code,
    ),
  );
  const added: { id: string; code: string }[] = [];
  for (const [index, { item, ...rest }] of items.entries()) {
    const code = freeCode(item.code, taken);
    taken.add(code);
    const place = { campaignId, position: last + index + 1, policy, added: { at, by } };
    added.push({ id: await recordItem(tx, { ...place, ...rest, item: { ...item, code } }), code });
  }
  await resumeCampaign(tx, campaignId);
  return added;
}

/** `批` counts on from 批1; 1.2, when it is taken, becomes 1.2-2. */
function freeCode(wanted: string, taken: ReadonlySet<string>): string {
  const counts = /\d$/.test(wanted)
    ? (n: number) => (n === 1 ? wanted : `${wanted}-${n}`)
    : (n: number) => `${wanted}${n}`;
  let n = 1;
  while (taken.has(counts(n))) n += 1;
  return counts(n);
}
