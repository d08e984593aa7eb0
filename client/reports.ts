import type { ClosingFacts } from '../documents/reports/closing-form.js';
import type { ItemLine } from '../documents/reports/item-lines.js';
import type { PostFacts } from '../documents/reports/post-form.js';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import type { Timekeeping } from '../domain/schedule.js';
import type { Database } from '../register/database.js';
import type { CampaignRow } from '../register/queries/campaigns.js';
import { countCampaign } from '../register/queries/counts.js';
import { itemPages, itemsOfPost } from '../register/queries/items.js';
import { listPosts } from '../register/queries/posts.js';
import { countFigures } from '../register/queries/count-figures.js';
import { reportedCampaign } from './bulletin.js';
import { itemLine } from './item-lines.js';

export interface ReportAsked {
  now: Instant;
  t: Timekeeping;
}

/** What a campaign came to, with `most` of its items. */
export async function closingFacts(
  db: Database,
  campaign: CampaignRow,
  { now, t, most }: ReportAsked & { most: number },
): Promise<ClosingFacts> {
  const items: ItemLine[] = [];
  for await (const page of itemPages(db, campaign.id)) {
    items.push(...page.slice(0, most - items.length).map((item) => itemLine(item, { now, t })));
    if (items.length >= most) break;
  }
  const { notices, mails, orders } = await countCampaign(db, campaign.id);
  const sum = (rows: { count: number }[]): number => rows.reduce((all, { count }) => all + count, 0);
  const out = notices.filter(({ state }) => state === 'claimed');
  return {
    campaign: await reportedCampaign(db, campaign),
    asOf: now,
    figures: await countFigures(db, campaign.id, { asOf: now }),
    items,
    unlisted: campaign.items - items.length,
    sent: { notices: sum(out), escalations: sum(out.filter(({ rule }) => rule === 'escalation')), mails: sum(mails) },
    orders,
  };
}

/**
 * What one leader or division has to do with a campaign.
 *
 * @throws DubanError `unknown-post`
 */
export async function postFacts(
  db: Database,
  campaign: CampaignRow,
  { now, t, kind, name }: ReportAsked & Pick<PostFacts, 'kind' | 'name'>,
): Promise<PostFacts> {
  const posts = (await listPosts(db)).filter((post) => post.kind === kind);
  if (!posts.some((post) => post.name === name)) {
    const what = kind === 'leader' ? '分管负责人' : '责任处室';
    const message = `没有名为“${name}”的${what}；现有：${posts.map((post) => post.name).join('、') || '（无）'}。`;
    throw new DubanError('unknown-post', message, { name });
  }
  const items = await itemsOfPost(db, campaign.id, {
    name,
    roles: kind === 'leader' ? ['leader'] : ['lead', 'supporting'],
  });
  const figures = await countFigures(db, campaign.id, { asOf: now });
  const own = (kind === 'leader' ? figures.leaders : figures.divisions).find((row) => row.name === name);
  return {
    campaign: await reportedCampaign(db, campaign),
    asOf: now,
    kind,
    name,
    figures: own ?? null,
    items: items.map((item) => itemLine(item, { now, t })),
  };
}
