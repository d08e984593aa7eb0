import { addWorkingDays, type WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import { dayOf } from '../../domain/calendar/zoned.js';
import type { Instant } from '../../domain/instant.js';
import { postsOf } from '../../domain/ladder.js';
import type { OrderText } from '../../domain/order.js';
import { dueOn } from '../../domain/schedule.js';
import { upgradeState } from '../../domain/upgrade-state.js';
import type { Database } from '../database.js';
import { orderText } from '../order-text.js';
import type { OrderRow } from './orders.js';
import { timekeepingOf } from './timekeeping.js';

/** What an order says: as it was issued; a draft, what it would say if it were issued now. `null` if the item is gone. */
export async function textOfOrder(
  db: Database,
  order: OrderRow,
  { now, calendar }: { now: Instant; calendar: WorkingCalendar },
): Promise<OrderText | null> {
  if (order.text !== null) return order.text;
  const { itemId: id, campaignId, checkpoint } = order;
  const item = await db.selectFrom('item').where('id', '=', id).select(['state', 'targets']).executeTakeFirst();
  const t = await timekeepingOf(db, campaignId, calendar);
  if (item === undefined || item.state === null || t === null) return null;
  const state = upgradeState(item.state, { t, targets: item.targets });
  const replyDay = addWorkingDays(t.calendar, dayOf(now, t.policy.zone), t.policy.orders.replyDays);
  const signed = { number: '', signatory: '', issuedAt: now, replyBy: dueOn(replyDay, t) };
  return orderText(db, { id, state, t }, { checkpoint, to: postsOf(['outstanding'], state, checkpoint), signed });
}
