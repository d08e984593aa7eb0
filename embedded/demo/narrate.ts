import { styleText } from 'node:util';
import { ruleText } from '../../client/timeline-text.js';
import type { Rule } from '../../domain/item-state.js';
import { chineseDate, type DateReader } from '../../mail/chinese-date.js';
import type { Happening } from '../../register/queries/happenings.js';

/** Lines of the year's timeline: date, who, item, what, and why. A day's date stands once. */
export function narrator(reader: DateReader): (happening: Happening) => string {
  let shownDay = '';
  return (happening) => {
    const day = chineseDate(happening.at, reader);
    const margin = day === shownDay ? ' '.repeat(columns(day)) : day;
    shownDay = day;
    const pad = ' '.repeat(Math.max(0, 18 - columns(day)));
    return `${styleText('dim', margin)}${pad}${happening.kind === 'mail' ? mailLine(happening) : deedLine(happening)}`;
  };
}

type Style = Parameters<typeof styleText>[0];

const ruleStyles: Partial<Record<Rule, Style>> = {
  overdue: 'red',
  escalation: ['red', 'bold'],
  return: 'yellow',
  reminder: 'yellow',
};

function mailLine({ person, post, notices }: Happening & { kind: 'mail' }): string {
  // One mail, several notices: those of one rule and step are told in one breath.
  const groups = new Map<string, { rule: Rule; text: string; items: string[] }>();
  for (const { rule, step, code, label } of notices) {
    const text = ruleText(rule, step);
    const group = groups.get(text) ?? { rule, text, items: [] };
    group.items.push(label === null ? code : `${code}“${label}”`);
    groups.set(text, group);
  }
  const told = [...groups.values()].map(
    ({ rule, text, items }) => `${paint(ruleStyles[rule], text)} ${items.join('、')}`,
  );
  return `✉ ${post === person ? person : `${post} ${person}`}  ${told.join('；')}`;
}

function deedLine({ code, event, label, actor, detail }: Happening & { kind: 'deed' }): string {
  const where = label === null ? code : `${code}“${label}”`;
  switch (event) {
    case 'acknowledged':
      return `  ${actor} 签收 ${code}`;
    case 'submitted':
      return detail['late'] === true
        ? `  ${actor} ${paint('yellow', '补报')} ${where}（逾期）`
        : `  ${actor} ${paint('green', '报送')} ${where}`;
    case 'accepted':
      return `  ${actor} ${paint('green', '审核通过')} ${where}`;
    case 'returned':
      return `  ${actor} ${paint('yellow', '退回')} ${where}：${String(detail['reason'])}`;
    case 'closed':
      return `  ${actor} ${paint(['green', 'bold'], '办结销号')} ${code}`;
    default:
      return `  ${actor} ${event} ${where}`;
  }
}

function paint(style: Style | undefined, text: string): string {
  return style === undefined || !process.stdout.isTTY ? text : styleText(style, text);
}

/** Terminal columns: a Chinese character takes two. */
function columns(text: string): number {
  return [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);
}
