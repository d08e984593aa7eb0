import { documentDate } from '../../domain/calendar/chinese-date.js';
import {
  praised,
  type BulletinFigures,
  type PreviousFigures,
  type RankedFigures,
} from '../../domain/bulletin-figures.js';
import { itemCount, type BulletinReport, type ReportedCampaign } from '../../domain/bulletin-report.js';
import { rateText, type Figures } from '../../domain/counted-checkpoint.js';
import type { Instant } from '../../domain/instant.js';

/** Names in one sentence; of more, how many there are. */
const MOST_NAMES = 20;

export function opening({ campaign, period, asOf }: BulletinReport): string {
  const [first, last] = [period.from, period.to - 1].map((at) => documentDate(at, campaign.zone));
  return `为推动《${campaign.title}》（${campaign.span}）各项任务落实，现将${period.label}督办事项办理情况通报如下。统计范围为${first ?? ''}至${last ?? ''}应报送的检查节点，数据截至${dateIn(asOf, campaign)}。`;
}

export function overall({ campaign, period, figures }: BulletinReport): string {
  const { total, divisions } = figures;
  const all = itemCount(campaign);
  const whole = `《${campaign.title}》共有督办事项${all}个${standing(campaign.items)}。`;
  if (total.due === 0) return `${whole}${period.label}没有应报送的检查节点。`;
  return `${whole}${period.label}应报检查节点${total.due}个，涉及事项${total.items}个、牵头处室${divisions.length}个。${outcome(total)}`;
}

/** What a campaign came to; without figures of its checkpoints, its items alone. */
export function closingWords(
  campaign: ReportedCampaign,
  { asOf, total }: { asOf: Instant; total: Figures | null },
): string {
  const all = itemCount(campaign);
  const whole = `《${campaign.title}》（${campaign.span}）共督办事项${all}个。截至${dateIn(asOf, campaign)}，`;
  const items =
    campaign.items.closed === all && all > 0 ? `${all}个事项全部办结销号` : standing(campaign.items).slice(3);
  if (total === null || total.due === 0) return `${whole}${items}。`;
  return `${whole}${items}。应报检查节点${total.due}个（不计启动前已过、已取消和不再要求报送的）。${outcome(total)}`;
}

/** 按时报送3个，逾期2个（其中补报1个、未报1个） and so on: the parts add up to what was due. */
export function outcome(total: Figures): string {
  const { onTime, late, madeUp, missing, ahead, returned, behind } = total;
  const decided = onTime + late > 0 ? `，按时率${rateText(total)}` : '';
  const lates = late === 0 ? '，没有逾期' : `，逾期${late}个（其中已补报${madeUp}个、未报${missing}个）`;
  const waiting = ahead === 0 ? '' : `，未到期或退回后未到重报期限${ahead}个`;
  const quality = [
    ...(returned > 0 ? [`审核退回过的节点${returned}个`] : []),
    ...(behind > 0 ? [`落后序时进度的节点${behind}个`] : []),
  ].join('，');
  return `其中，按时报送${onTime}个${lates}${waiting}${decided}。${quality === '' ? '' : `${quality}。`}`;
}

function standing(items: BulletinReport['campaign']['items']): string {
  const parts = [
    [items.closed, '已办结'],
    [items.active, '正在办理'],
    [items.frozen, '暂停督办'],
    [items.cancelled, '撤销'],
    [items.carried, '结转'],
  ].flatMap(([count, word]) => (count ? [`${word ?? ''}${count}个`] : []));
  return parts.length === 0 ? '' : `，其中${parts.join('、')}`;
}

export function praise({ divisions, total }: BulletinFigures): string {
  const best = praised(divisions).map(({ name }) => name);
  if (total.due === 0 || best.length === 0) return '本期没有全部按时报送、且无退回、无落后进度的处室。';
  return `${listed(best)}本期应报节点全部按时报送，无退回、无落后进度，予以表扬。`;
}

/** 甲处、乙处和丙处. */
function listed(names: string[]): string {
  if (names.length > MOST_NAMES) return `${names.slice(0, MOST_NAMES).join('、')}等${names.length}个处室`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join('、')}和${names.at(-1) ?? ''}`;
}

export function change({ period, figures, previous }: BulletinReport): string {
  if (previous === null) return `上期没有应报节点，不作比较。`;
  const { label, issued, figures: last } = previous;
  const source = issued ? '（以印发的通报为准）' : '（按台账现状统计，含其后补报的）';
  const [now, then] = [figures.total, last.total];
  const rates = `按时率由${rateText(then)}变为${rateText(now)}${percentPoints(then, now)}`;
  const [due, missing] = [fromTo('应报节点', then.due, now.due), fromTo('逾期未报节点', then.missing, now.missing)];
  const moved = risers(figures.divisions, last.divisions);
  return `与${label}${source}相比，${period.label}${due}；${rates}；${missing}。${moved}`;
}

function fromTo(what: string, then: number, now: number): string {
  return then === now ? `${what}${now}个，与上期持平` : `${what}由${then}个变为${now}个`;
}

type Rated = Pick<Figures, 'onTime' | 'late'>;

/** 提高5.0个百分点, from the rates as they are shown. */
function percentPoints(then: Rated, now: Rated): string {
  const [before, after] = [then, now].map((figures) => Number.parseFloat(rateText(figures)));
  if (before === undefined || after === undefined || Number.isNaN(before) || Number.isNaN(after)) return '';
  const points = after - before;
  if (Math.abs(points) < 0.05) return '，与上期持平';
  return `，${points > 0 ? '提高' : '下降'}${Math.abs(points).toFixed(1)}个百分点`;
}

function risers(now: RankedFigures[], then: PreviousFigures['divisions']): string {
  const before = new Map(then.map(({ name, rank }) => [name, rank]));
  const moved = (fits: (from: number, to: number) => boolean): string[] =>
    now.flatMap(({ name, rank }) => {
      const last = before.get(name) ?? null;
      return rank !== null && last !== null && fits(last, rank) ? [name] : [];
    });
  const [up, down] = [moved((from, to) => to < from), moved((from, to) => to > from)];
  return [
    ...(up.length > 0 ? [`排名上升的有${listed(up)}。`] : []),
    ...(down.length > 0 ? [`排名下降的有${listed(down)}。`] : []),
  ].join('');
}

/** 下步要求: what follows from the numbers, and nothing else. */
export function demands({ figures: { total } }: BulletinReport): { lead: string; text: string }[] {
  const numbers = '一二三四';
  const said = [
    ...(total.missing > 0
      ? [['抓紧补报。', `${total.missing}个逾期未报节点的责任处室要立即补报办理情况，说明原因；分管负责人要督促到位。`]]
      : []),
    ...(total.returned + total.behind > 0
      ? [['提高质量。', '被退回的节点要按审核意见补充完善；落后序时进度的事项要查找原因，倒排工期，赶上进度。']]
      : []),
    ['按期报送。', '各责任处室要对照任务书，在期限内报送办理情况和佐证材料；确需延期的，在到期前申请。'],
  ];
  return said.map(([lead = '', text = ''], index) => ({
    lead: said.length === 1 ? lead : `${numbers[index] ?? ''}是${lead}`,
    text,
  }));
}

/** How the tables count, for whoever checks them. */
export const method =
  '注：按时率为按时报送数占按时报送与逾期数之和的比例，是否按时以报送时间为准；按时率相同的名次并列，其后名次顺延；没有到期节点的不排名。联合牵头的事项分别计入各牵头处室，合计只计一次。获准延期的按延期后的期限统计；启动前已过、已取消的节点，以及暂停、撤销、结转事项未报的节点不计。';

export function dateIn(at: Instant, { zone }: { zone: string }): string {
  return documentDate(at, zone);
}
