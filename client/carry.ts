import { addDays } from '../domain/calendar/civil-day.js';
import { dayOf } from '../domain/calendar/zoned.js';
import type { CommandBody } from '../domain/command.js';
import { checkpointSpans, parseDeadline } from '../domain/deadline.js';
import { DubanError } from '../domain/errors.js';
import type { Day } from '../domain/instant.js';
import type { PostId } from '../domain/item-state.js';
import type { DraftCheckpoint, DraftItem } from '../domain/plan.js';
import type { PlanSpan } from '../domain/plan-span.js';
import { addItems, type ItemToAdd } from '../register/add-items.js';
import { recordBulk } from '../register/bulk.js';
import type { CampaignRow } from '../register/queries/campaigns.js';
import { itemsOf, type ItemRow } from '../register/queries/items.js';
import { uncarried } from '../register/uncarried.js';
import { armAdded, campaignTime, type Adding } from './add-item.js';
import { signalCampaign } from './arm-item.js';
import type { Duban } from './duban.js';
import { choosePosts } from './find.js';
import { spanNamed } from './span-named.js';
import { randomUUID } from 'node:crypto';

export interface Carried {
  code: string;
  title: string;
  /** Its code in the new campaign, and when it is due there. */
  as: string;
  checkpoints: DraftCheckpoint[];
}

export interface Carrying extends Omit<Adding, 'campaign'> {
  from: CampaignRow;
  to: CampaignRow;
  /** By default the next quarter ends of the new campaign. */
  due?: Day | undefined;
}

const PAGE = 200;

/** 跨年结转: what a campaign leaves unfinished goes on in another, with its history. Throws `nothing-to-carry` or `same-campaign`. */
export async function carry(duban: Duban, { from, to, as, now, due }: Carrying): Promise<Carried[]> {
  if (from.id === to.id) throw new DubanError('same-campaign', '结转的两个专项不能相同；请核对两个专项编号。');
  const [by = ''] = await choosePosts(duban, as, 'office');
  const t = await campaignTime(duban, to);
  const today = dayOf(now, t.policy.zone);
  const dues = due === undefined ? quarterEnds(spanNamed(to.span), { today, calendar: t.calendar }) : [due];
  if (due !== undefined && (due <= today || !t.calendar.isWorkingDay(due))) {
    throw new DubanError('date-unusable', `${due} 已过或不是工作日，请另定日期。`, { due });
  }
  if (dues.length === 0) {
    throw new DubanError('no-quarter-left', `《${to.title}》（${to.span}）已没有未到的季度末，请用 --due 写明期限。`);
  }
  const items = await unfinished(duban, from);
  if (items.length === 0)
    throw new DubanError('nothing-to-carry', `《${from.title}》（${from.span}）没有未办结的事项。`);
  const reason = `结转至《${to.title}》（${to.span}）`;
  const carried = await duban.db.transaction().execute(async (tx) => {
    // Asked for twice, or by two at once: what goes on already does not go on once more.
    const free = await uncarried(
      tx,
      items.map(({ id }) => id),
    );
    const left = items
      .filter(({ id }) => free.has(id))
      .map((old) => ({ old, item: carriedItem(old, { dues, today }) }));
    if (left.length === 0) {
      throw new DubanError('nothing-to-carry', `《${from.title}》（${from.span}）未办结的事项都已结转，正在办理。`);
    }
    const given = left.map(({ old, item }): ItemToAdd => ({
      item,
      posts: postsOf(old, by),
      origin: 'carried',
      carriedFrom: old.id,
    }));
    const added = await addItems(tx, to.id, { items: given, at: now, by });
    const pairs = left.map((pair, index) => ({ ...pair, added: added[index] as (typeof added)[number] }));
    const commands = pairs.map(({ old, added: { id } }) => ({
      itemId: old.id,
      body: { kind: 'carry', to: id, reason } satisfies CommandBody,
    }));
    await recordBulk(tx, { id: randomUUID(), campaignId: from.id, commands, actor: by, at: now });
    return pairs;
  });
  await signalCampaign(duban, from.id).catch(() => undefined);
  await armAdded(
    duban,
    to.id,
    carried.map(({ added }) => added),
  );
  return carried.map(({ old: { code }, item: { title, checkpoints }, added }) => ({
    ...{ code, title, as: added.code, checkpoints },
  }));
}

async function unfinished(duban: Duban, { id, items }: CampaignRow): Promise<ItemRow[]> {
  const open: ItemRow[] = [];
  for (let offset = 0; offset < items; offset += PAGE) {
    open.push(...(await itemsOf(duban.db, id, { offset, limit: PAGE })).filter(({ closed }) => !closed));
  }
  return open;
}

/** The days on which quarters of the campaign end, from `today` on. */
function quarterEnds(span: PlanSpan, { today, calendar }: { today: Day; calendar: Duban['calendar'] }): Day[] {
  const { periods } = parseDeadline('', { span, calendar });
  return checkpointSpans(periods, calendar)
    .map(({ due }) => due)
    .filter((due) => due > today);
}

/** What is left of it, checkpoint by checkpoint, one for each day there is; the last takes what is over. */
function carriedItem(item: ItemRow, { dues, today }: { dues: Day[]; today: Day }): DraftItem {
  const left = item.checkpoints.filter(({ status }) => ['ahead', 'open', 'submitted', 'returned'].includes(status));
  const days = dues.slice(0, Math.max(1, left.length));
  const checkpoints = days.map((due, index): DraftCheckpoint => {
    const own = left.filter((_, place) => Math.min(place, days.length - 1) === index);
    const labels = own.map(({ label }) => `“${label}”`).join('、');
    const previous = days[index - 1];
    return {
      label: `${Number(due.slice(5, 7))}月`,
      from: previous === undefined ? today : addDays(previous, 1),
      due,
      why: labels === '' ? '结转时确定' : `由上一专项${labels}节点结转`,
      contents: own.flatMap(({ contents }) => contents),
    };
  });
  const { heading, title, contents, measures, targets } = item;
  return {
    ...{ code: '结', heading, title, contents, measures, targets, checkpoints },
    leader: '',
    divisions: [],
    deadlineText: checkpoints.map(({ label }) => label).join('、'),
    source: { firstLine: 0, lastLine: 0 },
  };
}

/** Those who answered for it go on answering. */
function postsOf({ posts }: ItemRow, office: PostId): ItemToAdd['posts'] {
  const of = (role: string): PostId[] => posts.filter((post) => post.role === role).map(({ id }) => id);
  return {
    leads: of('lead'),
    supporting: of('supporting'),
    leader: of('leader')[0] ?? null,
    office,
    principal: of('principal')[0] ?? null,
    heads: Object.fromEntries(posts.flatMap(({ id, forPost }) => (forPost === null ? [] : [[forPost, id]]))),
  };
}
