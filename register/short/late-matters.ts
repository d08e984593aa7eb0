import { campaignCalendar } from '../../domain/calendar/pinned-calendar.js';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { Instant } from '../../domain/instant.js';
import type { PostId } from '../../domain/item-state.js';
import { stillTrue } from '../../domain/life/still-true.js';
import { completePolicy } from '../../domain/policy.js';
import { workingDaysLate } from '../../domain/schedule.js';
import type { LateMatter } from '../../domain/short-message.js';
import { upgradeState } from '../../domain/upgrade-state.js';
import type { Tx } from '../database.js';

/** What the notices of a message tell of that is still late at `now`, each checkpoint once however many notices tell of it. */
export async function lateMatters(
  tx: Tx,
  messageId: string,
  { calendar, now }: { calendar: WorkingCalendar; now: Instant },
): Promise<LateMatter[]> {
  const matters = new Map<string, Omit<LateMatter, 'divisions'> & { leads: PostId[] }>();
  for (const { id, item_id, code, title, heading, targets, ...row } of await noticesOf(tx, messageId)) {
    if (row.state === null) continue;
    const t = { policy: completePolicy(row.policy), calendar: campaignCalendar(row.calendar, calendar) };
    const state = upgradeState(row.state, { t, targets });
    const about = state.checkpoints.find(({ n }) => n === row.checkpoint);
    if (about === undefined || !stillTrue({ ...row, post: row.post_id }, state, now)) continue;
    const key = `${item_id}/${row.checkpoint}`;
    const known = matters.get(key);
    if (known !== undefined) {
      known.notices.push(id);
      continue;
    }
    matters.set(key, {
      ...{ notices: [id], code, title: title || heading, due: about.due, zone: t.policy.zone },
      leads: state.posts.leads.filter((lead) => about.reported[lead] === undefined),
      daysLate: workingDaysLate(about.due, now, t),
    });
  }
  const nameOf = await namesOf(
    tx,
    [...matters.values()].flatMap(({ leads }) => leads),
  );
  return [...matters.values()].map(({ leads, ...matter }) => ({ ...matter, divisions: leads.map(nameOf) }));
}

async function namesOf(tx: Tx, ids: PostId[]): Promise<(id: PostId) => string> {
  if (ids.length === 0) return (id) => id;
  const rows = await tx
    .selectFrom('post')
    .where('id', 'in', [...new Set(ids)])
    .select(['id', 'name'])
    .execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function noticesOf(tx: Tx, messageId: string) {
  return tx
    .selectFrom('short_notice')
    .innerJoin('notice', 'notice.id', 'short_notice.notice_id')
    .innerJoin('item', 'item.id', 'notice.item_id')
    .innerJoin('campaign', 'campaign.id', 'item.campaign_id')
    .where('message_id', '=', messageId)
    .orderBy('item.campaign_id')
    .orderBy('item.position')
    .orderBy('notice.checkpoint')
    .orderBy('notice.id')
    .select(['notice.id', 'notice.checkpoint', 'notice.round', 'notice.rule', 'notice.step', 'notice.post_id'])
    .select(['item_id', 'item.code', 'item.title', 'item.heading', 'item.targets', 'item.state'])
    .select(['campaign.policy', 'campaign.calendar'])
    .execute();
}
