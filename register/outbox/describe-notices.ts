import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { Instant } from '../../domain/instant.js';
import type { NoticeCheckpoint, ReleasedNotice } from '../../domain/notice.js';
import { workingDaysLate } from '../../domain/schedule.js';
import type { Tx } from '../database.js';

/** The notices with all their reader needs, as the register knows it at `now`, when they go out. */
export async function describeNotices(
  tx: Tx,
  ids: string[],
  { calendar, now }: { calendar: WorkingCalendar; now: Instant },
): Promise<ReleasedNotice[]> {
  const rows = await tx
    .selectFrom('notice')
    .innerJoin('post', 'post.id', 'notice.post_id')
    .innerJoin('item', 'item.id', 'notice.item_id')
    .innerJoin('campaign', 'campaign.id', 'item.campaign_id')
    .where('notice.id', 'in', ids)
    .orderBy('item.position')
    .orderBy('notice.checkpoint')
    .select(['notice.id', 'notice.rule', 'notice.step', 'notice.round', 'notice.release_at', 'notice.checkpoint'])
    .select(['post.id as post_id', 'post.kind as post_kind', 'post.name as post_name'])
    .select(['item.id as item_id', 'item.code', 'item.heading', 'item.title'])
    .select(['campaign.id as campaign_id', 'campaign.title as campaign_title', 'campaign.issuer', 'campaign.policy'])
    .execute();
  const itemIds = [...new Set(rows.map((row) => row.item_id))];
  const checkpoints = await checkpointsOf(tx, itemIds);
  const posts = await postsOf(tx, itemIds);
  const reasons = await returnReasons(tx, itemIds);

  return rows.map((row): ReleasedNotice => {
    const own = checkpoints.get(row.item_id) ?? [];
    const checkpoint = own.find((candidate) => candidate.n === row.checkpoint) ?? null;
    const named = posts.get(row.item_id) ?? [];
    const t = { policy: row.policy, calendar };
    const late = row.rule === 'overdue' || row.rule === 'escalation';
    return {
      id: row.id,
      rule: row.rule,
      step: row.step,
      round: row.round,
      release: row.release_at,
      post: { id: row.post_id, kind: row.post_kind, name: row.post_name },
      campaign: { id: row.campaign_id, title: row.campaign_title, issuer: row.issuer, zone: row.policy.zone },
      item: {
        id: row.item_id,
        code: row.code,
        heading: row.heading,
        title: row.title,
        divisions: named.flatMap((post) =>
          post.role === 'lead' || post.role === 'supporting' ? [{ name: post.name, role: post.role }] : [],
        ),
        leader: named.find((post) => post.role === 'leader')?.name ?? null,
        checkpoints: own,
      },
      checkpoint,
      reason:
        row.rule === 'return'
          ? (reasons.get(`${row.item_id} ${String(row.checkpoint)} ${String(row.round)}`) ?? null)
          : null,
      daysLate: late && checkpoint !== null ? workingDaysLate(checkpoint.due, now, t) : null,
    };
  });
}

async function checkpointsOf(tx: Tx, itemIds: string[]): Promise<Map<string, NoticeCheckpoint[]>> {
  const rows = await tx
    .selectFrom('item')
    .innerJoin('checkpoint', 'checkpoint.item_id', 'item.id')
    .where('item.id', 'in', itemIds)
    .orderBy('checkpoint.n')
    .select(['item.id', 'item.state', 'checkpoint.n', 'checkpoint.contents', 'checkpoint.mark'])
    .execute();
  return grouped(rows, (row): NoticeCheckpoint[] => {
    const now = row.state?.checkpoints.find((checkpoint) => checkpoint.n === row.n);
    if (now === undefined) return [];
    const { n, label, from, due, status } = now;
    return [{ n, label, from, due, status, contents: row.contents, provisional: row.mark === 'calendar-unpublished' }];
  });
}

async function postsOf(tx: Tx, itemIds: string[]): Promise<Map<string, { name: string; role: string }[]>> {
  const rows = await tx
    .selectFrom('item_post')
    .innerJoin('post', 'post.id', 'item_post.post_id')
    .where('item_id', 'in', itemIds)
    .orderBy('item_post.position')
    .select(['item_id as id', 'post.name', 'role'])
    .execute();
  return grouped(rows, (row) => [{ name: row.name, role: row.role }]);
}

/** By item, checkpoint and the round that the return began. */
async function returnReasons(tx: Tx, itemIds: string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('audit')
    .where('item_id', 'in', itemIds)
    .where('event', '=', 'returned')
    .select(['item_id', 'checkpoint', 'detail'])
    .execute();
  return new Map(
    rows.map((row) => [
      `${row.item_id} ${String(row.checkpoint)} ${String(row.detail['round'])}`,
      String(row.detail['reason']),
    ]),
  );
}

function grouped<R extends { id: string }, T>(rows: R[], values: (row: R) => T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.id, [...(groups.get(row.id) ?? []), ...values(row)]);
  return groups;
}
