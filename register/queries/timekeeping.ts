import { campaignCalendar } from '../../domain/calendar/pinned-calendar.js';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import { completePolicy } from '../../domain/policy.js';
import type { Timekeeping } from '../../domain/schedule.js';
import type { Database, Tx } from '../database.js';

/** A campaign's own policy and calendar; `installed` is the calendar of those launched before they kept their own. `null` if there is no such campaign. */
export async function timekeepingOf(
  db: Database | Tx,
  campaignId: string,
  installed: WorkingCalendar,
): Promise<Timekeeping | null> {
  const row = await db
    .selectFrom('campaign')
    .where('id', '=', campaignId)
    .select(['policy', 'calendar'])
    .executeTakeFirst();
  if (row === undefined) return null;
  return { policy: completePolicy(row.policy), calendar: campaignCalendar(row.calendar, installed) };
}
