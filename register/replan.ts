import { completePolicy } from '../domain/policy.js';
import { pinCalendar } from '../domain/calendar/pinned-calendar.js';
import {
  calendarOf,
  type HolidayNotice,
  type PinnedCalendar,
  type WorkingCalendar,
} from '../domain/calendar/working-calendar.js';
import { DubanError } from '../domain/errors.js';
import type { Day } from '../domain/instant.js';
import type { ItemState } from '../domain/item-state.js';
import type { Policy } from '../domain/policy.js';
import { upgradeState } from '../domain/upgrade-state.js';
import type { Database, Tx } from './database.js';
import { installedCalendar } from './holiday-notices.js';
import { lockItems } from './lock-items.js';

/** By what a campaign's dates are worked out. */
export interface CampaignRules {
  policy: Policy;
  calendar: PinnedCalendar | null;
  year: number;
}

export async function campaignRules(db: Database | Tx, campaignId: string): Promise<CampaignRules> {
  const row = await db
    .selectFrom('campaign')
    .where('id', '=', campaignId)
    .select(['policy', 'calendar', 'year'])
    .executeTakeFirst();
  if (row === undefined) throw new DubanError('no-such-campaign', `台账中没有编号为 ${campaignId} 的专项。`);
  return { ...row, policy: completePolicy(row.policy) };
}

/** The installation's calendar as it is now, with notices that are only proposed; the campaign's own for years it does not know. */
export async function calendarWith(
  db: Database | Tx,
  released: WorkingCalendar,
  { rules, notices }: { rules: CampaignRules; notices: Readonly<Record<number, HolidayNotice>> },
): Promise<WorkingCalendar> {
  const installed = await installedCalendar(db, released);
  return calendarOf(installed.version, { ...rules.calendar?.notices, ...installed.notices, ...notices });
}

export interface PlannedState {
  id: string;
  code: string;
  title: string;
  deadlineText: string;
  state: ItemState;
  /** As the document's words were read. */
  planned: { n: number; dueDay: Day; mark: string | null }[];
}

/** The items of a campaign that have not ended, after a position, with where they stand. */
export async function openStates(
  db: Database | Tx,
  campaignId: string,
  page: { after: number; limit: number; rules: CampaignRules; calendar: WorkingCalendar },
): Promise<{ items: PlannedState[]; last: number | null }> {
  const rows = await db
    .selectFrom('item')
    .where('campaign_id', '=', campaignId)
    .where('closed', '=', false)
    .where('position', '>', page.after)
    .orderBy('position')
    .limit(page.limit)
    .select(['id', 'code', 'title', 'deadline_text as deadlineText', 'state', 'targets', 'position'])
    .execute();
  if (rows.length === 0) return { items: [], last: null };
  const planned = await db
    .selectFrom('checkpoint')
    .where(
      'item_id',
      'in',
      rows.map(({ id }) => id),
    )
    .select(['item_id', 'n', 'due_day as dueDay', 'mark'])
    .execute();
  const t = { policy: page.rules.policy, calendar: page.calendar };
  return {
    items: rows.flatMap(({ state, targets, position: _, ...item }) =>
      state === null
        ? []
        : [
            {
              ...item,
              state: upgradeState(state, { t, targets }),
              planned: planned.filter(({ item_id }) => item_id === item.id).map(({ item_id: _id, ...rest }) => rest),
            },
          ],
    ),
    last: rows.at(-1)?.position ?? null,
  };
}

export interface RulesToRecord {
  policy: Policy;
  calendar: WorkingCalendar;
  /** Checkpoints whose day the new calendar decides otherwise, or for good. */
  days: { itemId: string; n: number; dueDay: Day; why: string; mark: string | null }[];
}

/** From now on the campaign goes by these; its items move when they are told to. */
export async function recordRules(
  tx: Tx,
  campaignId: string,
  { policy, calendar, days }: RulesToRecord,
): Promise<void> {
  await lockItems(
    tx,
    days.map(({ itemId }) => itemId),
  );
  const { year } = await campaignRules(tx, campaignId);
  const pinned = pinCalendar(calendar, year);
  await tx
    .updateTable('campaign')
    .set({ policy: JSON.stringify(policy), calendar: JSON.stringify(pinned), calendar_version: pinned.version })
    .where('id', '=', campaignId)
    .execute();
  for (const { itemId, n, dueDay, why, mark } of days) {
    await tx
      .updateTable('checkpoint')
      .set({ due_day: dueDay, mark, ...(why === '' ? {} : { why }) })
      .where('item_id', '=', itemId)
      .where('n', '=', n)
      .execute();
  }
}
