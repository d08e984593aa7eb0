import { sql } from 'kysely';
import type { OrderStatus } from '../../domain/order.js';
import type { Database } from '../database.js';

/** An item in which something waits for an answer. */
export interface WaitingItem {
  id: string;
  code: string;
}

/** In the campaign's order; of each kind at most as many as were asked for. */
export interface Waiting {
  /** Reports that wait for the office's review. */
  submitted: WaitingItem[];
  /** Reports that wait for the signature of the division's head. */
  drafts: WaitingItem[];
  /** Extensions asked for. */
  requested: WaitingItem[];
  disputed: WaitingItem[];
  cancelling: WaitingItem[];
  /** Supervision orders to be signed; those whose reply slip is not back. */
  orderDrafts: WaitingItem[];
  orderReplies: WaitingItem[];
}

const disputed = sql<boolean>`coalesce(state->'disputed', '{}') <> '{}'`;
const drafts = sql<boolean>`jsonb_path_exists(state, '$.checkpoints[*].drafts.*')`;
const cancelling = sql<boolean>`coalesce(state->'cancelling', 'null') <> 'null'`;
/** In the words of the index `item_waiting`: else every state of the campaign would be read. */
const any = sql<boolean>`(${disputed} or ${drafts} or ${cancelling})`;
const submitted = sql<boolean>`exists (
  select from checkpoint where checkpoint.item_id = item.id and checkpoint.status = 'submitted')`;
const requested = sql<boolean>`exists (
  select from checkpoint where checkpoint.item_id = item.id and checkpoint.requested_due_at is not null)`;

const ordered = (status: OrderStatus) => sql<boolean>`exists (
  select from supervision_order o where o.item_id = item.id and o.status = ${status})`;

/** What of a campaign's open items waits for somebody. */
export async function waitingIn(db: Database, campaignId: string, atMost: number): Promise<Waiting> {
  const open = db
    .selectFrom('item')
    .where('campaign_id', '=', campaignId)
    .where('closed', '=', false)
    .orderBy('position')
    .limit(atMost)
    .select(['id', 'code']);
  return {
    submitted: await open.where(submitted).execute(),
    drafts: await open.where(any).where(drafts).execute(),
    requested: await open.where(requested).execute(),
    disputed: await open.where(any).where(disputed).execute(),
    cancelling: await open.where(any).where(cancelling).execute(),
    orderDrafts: await open.where(ordered('drafted')).execute(),
    orderReplies: await open.where(ordered('issued')).execute(),
  };
}
