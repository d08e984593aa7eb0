import type { DigestEntry, DigestItem, DigestSection } from '../../domain/digest.js';
import type { Instant } from '../../domain/instant.js';
import type { NoticeCheckpoint, PostKind, ReleasedNotice } from '../../domain/notice.js';
import type { DivisionRole } from '../../domain/plan.js';
import type { Policy } from '../../domain/policy.js';
import { chineseDate, chineseDateTime } from '../../domain/calendar/chinese-date.js';
import type { Fact } from '../letter.js';
import { oneLine } from '../plain.js';

/** What every section may need besides its notices. */
export interface SectionContext {
  now: Instant;
  policy: Policy;
  /** Where an item's page is; `null` where there is no console. */
  consoleUrl: string | null;
  office: string;
  /** Some notices came to the reader as a stand-in and some did not: each then says so itself. */
  markStandIns: boolean;
}

export const postTitles: Record<PostKind, string> = {
  division: '责任处室',
  head: '处室负责人',
  leader: '分管负责人',
  office: '督查室',
  principal: '总责任人',
};

const provisionalMark = '按周末推算，节假日安排公布后可能调整';

/** Only beside a date still to come: what is past, reported or dropped is not moved by a calendar any more. */
export function provisionalText({ provisional, due, status }: NoticeCheckpoint, now: Instant): string {
  return provisional && due > now && (status === 'ahead' || status === 'open' || status === 'returned')
    ? provisionalMark
    : '';
}

/** Every entry of a section with its item, in the order told. */
export function entriesOf(section: DigestSection): (DigestEntry & { of: DigestItem })[] {
  return section.items.flatMap((of) => of.entries.map((entry) => ({ ...entry, of })));
}

/** `1.2 title`, or the heading for an item without a title of its own. */
export function itemTitle(item: ReleasedNotice['item']): string {
  return oneLine(`${item.code} ${oneLine(item.title) || item.heading}`);
}

/** `9月`, as `9月节点`. */
export function checkpointName(checkpoint: NoticeCheckpoint): string {
  return `${oneLine(checkpoint.label)}节点`;
}

export function dueText(checkpoint: NoticeCheckpoint, zone: string, now: Instant): string {
  const due = chineseDateTime(checkpoint.due, { zone, now });
  const mark = provisionalText(checkpoint, now);
  return mark === '' ? due : `${due}（${mark}）`;
}

/** The facts of one checkpoint; `dueLabel` names its date. */
export function checkpointFacts(notice: ReleasedNotice, context: SectionContext, dueLabel = '报送期限'): Fact[] {
  const { checkpoint, campaign } = notice;
  if (!checkpoint) return [];
  return [
    { label: '检查节点', text: oneLine(checkpoint.label) },
    { label: dueLabel, text: dueText(checkpoint, campaign.zone, context.now), strong: true },
    ...(checkpoint.contents.length > 0 ? [{ label: '应报内容', text: contentsText(checkpoint.contents) }] : []),
  ];
}

/** When the next notice goes out, and to whom. */
export function followingFacts({ following, campaign }: ReleasedNotice, { now }: SectionContext): Fact[] {
  if (!following) return [];
  const { at, rules, to } = following;
  const steps = [
    ...(rules.includes('reminder') ? ['再次催报'] : []),
    ...(rules.includes('overdue') ? ['发送逾期通知'] : []),
    ...(to.length > 0 ? [`报告${to.map((kind) => postTitles[kind]).join('、')}`] : []),
  ];
  if (steps.length === 0) return [];
  const day = chineseDate(at, { zone: campaign.zone, now });
  return [{ label: '下一步', text: `${day}仍未报送的，${steps.join('，')}` }];
}

/** The document's 责任事项, where it is not the title already. */
export function headingFacts({ item }: ReleasedNotice): Fact[] {
  const heading = oneLine(item.heading);
  const title = oneLine(item.title);
  return title === '' || heading === '' || heading === title ? [] : [{ label: '责任事项', text: heading }];
}

/** Divisions and leader; a division that answers alone knows that it does. */
export function answerableFacts({ item, post }: ReleasedNotice): Fact[] {
  const alone = item.divisions.length === 1 && post.kind === 'division' && item.divisions[0]?.name === post.name;
  return [
    ...(item.divisions.length > 0 && !alone ? [{ label: '责任处室', text: divisionsText(item.divisions) }] : []),
    ...(item.leader ? [{ label: '分管负责人', text: oneLine(item.leader) }] : []),
  ];
}

export function pageFacts(item: ReleasedNotice['item'], { consoleUrl }: SectionContext): Fact[] {
  if (consoleUrl === null) return [];
  const text = `${consoleUrl.replace(/\/+$/, '')}/items/${encodeURIComponent(item.id)}`;
  return [{ label: '事项页面', text, link: true, show: '查看办理情况' }];
}

/** `（1）… （2）…`; a single content stands alone. */
export function contentsText(contents: string[]): string {
  const lines = contents.map((content) => oneLine(content).replace(/[;；。.]+$/u, ''));
  return lines.length === 1 ? lines[0]! : lines.map((line, i) => `（${i + 1}）${line}`).join('；');
}

/** What somebody said, where he said anything. */
export function reasonFacts(label: string, reason: string | undefined): Fact[] {
  const text = oneLine(reason ?? '');
  return text === '' ? [] : [{ label, text, strong: true }];
}

/** Somebody's own words, in quotation marks. */
export function wordsFacts(label: string, words: string | undefined): Fact[] {
  return reasonFacts(label, words).map((fact) => ({ ...fact, text: `“${fact.text}”` }));
}

/** A date other than the one that holds now. */
export function dateFacts(
  label: string,
  date: Instant | undefined,
  { zone, now }: { zone: string; now: Instant },
): Fact[] {
  return date === undefined ? [] : [{ label, text: chineseDateTime(date, { zone, now }) }];
}

export function nameFacts(label: string, name: string | undefined): Fact[] {
  return name === undefined ? [] : [{ label, text: oneLine(name) }];
}

/** How the reader stands to the item: it asks different things of who does the work, who helps, and who is above. */
export function readerOf({ post, item }: ReleasedNotice): DivisionRole | 'successor' | 'above' {
  if (post.kind !== 'division') return 'above';
  // A division that the item does not name yet is to take it over.
  return item.divisions.find(({ name }) => name === post.name)?.role ?? 'successor';
}

function divisionsText(divisions: ReleasedNotice['item']['divisions']): string {
  const names = (role: string) =>
    divisions.filter((division) => division.role === role).map(({ name }) => oneLine(name));
  const leads = names('lead');
  const supporting = names('supporting');
  return [
    leads.length === 0 ? '' : `${leads.join('、')}${leads.length > 1 ? '（联合牵头）' : '（牵头）'}`,
    supporting.length === 0 ? '' : `${supporting.join('、')}（配合）`,
  ]
    .filter((part) => part !== '')
    .join('，');
}
