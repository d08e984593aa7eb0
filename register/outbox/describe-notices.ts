import { campaignCalendar } from '../../domain/calendar/pinned-calendar.js';
import { isProvisional, type WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import { dayOf } from '../../domain/calendar/zoned.js';
import type { Instant } from '../../domain/instant.js';
import type { ItemState, Said } from '../../domain/item-state.js';
import type { NoticeCheckpoint, ReleasedNotice } from '../../domain/notice.js';
import { completePolicy } from '../../domain/policy.js';
import { workingDaysLate, type Timekeeping } from '../../domain/schedule.js';
import { chasing } from '../../domain/rule.js';
import { upgradeState } from '../../domain/upgrade-state.js';
import { whatFollows } from '../../domain/what-follows.js';
import { basisOf } from '../basis-of.js';
import type { Tx } from '../database.js';

/** The notices with all their reader needs, as the register knows it at `now`, when they go out. `awayOf`: by id, who is on leave. */
export async function describeNotices(
  tx: Tx,
  ids: string[],
  { calendar, now, awayOf }: { calendar: WorkingCalendar; now: Instant; awayOf?: ReadonlyMap<string, string> },
): Promise<ReleasedNotice[]> {
  const rows = await noticesOf(tx, ids);
  const items = await itemsOf(
    tx,
    rows.map((row) => row.item_id),
    calendar,
  );
  const posts = await postNames(
    tx,
    rows.map((row) => row.said),
  );
  const orders = await ordersFor(tx, rows);
  return rows.flatMap((row): ReleasedNotice[] => {
    const known = items.get(row.item_id);
    if (known === undefined) return [];
    const { t, state, campaign, item } = known;
    const checkpoint = item.checkpoints.find((candidate) => candidate.n === row.checkpoint) ?? null;
    const standing = state?.checkpoints.find((candidate) => candidate.n === row.checkpoint);
    const awaited = row.rule === 'returned' || chasing.includes(row.rule);
    const late = row.rule === 'overdue' || row.rule === 'escalation';
    const notice = { ...row, release: row.release_at };
    return [
      {
        id: row.id,
        rule: row.rule,
        step: row.step,
        round: row.round,
        release: row.release_at,
        post: { id: row.post_id, kind: row.post_kind, name: row.post_name },
        campaign,
        item,
        checkpoint,
        said: named(row.said, posts),
        order: orders(row),
        basis: basisOf(notice, state === null ? null : { state, t }),
        versions: { policy: row.policy_version, calendar: row.calendar_version },
        contact: row.contact,
        standsInFor: awayOf?.get(row.id) ?? null,
        following: awaited && state && standing ? whatFollows(state, standing, now) : null,
        daysLate: late && checkpoint !== null ? workingDaysLate(checkpoint.due, now, t) : null,
      },
    ];
  });
}

type NoticeRow = Awaited<ReturnType<typeof noticesOf>>[number];

/** The order that a notice names; of an escalation, the one that stands. */
async function ordersFor(tx: Tx, notices: NoticeRow[]): Promise<(notice: NoticeRow) => ReleasedNotice['order']> {
  const ids = notices
    .filter(({ rule, said }) => rule === 'escalation' || said.order !== undefined)
    .map((row) => row.item_id);
  if (ids.length === 0) return () => null;
  const rows = await tx
    .selectFrom('supervision_order')
    .where('item_id', 'in', [...new Set(ids)])
    .select(['item_id', 'checkpoint', 'n', 'status', 'text'])
    .execute();
  return ({ item_id, rule, said, checkpoint }) => {
    const own = rows.filter((row) => row.item_id === item_id);
    const found =
      rule === 'escalation'
        ? own.find((row) => row.checkpoint === checkpoint && ['drafted', 'issued', 'replied'].includes(row.status))
        : own.find((row) => row.n > 0 && row.n === said.order);
    return found === undefined ? null : { status: found.status, text: found.text };
  };
}

function noticesOf(tx: Tx, ids: string[]) {
  return tx
    .selectFrom('notice')
    .innerJoin('post', 'post.id', 'notice.post_id')
    .innerJoin('item', 'item.id', 'notice.item_id')
    .where('notice.id', 'in', ids)
    .orderBy('item.position')
    .orderBy('notice.checkpoint')
    .select(['notice.id', 'notice.rule', 'notice.step', 'notice.round', 'notice.release_at', 'notice.checkpoint'])
    .select(['notice.item_id', 'notice.basis', 'notice.said', 'notice.contact', 'policy_version', 'calendar_version'])
    .select(['post.id as post_id', 'post.kind as post_kind', 'post.name as post_name'])
    .execute();
}

interface KnownItem {
  item: ReleasedNotice['item'];
  campaign: ReleasedNotice['campaign'];
  state: ItemState | null;
  /** The campaign's own. */
  t: Timekeeping;
}

async function itemsOf(tx: Tx, ids: string[], installed: WorkingCalendar): Promise<Map<string, KnownItem>> {
  const itemIds = [...new Set(ids)];
  const rows = await tx
    .selectFrom('item')
    .innerJoin('campaign', 'campaign.id', 'item.campaign_id')
    .where('item.id', 'in', itemIds)
    .select(['item.id', 'item.code', 'item.heading', 'item.title', 'item.targets', 'item.state'])
    .select(['campaign.id as campaign_id', 'campaign.title as campaign_title', 'issuer', 'policy', 'calendar'])
    .execute();
  const planned = await tx
    .selectFrom('checkpoint')
    .where('item_id', 'in', itemIds)
    .select(['item_id', 'n', 'contents', 'mark'])
    .execute();
  const posts = await tx
    .selectFrom('item_post')
    .innerJoin('post', 'post.id', 'item_post.post_id')
    .where('item_id', 'in', itemIds)
    .orderBy('item_post.position')
    .select(['item_id', 'post.name', 'role'])
    .execute();
  return new Map(
    rows.map((row): [string, KnownItem] => {
      const t = { policy: completePolicy(row.policy), calendar: campaignCalendar(row.calendar, installed) };
      const state = row.state === null ? null : upgradeState(row.state, { t, targets: row.targets });
      const own = posts.filter((post) => post.item_id === row.id);
      const item = {
        id: row.id,
        code: row.code,
        heading: row.heading,
        title: row.title,
        divisions: own.flatMap(({ name, role }) => (role === 'lead' || role === 'supporting' ? [{ name, role }] : [])),
        leader: own.find((post) => post.role === 'leader')?.name ?? null,
        targets: row.targets,
        status: state?.status ?? 'active',
        checkpoints: dated(
          state,
          planned.filter((one) => one.item_id === row.id),
          t,
        ),
      };
      const { zone } = t.policy;
      const campaign = { id: row.campaign_id, title: row.campaign_title, issuer: row.issuer, zone, policy: t.policy };
      return [row.id, { item, campaign, state, t }];
    }),
  );
}

/** The dates that hold now are the state's; what to hand in is the plan's. */
function dated(
  state: ItemState | null,
  planned: { n: number; contents: string[]; mark: string | null }[],
  { policy, calendar }: Timekeeping,
): NoticeCheckpoint[] {
  const checkpoints = (state?.checkpoints ?? []).toSorted((a, b) => a.due - b.due || a.n - b.n);
  return checkpoints.map(({ n, label, from, due, status, round }) => {
    const { contents = [], mark = null } = planned.find((one) => one.n === n) ?? {};
    const provisional = mark === 'calendar-unpublished' && isProvisional(calendar, dayOf(due, policy.zone));
    const revision = (state?.round ?? 0) + round;
    return { n, label, from, due, status, contents, revision, provisional };
  });
}

async function postNames(tx: Tx, said: Said[]): Promise<(id: string) => string> {
  const ids = said.flatMap(({ leads = [], supporting = [], by, notice }) => [
    ...leads,
    ...supporting,
    ...(by === undefined ? [] : [by]),
    ...(notice === undefined ? [] : [notice.post]),
  ]);
  if (ids.length === 0) return (id) => id;
  const rows = await tx.selectFrom('post').where('id', 'in', ids).select(['id', 'name']).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function named(
  { leads, supporting, by, notice, ...said }: Said,
  nameOf: (id: string) => string,
): ReleasedNotice['said'] {
  return {
    ...said,
    ...(leads === undefined ? {} : { leads: leads.map(nameOf) }),
    ...(supporting === undefined ? {} : { supporting: supporting.map(nameOf) }),
    ...(by === undefined ? {} : { by: nameOf(by) }),
    ...(notice === undefined ? {} : { notice: { ...notice, post: nameOf(notice.post) } }),
  };
}
