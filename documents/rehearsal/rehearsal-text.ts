import { chineseDateTime, documentDate } from '../../domain/calendar/chinese-date.js';
import type { Rehearsal, RehearsalWarning, Total } from '../../domain/rehearsal/rehearsed.js';
import { readerName } from '../../domain/rehearsal/totals.js';
import { wrap } from '../draft/wrap.js';
import { dayName, daysOf } from './days.js';
import { busyText, sortedWarnings, tooMany, warningNames, type RehearsalContext } from './words.js';

/** Of each list a person is shown so many; the rest stands in the files. */
const SHOWN = { recipients: 30, days: 5, busy: 8, ofAKind: 3 };

/** What a person wants to know first, for a terminal `width` columns wide. */
export function rehearsalSummary(rehearsal: Rehearsal, context: RehearsalContext, width: number): string {
  const sections = [
    heading(rehearsal, context),
    recipients(rehearsal),
    fullest(rehearsal),
    busy(rehearsal),
    warned(rehearsal.warnings),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => wrap(line, width)).join('\n'))
    .join('\n\n');
}

/** The counts, and what was taken for granted. */
export function heading(rehearsal: Rehearsal, { zone, assumed }: RehearsalContext): string[] {
  const { title, span, launch, items, dues, notices, mails, totals } = rehearsal;
  const launched = documentDate(launch.at, zone);
  const release = chineseDateTime(launch.release, { zone, now: launch.at });
  const last = mails.at(-1);
  return [
    `《${title}》${span.name}督办通知演练（未启动，未发送任何邮件）`,
    assumed,
    `${launched}启动，任务书${release}发出；${items}个事项，跟踪${dues.length}个检查节点。`,
    `共${notices.length}条通知，合并为${mails.length}封邮件，${totals.length}名收件人${last === undefined ? '' : `；最后一封${last.release.slice(0, 4)}年${dayName(last.release.slice(0, 10))}发出`}。`,
  ];
}

function recipients({ totals }: Rehearsal): string[] {
  const rest = totals.length - SHOWN.recipients;
  return [
    '各收件人邮件数',
    ...totals.slice(0, SHOWN.recipients).map((total) => `  ${totalText(total)}`),
    ...(rest > 0 ? [`  其余${rest}名收件人见完整清单`] : []),
  ];
}

/** `基础教育处（罗文静）：全年9封，1月1封、9月4封`; over several years `共9封，2017年9月4封；2018年1月5封`. */
export function totalText({ recipient, mails, months }: Total): string {
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))];
  const by = years.map((year) => {
    const own = months.filter(({ month }) => month.startsWith(year));
    const counts = own.map((of) => `${Number(of.month.slice(5))}月${of.mails}封`).join('、');
    return years.length > 1 ? `${year}年${counts}` : counts;
  });
  return `${readerName(recipient)}：${years.length > 1 ? '共' : '全年'}${mails}封，${by.join('；')}`;
}

function fullest(rehearsal: Rehearsal): string[] {
  const days = [...daysOf(rehearsal)].filter(([, { mails }]) => mails > 0);
  days.sort(([a, x], [b, y]) => y.mails - x.mails || y.notices - x.notices || (a < b ? -1 : 1));
  if (days.length === 0) return [];
  return [
    '邮件最多的日子',
    ...days.slice(0, SHOWN.days).map(([day, { mails, notices, dues }]) => {
      const due = dues === 0 ? '' : `，${dues}个节点到期`;
      return `  ${day.slice(0, 4)}年${dayName(day)}：${mails}封邮件、${notices}条通知${due}`;
    }),
  ];
}

function busy({ busyDays }: Rehearsal): string[] {
  if (busyDays.length === 0) return [];
  const rest = busyDays.length - SHOWN.busy;
  return [
    `同日过多（${tooMany}）`,
    ...busyDays.slice(0, SHOWN.busy).map((day) => `  ${busyText(day)}`),
    ...(rest > 0 ? [`  另有${rest}处`] : []),
  ];
}

function warned(warnings: readonly RehearsalWarning[]): string[] {
  if (warnings.length === 0) return ['没有提醒事项。'];
  const sorted = sortedWarnings(warnings);
  return [
    `提醒事项${warnings.length}处`,
    ...[...new Set(sorted.map(({ code }) => code))].flatMap((code) => {
      const same = sorted.filter((warning) => warning.code === code);
      const rest = same.length - SHOWN.ofAKind;
      return [
        `  ${warningNames[code]}（${same.length}处）`,
        ...same.slice(0, SHOWN.ofAKind).map(({ message }) => `    ${message}`),
        ...(rest > 0 ? [`    另有${rest}处`] : []),
      ];
    }),
  ];
}
