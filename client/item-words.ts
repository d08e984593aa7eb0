import { chineseDate, type DateReader } from '../domain/calendar/chinese-date.js';
import { dayOf } from '../domain/calendar/zoned.js';
import { dayName } from '../domain/deadline/why.js';
import type { Database } from '../register/database.js';
import { delegationsOf } from '../register/delegations.js';
import type { CheckpointRow, ItemRow } from '../register/queries/items.js';
import { listPeople } from '../register/queries/posts.js';
import { ordersOfItem } from '../register/queries/orders.js';
import type { SubmissionRow } from '../register/queries/timeline.js';
import type { ItemOrigin } from '../register/schema.js';
import { standingOf } from '../register/standing-of.js';
import { headName } from './event-text.js';

/** Where an item comes from, if not from the document. */
export const originNames: Record<ItemOrigin, string> = {
  document: '',
  instruction: '批示件',
  assigned: '交办件',
  carried: '跨年结转',
};

/** Why a due date should be looked at by a person, by its mark. */
export const dueMarks: Record<string, string> = {
  'calendar-unpublished': '该年放假通知未发布，期限暂按周末推算',
  'moved-to-working-day': '原定日期不是工作日，已提前到前一个工作日',
};

/** The dates a checkpoint had and might get: `原定6月30日（周三）`, `申请延至7月15日（周四）`. */
export function dateNotes({ due, originalDue, requestedDue, extensions }: CheckpointRow, reader: DateReader): string[] {
  return [
    ...(originalDue === due
      ? []
      : [`原定${chineseDate(originalDue, reader)}${extensions > 0 ? `，申请延期${extensions}次` : ''}`]),
    ...(requestedDue === null ? [] : [`申请延至${chineseDate(requestedDue, reader)}，待答复`]),
  ];
}

/** What waits for whom, who takes over, and who stands in: a line each. */
export async function standingLines(db: Database, item: ItemRow, reader: DateReader): Promise<string[]> {
  const standing = await standingOf(db, item.id);
  const { disputed, drafts, consents, cancelling, frozenAt, handover } = standing;
  const label = (n: number): string => `“${item.checkpoints.find((one) => one.n === n)?.label ?? n}”节点`;
  const requested = item.checkpoints.filter(({ requestedDue }) => requestedDue !== null);
  return [
    ...(frozenAt === null ? [] : [`${chineseDate(frozenAt, reader)}起冻结，恢复前不发通知`]),
    ...disputed.map(({ name }) => `${name}申请调整责任单位，待督查室答复`),
    ...drafts.map(({ checkpoint, division }) => `${label(checkpoint)}材料待${headName(division.name)}审签`),
    ...requested.map(({ n, requestedDue }) => {
      const who = consents.includes(n) ? '分管负责人同意' : '督查室答复';
      return `${label(n)}申请延期至${chineseDate(requestedDue ?? 0, reader)}，待${who}`;
    }),
    ...(await orderLines(db, item, reader)),
    ...(cancelling === null ? [] : ['已申请撤销，待批准']),
    ...(handover === null
      ? []
      : [`${chineseDate(handover.at, reader)}起改由${handover.leads.map(({ name }) => name).join('、')}牵头`]),
    ...(await standInLines(db, item, reader)),
  ];
}

/** The supervision orders that stand. */
async function orderLines(db: Database, { id, closed }: ItemRow, reader: DateReader): Promise<string[]> {
  if (closed) return [];
  return (await ordersOfItem(db, id)).flatMap(({ status, label, number, replyBy }) => {
    switch (status) {
      case 'drafted':
        return [`“${label}”节点督办通知单已拟制，待督查室签发`];
      case 'issued':
        return [`“${label}”节点已签发${number ?? ''}督办通知单，回执期限${chineseDate(replyBy ?? 0, reader)}`];
      case 'replied':
        return [`“${label}”节点${number ?? ''}督办通知单已回执，待补报`];
      default:
        return [];
    }
  });
}

/** Of those who hold the item's posts today. */
async function standInLines(db: Database, item: ItemRow, { zone, now }: DateReader): Promise<string[]> {
  const today = dayOf(now, zone);
  const away = (await delegationsOf(db, { from: today })).filter(({ from }) => from <= today);
  if (away.length === 0 || item.closed) return [];
  const posts = item.posts.map(({ name }) => name);
  const people = await listPeople(db);
  return away.flatMap(({ person, personName, standInName, to }) => {
    const own = people.find(({ id }) => id === person)?.posts.filter((post) => posts.includes(post)) ?? [];
    const titles = [...new Set(own)].filter((post) => post !== personName).join('、');
    const who = titles === '' ? personName : `${titles}${personName}`;
    return own.length === 0 ? [] : [`${who}不在岗，${dayName(to)}前由${standInName}代理`];
  });
}

/** The figures last reported of each target, by its place; a draft is no report yet. */
export function reachedFigures(submissions: readonly SubmissionRow[]): Map<number, number> {
  const reports = submissions.filter(({ kind }) => kind === 'report');
  return new Map(reports.flatMap(({ figures }) => figures.map(({ target, value }) => [target, value])));
}
