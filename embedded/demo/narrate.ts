import { styleText } from 'node:util';
import { DateTime } from 'luxon';
import { ruleText } from '../../client/timeline-text.js';
import type { Rule } from '../../domain/item-state.js';
import type { Happening } from '../../register/queries/happenings.js';

/** Lines of the year's timeline: day, who, what, which items, and why. A day is written once. */
export function narrator(zone: string): (happening: Happening) => string {
  let written = '';
  return (happening) => {
    const time = DateTime.fromMillis(happening.at, { zone });
    const day = `${time.toISODate() ?? ''} 周${'一二三四五六日'[time.weekday - 1] ?? ''}`;
    const margin = day === written ? ' '.repeat(15) : day;
    written = day;
    return `${paint('dim', margin)}  ${lineOf(happening)}`;
  };
}

function lineOf(happening: Happening): string {
  switch (happening.kind) {
    case 'mail':
      return mailLine(happening);
    case 'deed':
      return deedLine(happening);
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
  return: 'yellow',
  reminder: 'yellow',
};

const weights: Rule[] = ['opening', 'acceptance', 'closing', 'review', 'reminder', 'return', 'overdue', 'escalation'];
const weight = (rule: Rule): number => weights.indexOf(rule);

function mailLine({ person, post, notices }: Happening & { kind: 'mail' }): string {
  // One mail, several notices: those of one rule and step are told in one breath, the worst first.
  const groups = new Map<string, { rule: Rule; text: string; items: string[] }>();
  for (const { rule, step, code, label } of notices) {
    const text = ruleText(rule, step);
    const group = groups.get(text) ?? { rule, text, items: [] };
    group.items.push(label === null ? code : `${code}“${label}”`);
    groups.set(text, group);
  }
  const worstFirst = [...groups.values()].sort((a, b) => weight(b.rule) - weight(a.rule));
  const told = worstFirst.map(({ rule, text, items }) => `${paint(ruleStyles[rule], text)} ${items.join('、')}`);
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
