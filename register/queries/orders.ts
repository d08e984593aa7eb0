import type { SelectQueryBuilder } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import { defaultPolicy } from '../../domain/policy.js';
import { orderNumber, type OrderReply, type OrderStatus, type OrderText } from '../../domain/order.js';
import type { Database, Tx } from '../database.js';
import type { Register } from '../schema.js';

/** A supervision order as lists show it. */
export interface OrderRow {
  id: string;
  status: OrderStatus;
  itemId: string;
  code: string;
  title: string;
  campaignId: string;
  campaign: string;
  zone: string;
  checkpoint: number;
  label: string;
  office: string;
  draftedAt: Instant;
  /** 督办〔2027〕3号; null for what was never issued. */
  number: string | null;
  issuedAt: Instant | null;
  replyBy: Instant | null;
  /** As issued. */
  text: OrderText | null;
  replies: OrderReply[];
  endedAt: Instant | null;
  endedBecause: string | null;
}

/** Those that wait for a signature, a reply or the report, of every campaign or of one; a page at a time, the longest waiting first. */
export function standingOrders(
  db: Database,
  { campaignId, offset = 0, limit = 500 }: { campaignId?: string | undefined; offset?: number; limit?: number },
): Promise<OrderRow[]> {
  return read(
    select(db)
      .where('supervision_order.status', 'in', ['drafted', 'issued', 'replied'])
      .$if(campaignId !== undefined, (query) => query.where('item.campaign_id', '=', campaignId as string))
      .orderBy('drafted_at')
      .orderBy('supervision_order.id')
      .offset(offset)
      .limit(limit),
  );
}

/** Those of an item that were issued or wait to be, oldest first. */
export function ordersOfItem(db: Database, itemId: string): Promise<OrderRow[]> {
  return read(
    known(select(db).where('supervision_order.item_id', '=', itemId))
      .orderBy('drafted_at')
      .orderBy('supervision_order.n'),
  );
}

/** The same of a campaign, newest first. */
export function ordersOfCampaign(db: Database | Tx, campaignId: string, limit: number): Promise<OrderRow[]> {
  return read(
    known(select(db).where('item.campaign_id', '=', campaignId))
      .orderBy('drafted_at', 'desc')
      .orderBy('supervision_order.id')
      .limit(limit),
  );
}

export async function findOrder(db: Database, id: string): Promise<OrderRow | null> {
  return (await read(select(db).where('supervision_order.id', '=', id)))[0] ?? null;
}

/** The orders of that number, newest year first; of one year where it is given. More than one where offices share a register. */
export function ordersNumbered(db: Database, number: number, year?: number): Promise<OrderRow[]> {
  return read(
    select(db)
      .where('number', '=', number)
      .$if(year !== undefined, (query) => query.where('supervision_order.year', '=', year as number))
      .orderBy('supervision_order.year', 'desc')
      .limit(20),
  );
}

function select(db: Database | Tx) {
  return db
    .selectFrom('supervision_order')
    .innerJoin('item', 'item.id', 'supervision_order.item_id')
    .innerJoin('campaign', 'campaign.id', 'item.campaign_id')
    .innerJoin('post', 'post.id', 'supervision_order.office_id')
    .innerJoin('checkpoint', (join) =>
      join
        .onRef('checkpoint.item_id', '=', 'supervision_order.item_id')
        .onRef('checkpoint.n', '=', 'supervision_order.checkpoint'),
    )
    .select(['supervision_order.id', 'supervision_order.status', 'supervision_order.item_id as itemId', 'item.code'])
    .select(['item.title', 'item.heading', 'item.campaign_id as campaignId', 'campaign.title as campaign', 'policy'])
    .select(['supervision_order.checkpoint', 'checkpoint.label', 'post.name as office', 'drafted_at as draftedAt'])
    .select(['supervision_order.year', 'supervision_order.number', 'issued_at as issuedAt', 'reply_by as replyBy'])
    .select(['text', 'replies', 'supervision_order.ended_at as endedAt', 'ended_because as endedBecause']);
}

type Selecting = ReturnType<typeof select>;
type Selected = Selecting extends SelectQueryBuilder<Register, infer _T, infer O> ? O : never;

/** Without drafts that were thrown away. */
function known(query: Selecting): Selecting {
  return query.where((eb) =>
    eb.or([eb('supervision_order.number', 'is not', null), eb('supervision_order.status', '=', 'drafted')]),
  );
}

async function read(query: { execute(): Promise<unknown[]> }): Promise<OrderRow[]> {
  const rows = (await query.execute()) as Selected[];
  return rows.map(({ year, number, policy, heading, title, ...row }) => ({
    ...row,
    title: title === '' ? heading : title,
    zone: policy.zone ?? defaultPolicy.zone,
    number: year === null || number === null ? null : orderNumber(year, number),
  }));
}
