import type { Rehearsal } from '../../domain/rehearsal/rehearsed.js';
import { readerName } from '../../domain/rehearsal/totals.js';
import { escape } from './escape.js';
import { dayName, daysOf, levelNames, monthName, monthsOf } from './days.js';
import { monthTable } from './month-table.js';
import { pageStyle } from './page-style.js';
import { heading } from './rehearsal-text.js';
import { busyText, roleNames, sortedWarnings, tooMany, warningNames, type RehearsalContext } from './words.js';

/** Of a long list the page shows so many; all of them are in the workbook. */
const MOST_LINES = 200;
const MOST_RECIPIENTS = 300;
/** Recipients named on one day. */
const MOST_NAMES = 12;

/** The year on one page, for whoever approves it: no script, no file beside it, printed on A4 across. */
export function rehearsalPage(rehearsal: Rehearsal, context: RehearsalContext): string {
  const { title, span } = rehearsal;
  return [
    '<!doctype html>',
    '<html lang="zh-CN"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(`${title}${span.name}督办通知演练`)}</title>`,
    `<style>${pageStyle}</style></head><body><main>`,
    ...head(rehearsal, context),
    ...calendar(rehearsal, context),
    ...recipients(rehearsal),
    ...warnings(rehearsal),
    ...dayList(rehearsal),
    `<p class="note">${escape(context.versions)}</p>`,
    '</main></body></html>',
    '',
  ].join('\n');
}

function head(rehearsal: Rehearsal, context: RehearsalContext): string[] {
  const { title, span, items, dues, notices, mails, totals } = rehearsal;
  const [, ...lines] = heading(rehearsal, context);
  const counts: [number, string][] = [
    [items, '督办事项'],
    [dues.length, '检查节点'],
    [notices.length, '通知（条）'],
    [mails.length, '邮件（封）'],
    [totals.length, '收件人'],
    [rehearsal.warnings.length + rehearsal.busyDays.length, '提醒'],
  ];
  return [
    `<header><h1>${escape(title)}</h1><p class="sub">${escape(span.name)}督办通知演练 · 未启动，未发送任何邮件</p>`,
    `<ul class="counts">${counts.map(([count, name]) => `<li><b>${count}</b>${name}</li>`).join('')}</ul>`,
    // The counts stand above.
    `<p>${lines.slice(0, -1).map(escape).join('')}</p></header>`,
  ];
}

function calendar(rehearsal: Rehearsal, context: RehearsalContext): string[] {
  const days = daysOf(rehearsal);
  const months = monthsOf(rehearsal);
  const levels = levelNames.map((name, index) => `<span><i class="l${index + 1}"></i>${name}</span>`).join('');
  return [
    '<section class="year"><h2>全年日历</h2>',
    `<p class="legend"><span>格中下行为当日邮件数：</span>${levels}<span><i class="off"></i>非工作日</span>`,
    '<span><em>班</em>调休上班</span><span><i class="due"></i>有检查节点到期</span></p>',
    `<div class="months">${months.map((month) => monthTable(month, days, context.calendar)).join('\n')}</div></section>`,
  ];
}

function recipients(rehearsal: Rehearsal): string[] {
  const months = monthsOf(rehearsal);
  const names = months
    .map((month) => `<th>${monthName(month, months).replace(/^(\d+)年/, '<small>$1</small><br>')}</th>`)
    .join('');
  const rows = rehearsal.totals.slice(0, MOST_RECIPIENTS).map(({ recipient, mails, notices, months: by }) => {
    const cells = months.map((month) => `<td>${by.find((of) => of.month === month)?.mails ?? ''}</td>`).join('');
    const name = `<th scope="row"${recipient.mailbox === undefined ? ' class="bad"' : ''}>${escape(readerName(recipient))}</th>`;
    return `<tr><td class="text">${roleNames[recipient.role]}</td>${name}<td><b>${mails}</b></td><td>${notices}</td>${cells}</tr>`;
  });
  return [
    '<section><h2>各收件人每月邮件数</h2><table class="list numbers">',
    `<thead><tr><th>岗位类别</th><th>收件人</th><th>邮件</th><th>通知</th>${names}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody></table>${rest(rehearsal.totals.length - MOST_RECIPIENTS, '名收件人')}</section>`,
  ];
}

function warnings({ warnings: found, busyDays }: Rehearsal): string[] {
  const lines = [
    ...sortedWarnings(found).map(({ code, message }) => [warningNames[code], message]),
    ...busyDays.map((day) => ['同日过多', busyText(day)]),
  ];
  if (lines.length === 0) return ['<section><h2>提醒事项</h2><p>没有提醒事项。</p></section>'];
  const rows = lines
    .slice(0, MOST_LINES)
    .map(([kind = '', text = '']) => `<tr><td class="kind">${kind}</td><td class="text">${escape(text)}</td></tr>`);
  return [
    `<section><h2>提醒事项（${lines.length}处）</h2>`,
    ...(busyDays.length === 0 ? [] : [`<p class="note">同日过多：${tooMany}。</p>`]),
    `<table class="list"><tbody>${rows.join('\n')}</tbody></table>${rest(lines.length - MOST_LINES, '处提醒')}</section>`,
  ];
}

/** Who gets mail on each day. */
function dayList({ mails }: Rehearsal): string[] {
  const days = new Map<string, Map<string, number>>();
  for (const { recipient, release, notices } of mails) {
    const day = release.slice(0, 10);
    const names = days.get(day) ?? new Map<string, number>();
    days.set(day, names);
    const name = recipient.name;
    names.set(name, (names.get(name) ?? 0) + notices.length);
  }
  const rows = [...days].map(([day, names]) => {
    const shown = [...names].slice(0, MOST_NAMES).map(([name, count]) => `${escape(name)}${count}条`);
    const more = names.size > MOST_NAMES ? ` 等${names.size}名收件人` : '';
    return `<tr><th scope="row">${day.slice(0, 4)}年${dayName(day)}</th><td class="text">${shown.join('、')}${more}</td></tr>`;
  });
  return [
    '<section><h2>逐日发送</h2><table class="list days"><thead><tr><th>日期</th><th>收件人及通知条数</th></tr></thead>',
    `<tbody>${rows.join('\n')}</tbody></table></section>`,
  ];
}

function rest(count: number, what: string): string {
  return count > 0 ? `<p class="note">另有${count}${what}，见表格清单。</p>` : '';
}
