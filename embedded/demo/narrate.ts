import { styleText } from 'node:util';
import { DateTime } from 'luxon';
import { chineseDate } from '../../domain/calendar/chinese-date.js';
import { ruleText } from '../../client/timeline-text.js';
import { urgency } from '../../domain/digest.js';
import type { Instant } from '../../domain/instant.js';
import type { Rule } from '../../domain/rule.js';
import type { Happening } from '../../register/queries/happenings.js';

/** What the register tells of items, and the office's bulletins, which are of no item. */
export type Told = Happening | { kind: 'bulletin'; at: Instant; label: string; readers: number };

/** Lines of the year's timeline: day, who, what, which items, and why. A day is written once. */
export function narrator(zone: string): (happening: Told) => string {
  let written = '';
  return (happening) => {
    const time = DateTime.fromMillis(happening.at, { zone });
    const day = `${time.toISODate() ?? ''} 周${'一二三四五六日'[time.weekday - 1] ?? ''}`;
    const margin = day === written ? ' '.repeat(15) : day;
    written = day;
    return `${paint('dim', margin)}  ${lineOf(happening, zone)}`;
  };
}

function lineOf(happening: Told, zone: string): string {
  switch (happening.kind) {
    case 'mail':
      return mailLine(happening);
    case 'weekly':
      return `✉ ${happening.people.join('、')}  督办周报`;
    case 'deed':
      return deedLine(happening, zone);
    case 'bulletin':
      return `  督查室 ${paint('bold', '印发')} ${happening.label}督查通报，发给${String(happening.readers)}人`;
    case 'withdrawn': {
      const { post, code, label, rule, step } = happening;
      return paint(
        'dim',
        `· ${post} ${ruleText(rule, step)} ${code}${label === null ? '' : `“${label}”`} 已办理，不再发出`,
      );
    }
  }
}

type Style = Parameters<typeof styleText>[0];

const ruleStyles: Partial<Record<Rule, Style>> = {
  overdue: 'red',
  escalation: ['red', 'bold'],
  returned: 'yellow',
  instruction: ['red', 'bold'],
  nudge: 'yellow',
  behindPace: 'yellow',
  reminder: 'yellow',
};

const weight = (rule: Rule): number => urgency.indexOf(rule);

function mailLine({ person, post, notices }: Happening & { kind: 'mail' }): string {
  // One mail, several notices: those of one rule and step are told in one breath, the worst first.
  const groups = new Map<string, { rule: Rule; text: string; items: string[] }>();
  for (const { rule, step, code, label } of notices) {
    const text = ruleText(rule, step);
    const group = groups.get(text) ?? { rule, text, items: [] };
    group.items.push(label === null ? code : `${code}“${label}”`);
    groups.set(text, group);
  }
  const worstFirst = [...groups.values()].sort((a, b) => weight(a.rule) - weight(b.rule));
  const told = worstFirst.map(({ rule, text, items }) => `${paint(ruleStyles[rule], text)} ${items.join('、')}`);
  return `✉ ${post === person ? person : `${post} ${person}`}  ${told.join('；')}`;
}

function deedLine({ at, code, event, label, actor, detail }: Happening & { kind: 'deed' }, zone: string): string {
  const where = label === null ? code : `${code}“${label}”`;
  const on = (key: string): string => chineseDate(Number(detail[key]), { zone, now: at });
  const because = typeof detail['reason'] === 'string' && detail['reason'] !== '' ? `：${detail['reason']}` : '';
  switch (event) {
    case 'acknowledged':
      return `  ${actor} 签收 ${code}`;
    case 'submitted':
      return detail['late'] === true
        ? `  ${actor} ${paint('yellow', '补报')} ${where}（逾期）`
        : `  ${actor} ${paint('green', '报送')} ${where}`;
    case 'behind-pace':
      return `  ${paint('yellow', '◐ 落后序时进度')} ${where}`;
    case 'accepted':
      return `  ${actor} ${paint('green', '审核通过')} ${where}`;
    case 'returned':
      return `  ${actor} ${paint('yellow', '退回')} ${where}${because}`;
    case 'extension-requested':
      return `  ${actor} ${paint('yellow', '申请延期')} ${where} 至${on('due')}${because}`;
    case 'extension-granted':
      return `  ${actor} ${paint('green', '同意延期')} ${where} 至${on('due')}（原定${on('before')}）`;
    case 'reassigned':
      return `  ${actor} ${paint('yellow', '调整责任单位')} ${code}${because}`;
    case 'taken-over':
      return `  新的责任处室接办 ${code}`;
    case 'nudged':
      return `  ${actor} ${paint('yellow', '催办')} ${where}：${String(detail['words'])}`;
    case 'instructed':
      return `  ${actor} ${paint(['red', 'bold'], '批示')} ${code}：${String(detail['words'])}`;
    case 'order-issued':
      return `  ${actor} ${paint(['red', 'bold'], '签发')} ${String(detail['number'])} ${where}，回执期限${on('replyBy')}`;
    case 'order-replied':
      return `  ${actor} 回执 ${String(detail['number'])} ${where}：${String(detail['plan'])}`;
    case 'order-discharged':
      return `  ${paint('green', `${String(detail['number'])} 办结`)} ${where}`;
    case 'order-withdrawn':
      return paint('dim', `· 督办通知单${detail['n'] === 0 ? '拟稿' : ''} ${where} 撤回，不再需要`);
    case 'closed':
      return `  ${actor} ${paint(['green', 'bold'], '办结销号')} ${code}`;
    default:
      return `  ${actor} ${event} ${where}${because}`;
  }
}

function paint(style: Style | undefined, text: string): string {
  return style === undefined || !process.stdout.isTTY ? text : styleText(style, text);
}
