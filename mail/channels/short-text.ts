import { chineseDate } from '../../domain/calendar/chinese-date.js';
import type { Instant } from '../../domain/instant.js';
import type { LateMatter } from '../../domain/short-message.js';
import { oneLine, shorten } from '../plain.js';

/** What one message says, and the notices that it tells of: those of the rest go into the next. */
export interface ShortText {
  text: string;
  told: string[];
}

/** What a text message says, word for word those of its template (`smsTemplate`) filled in. */
export interface SmsText extends ShortText {
  params: Record<'division' | 'item' | 'due' | 'days', string>;
}

/** What a template's variable may hold, in characters. */
const VARIABLE = 35;

/** To be registered with the gateway word for word: a text message is a template that was approved before. */
export const smsTemplate = '${division}：${item}应于${due}报送，已逾期${days}个工作日，请即办理或督促办理，详见邮件。';

/**
 * For a group, in which everybody reads along: divisions and items, no persons. A line a division, the latest first, as many as `most` bytes
 * of UTF-8 hold; always one, which has some 600 at most. Never empty input.
 */
export function groupText(matters: LateMatter[], { now, most }: { now: Instant; most: number }): ShortText {
  const lines = byDivision(matters).map((own) => ({ own, line: `${divisionsOf(own)}：${phrase(own, now)}` }));
  let count = lines.length;
  while (count > 1 && Buffer.byteLength(textOf(lines.slice(0, count))) > most) count -= 1;
  const told = lines.slice(0, count);
  return { text: textOf(told), told: told.flatMap(({ own }) => own.flatMap(({ notices }) => notices)) };
}

function textOf(lines: { line: string }[]): string {
  const [first, ...others] = lines;
  if (others.length === 0) return `【督办逾期】${first?.line ?? ''}，请即办理。详见邮件。`;
  const numbered = lines.map(({ line }, n) => `${n + 1}. ${line}`);
  return `【督办逾期】以下事项逾期未报，请有关单位即办理，详见邮件：\n${numbered.join('；\n')}。`;
}

/** For one person: all that is late for him, by its latest. Never empty input. */
export function smsText(matters: LateMatter[], now: Instant): SmsText {
  const groups = byDivision(matters);
  const [latest = []] = groups;
  const sorted = groups.flat().toSorted((a, b) => b.daysLate - a.daysLate);
  const others = groups.length > 1 ? `等${groups.length}个单位` : '';
  const params = {
    division: `${within(divisionsOf(latest), VARIABLE - others.length)}${others}`,
    item: itemsOf(sorted),
    due: dueOf(sorted, now),
    days: String(sorted[0]?.daysLate ?? 0),
  };
  const text = smsTemplate.replace(/\$\{(\w+)\}/g, (_, name) => params[name as keyof typeof params]);
  return { text, params, told: matters.flatMap(({ notices }) => notices) };
}

/** `1.2 学区制管理等2项，应于9月30日（周六）报送，已逾期3个工作日` */
function phrase(matters: LateMatter[], now: Instant): string {
  const one = new Set(matters.map(({ due }) => due)).size === 1;
  const [earliest, longest] = one ? ['', ''] : ['最早', '最长'];
  const days = matters[0]?.daysLate ?? 0;
  return `${itemsOf(matters)}，${earliest}应于${dueOf(matters, now)}报送，${longest}已逾期${days}个工作日`;
}

/** What the same divisions have not reported, the latest first, and so those of whom one is the latest. */
function byDivision(matters: LateMatter[]): LateMatter[][] {
  const groups = new Map<string, LateMatter[]>();
  for (const matter of matters.toSorted((a, b) => b.daysLate - a.daysLate)) {
    const key = matter.divisions.join('、');
    groups.set(key, [...(groups.get(key) ?? []), matter]);
  }
  return [...groups.values()];
}

function divisionsOf([first]: LateMatter[]): string {
  return within(plain(first?.divisions.join('、') ?? ''), VARIABLE);
}

function itemsOf(matters: LateMatter[]): string {
  const [first] = matters;
  const name = oneLine(`${within(plain(first?.code ?? ''), 10)} ${shorten(plain(first?.title ?? ''), 15)}`);
  return matters.length === 1 ? name : `${name}等${matters.length}项`;
}

function dueOf(matters: LateMatter[], now: Instant): string {
  const first = matters.reduce((a, b) => (b.due < a.due ? b : a));
  return chineseDate(first.due, { zone: first.zone, now });
}

/** On one line, and without the brackets by which a robot's text calls on people: `<@all>` of WeCom, `<at user_id="all">` of Feishu. */
function plain(text: string): string {
  return oneLine(text).replaceAll('<', '＜').replaceAll('>', '＞');
}

function within(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
