import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Effect } from '../domain/item-event.js';
import type { OrderReply } from '../domain/order.js';
import { orderNumber, orderYear } from '../domain/order.js';
import { timestamp, type Tx } from './database.js';
import { orderText } from './order-text.js';
import type { Change } from './outcome.js';

type Said = Effect & { type: 'record' };

/** The numbers of the orders that a change speaks of, by checkpoint. */
export type OrderNumbers = ReadonlyMap<number, string>;

/**
 * Keeps what was decided of supervision orders, and numbers those issued, in the transaction that issues them: so there is
 * no number twice and none missing. The counter's row is locked after item and notices, before the wake row.
 */
export async function recordOrders(tx: Tx, change: Change): Promise<OrderNumbers> {
  const numbers = new Map<number, string>();
  for (const effect of change.outcome.effects) {
    if (effect.type !== 'record') continue;
    const number = await recordOne(tx, change, effect);
    if (number !== null) numbers.set(effect.checkpoint, number);
  }
  return numbers;
}

function recordOne(tx: Tx, change: Change, effect: Said): Promise<string | null> {
  switch (effect.event) {
    case 'order-drafted':
      return draft(tx, change, effect);
    case 'order-issued':
      return issue(tx, change, effect);
    case 'order-replied':
      return reply(tx, change, effect);
    case 'order-discharged':
    case 'order-withdrawn':
      return end(tx, change, effect);
    default:
      return Promise.resolve(null);
  }
}

async function draft(tx: Tx, { item, outcome: { state } }: Change, { checkpoint, detail }: Said): Promise<null> {
  await tx
    .insertInto('supervision_order')
    .values({
      ...{ id: randomUUID(), item_id: item.id, checkpoint, round: Number(detail['round']), n: 0, status: 'drafted' },
      office_id: state.posts.office,
      drafted_at: timestamp(Number(detail['from'])),
    })
    .execute();
  return null;
}

async function issue(tx: Tx, change: Change, { checkpoint, detail }: Said): Promise<string> {
  const { item, outcome } = change;
  const office = outcome.state.posts.office;
  const year = orderYear(outcome.at, item.t.policy.zone);
  const count = await tx
    .insertInto('order_counter')
    .values({ office_id: office, year, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['office_id', 'year']).doUpdateSet((eb) => ({ last: eb('order_counter.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  const number = orderNumber(year, count.last);
  const replyBy = Number(detail['replyBy']);
  const signed = { number, signatory: String(detail['signatory']), issuedAt: outcome.at, replyBy };
  const text = await orderText(
    tx,
    { ...item, state: outcome.state },
    { checkpoint, to: detail['to'] as string[], signed },
  );
  await standing(tx, item.id, checkpoint)
    .set({
      ...{ status: 'issued', n: Number(detail['n']), round: Number(detail['round']), office_id: office, year },
      number: count.last,
      issued_at: timestamp(outcome.at),
      reply_by: timestamp(replyBy),
      text: JSON.stringify(text),
    })
    .execute();
  return number;
}

async function reply(tx: Tx, { item, outcome }: Change, { checkpoint, detail }: Said): Promise<string | null> {
  const { name } = await tx
    .selectFrom('post')
    .where('id', '=', String(detail['post']))
    .select('name')
    .executeTakeFirstOrThrow();
  const { plan, person } = detail as { plan: string; person: string };
  const slip: OrderReply = { division: name, at: outcome.at, plan, due: Number(detail['due']), person };
  const order = outcome.state.checkpoints.find(({ n }) => n === checkpoint)?.order;
  const row = await standing(tx, item.id, checkpoint)
    .set({
      replies: sql`replies || ${JSON.stringify([slip])}::jsonb`,
      ...(order?.status === 'replied' ? { status: 'replied' } : {}),
    })
    .returning(['year', 'number'])
    .executeTakeFirst();
  return numberOf(row);
}

async function end(tx: Tx, { item, outcome }: Change, { checkpoint, event, detail }: Said): Promise<string | null> {
  const row = await standing(tx, item.id, checkpoint)
    .set({
      status: event === 'order-discharged' ? 'discharged' : 'withdrawn',
      ended_at: timestamp(outcome.at),
      ended_because: String(detail['reason'] ?? detail['because']),
    })
    .returning(['year', 'number'])
    .executeTakeFirst();
  return numberOf(row);
}

/** The one that stands for a checkpoint. */
function standing(tx: Tx, itemId: string, checkpoint: number) {
  return tx
    .updateTable('supervision_order')
    .where('item_id', '=', itemId)
    .where('checkpoint', '=', checkpoint)
    .where('status', 'in', ['drafted', 'issued', 'replied']);
}

function numberOf(row: { year: number | null; number: number | null } | undefined): string | null {
  return row === undefined || row.year === null || row.number === null ? null : orderNumber(row.year, row.number);
}
