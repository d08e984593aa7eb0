import type { Context } from 'hono';
import { orderPage as paperOf } from '../../client/order.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { DubanError } from '../../domain/errors.js';
import { findOrder } from '../../register/queries/orders.js';
import type { ConsoleDependencies } from '../dependencies.js';

/** A supervision order (督办通知单) as it is printed. */
export async function orderPage(c: Context, { db, now }: ConsoleDependencies, id: string): Promise<Response> {
  const order = await findOrder(db, id);
  if (order === null) throw new DubanError('no-such-order', '台账中没有这件督办通知单', { id });
  const { html, policy } = await paperOf({ db, calendar }, order, now());
  c.header('Content-Security-Policy', policy);
  return c.html(html);
}
