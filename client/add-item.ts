import { addDays } from '../domain/calendar/civil-day.js';
import { dayOf } from '../domain/calendar/zoned.js';
import { DubanError } from '../domain/errors.js';
import type { Day, Instant } from '../domain/instant.js';
import type { ItemPosts, PostId } from '../domain/item-state.js';
import type { DraftCheckpoint, DraftItem } from '../domain/plan.js';
import type { Timekeeping } from '../domain/schedule.js';
import { addItems, type ItemToAdd } from '../register/add-items.js';
import { headsOf } from '../register/heads-of.js';
import type { CampaignRow } from '../register/queries/campaigns.js';
import { timekeepingOf } from '../register/queries/timekeeping.js';
import { armItem } from './arm-item.js';
import type { Duban } from './duban.js';
import { choosePosts } from './find.js';

/** An item made by hand: 领导批示件, 交办件. */
export interface HandMade {
  kind: 'instruction' | 'assigned';
  title: string;
  /** Names of divisions, parted by 、 or commas. */
  lead: string;
  supporting?: string | undefined;
  leader?: string | undefined;
  due: { day: Day; label: string }[];
  contents: string[];
}

/** Who adds items, to which campaign, and when. */
export interface Adding {
  campaign: CampaignRow;
  /** Name of the office. */
  as: string;
  now: Instant;
}

export const kindNames = { instruction: '批示件', assigned: '交办件' } as const;

/** Adds an item beside those of the document, and has its workflow assign it. Gives its code. */
export async function assign(duban: Duban, adding: Adding, given: HandMade): Promise<string> {
  const { campaign, now } = adding;
  const t = await campaignTime(duban, campaign);
  const checkpoints = handMadeCheckpoints(given, dayOf(now, t.policy.zone), t);
  const posts = await answering(duban, adding, given);
  const item: DraftItem = {
    code: given.kind === 'instruction' ? '批' : '交',
    heading: kindNames[given.kind],
    title: given.title,
    contents: given.contents,
    measures: [],
    leader: given.leader ?? '',
    divisions: [],
    deadlineText: checkpoints.map(({ label }) => label).join('、'),
    checkpoints,
    targets: [],
    source: { firstLine: 0, lastLine: 0 },
  };
  const [code] = await addAndArm(duban, adding, [{ item, posts, origin: given.kind, carriedFrom: null }]);
  return code ?? '';
}

/** The campaign's own policy and calendar. */
export async function campaignTime(duban: Duban, { id }: { id: string }): Promise<Timekeeping> {
  const t = await timekeepingOf(duban.db, id, duban.calendar);
  if (t === null) throw new DubanError('no-such-campaign', `台账中没有编号为 ${id} 的专项。`, { id });
  return t;
}

/** Records the items, then starts the workflow of each. Gives their codes. */
async function addAndArm(duban: Duban, { campaign, as, now }: Adding, items: ItemToAdd[]): Promise<string[]> {
  const [by = ''] = await choosePosts(duban, as, 'office');
  const added = await duban.db.transaction().execute((tx) => addItems(tx, campaign.id, { items, at: now, by }));
  await armAdded(duban, campaign.id, added);
  return added.map(({ code }) => code);
}

/** Has what was just added assigned. They are in the register: an engine that is away is told later, by the courier. */
export async function armAdded(duban: Duban, campaignId: string, added: { id: string; code: string }[]): Promise<void> {
  for (const item of added) {
    try {
      await armItem(duban, { ...item, campaignId });
    } catch {
      return;
    }
  }
}

/** Who answers, by names: the office is the one that adds it, the principal the campaign's. */
export async function answering(
  duban: Duban,
  { campaign, as }: Adding,
  { lead, supporting = '', leader = '' }: Pick<HandMade, 'lead' | 'supporting' | 'leader'>,
): Promise<ItemPosts> {
  const named = (names: string, kind: 'division' | 'leader' | 'office' | 'principal'): Promise<PostId[]> =>
    names === '' ? Promise.resolve([]) : choosePosts(duban, names, kind);
  const leads = await named(lead, 'division');
  if (leads.length === 0) throw new DubanError('no-lead', '须写明牵头处室（--lead）。');
  return {
    leads,
    supporting: (await named(supporting, 'division')).filter((post) => !leads.includes(post)),
    leader: (await named(leader, 'leader'))[0] ?? null,
    office: (await named(as, 'office'))[0] ?? '',
    principal: (await named(campaign.principal, 'principal'))[0] ?? null,
    heads: await headsOf(duban.db, leads),
  };
}

/** Each reports on the days since the one before it. Throws `date-past` or `not-a-working-day` naming every wrong day. */
function handMadeCheckpoints({ due, contents }: HandMade, today: Day, t: Timekeeping): DraftCheckpoint[] {
  const past = due.filter(({ day }) => day <= today).map(({ day }) => day);
  if (past.length > 0) throw new DubanError('date-past', `期限 ${past.join('、')} 已过，请另定日期。`, { past });
  const off = due.filter(({ day }) => !t.calendar.isWorkingDay(day)).map(({ day }) => day);
  if (off.length > 0) throw new DubanError('not-a-working-day', `${off.join('、')} 不是工作日，请另定日期。`, { off });
  const sorted = due.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return sorted.map(({ day, label }, index) => {
    const previous = sorted[index - 1]?.day;
    const from = previous === undefined ? today : addDays(previous, 1);
    return { label, from, due: day, why: '督查室交办时确定', contents: index === sorted.length - 1 ? contents : [] };
  });
}
