import type { ItemState, PostId } from '../domain/item-state.js';
import type { OrderText } from '../domain/order.js';
import { workingDaysLate, type Timekeeping } from '../domain/schedule.js';
import type { Database, Tx } from './database.js';

interface Signed {
  number: string;
  signatory: string;
  issuedAt: number;
  replyBy: number;
}

/** What an order for a checkpoint says if it is issued now. */
export async function orderText(
  db: Database | Tx,
  { id, state, t }: { id: string; state: ItemState; t: Timekeeping },
  { checkpoint: n, to, signed }: { checkpoint: number; to: PostId[]; signed: Signed },
): Promise<OrderText> {
  const item = await db
    .selectFrom('item')
    .innerJoin('campaign', 'campaign.id', 'item.campaign_id')
    .where('item.id', '=', id)
    .select(['item.code', 'item.heading', 'item.title', 'campaign.title as campaign', 'issuer'])
    .select('document_number as documentNumber')
    .executeTakeFirstOrThrow();
  const planned = await db
    .selectFrom('checkpoint')
    .where('item_id', '=', id)
    .where('n', '=', n)
    .select(['label', 'contents'])
    .executeTakeFirstOrThrow();
  const { office } = state.posts;
  const posts = await db
    .selectFrom('post')
    .where('id', 'in', [...to, office])
    .select(['id', 'name'])
    .execute();
  const nameOf = (post: PostId): string => posts.find((one) => one.id === post)?.name ?? post;
  const due = state.checkpoints.find((checkpoint) => checkpoint.n === n)?.due ?? signed.issuedAt;
  const { code, heading, title, ...document } = item;
  return {
    ...signed,
    ...document,
    office: nameOf(office),
    to: to.map(nameOf),
    item: { code, heading, title },
    checkpoint: { ...planned, due },
    daysLate: workingDaysLate(due, signed.issuedAt, t),
    zone: t.policy.zone,
  };
}
