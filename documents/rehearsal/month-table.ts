import { isWeekend } from '../../domain/calendar/civil-day.js';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { Day } from '../../domain/instant.js';
import { dayName, daysOfMonth, levelOf, weekdayOf, type DayFacts } from './days.js';

const WEEK = '一二三四五六日';

/** A month of the page's calendar, its weeks from Monday. */
export function monthTable(
  month: string,
  days: ReadonlyMap<Day, DayFacts>,
  calendar: Pick<WorkingCalendar, 'isWorkingDay'>,
): string {
  const own = daysOfMonth(month);
  const blank = '<td class="none"></td>';
  const before = weekdayOf(own[0] ?? '') - 1;
  const cells = [...Array<string>(before).fill(blank), ...own.map((day) => dayCell(day, days.get(day), calendar))];
  while (cells.length % 7 !== 0) cells.push(blank);
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7).join(''));
  const sum = own.reduce((count, day) => count + (days.get(day)?.mails ?? 0), 0);
  const caption = `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
  return [
    `<table class="month"><caption>${caption}<span>${sum === 0 ? '' : `${sum}封`}</span></caption>`,
    `<thead><tr>${[...WEEK].map((day) => `<th>${day}</th>`).join('')}</tr></thead>`,
    `<tbody>${weeks.map((week) => `<tr>${week}</tr>`).join('')}</tbody></table>`,
  ].join('');
}

function dayCell(
  day: Day,
  { mails, notices, dues }: DayFacts = { mails: 0, notices: 0, dues: 0 },
  calendar: Pick<WorkingCalendar, 'isWorkingDay'>,
): string {
  const working = calendar.isWorkingDay(day);
  const classes = [
    ...(mails > 0 ? [`l${levelOf(mails)}`] : []),
    ...(working ? [] : ['off']),
    ...(dues > 0 ? ['due'] : []),
  ];
  const told = [
    ...(mails > 0 ? [`${mails}封邮件、${notices}条通知`] : []),
    ...(dues > 0 ? [`${dues}个检查节点到期`] : []),
    ...(working ? [] : ['非工作日']),
    ...(working && isWeekend(day) ? ['调休上班'] : []),
  ];
  const hover = told.length === 0 ? '' : ` title="${dayName(day)}：${told.join('，')}"`;
  const mark = working && isWeekend(day) ? '<em>班</em>' : '';
  const shown = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
  return `<td${shown}${hover}><small>${Number(day.slice(8))}${mark}</small><b>${mails > 0 ? mails : ''}</b></td>`;
}
