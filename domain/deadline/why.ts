import { addDays, isWeekend, yearOf } from '../calendar/civil-day.js';
import { isProvisional, type WorkingCalendar } from '../calendar/working-calendar.js';
import type { Day } from '../instant.js';
import { firstYear, type PlanSpan } from '../plan-span.js';
import type { Named, Period } from './period.js';

/** Puts the words to a period they name. `several`: they name others too. */
export function explained(named: Named, { written, note, several, span }: Explaining): Period {
  const label = labelIn(span, named);
  const unsaid = label !== named.name && !written.includes(String(named.year));
  const which =
    several || unsaid ? `（${label}${unsaid && span.kind === 'school-year' ? `，按${span.name}` : ''}）` : '';
  const why = `${written === '' ? '未写完成时限，按各季度末设节点' : `“${written}”`}${which}${named.rule}${note}`;
  const { first, last, exact } = named;
  return { label, first, last, exact, otherYear: yearOf(last) !== firstYear(span), why };
}

interface Explaining {
  /** Empty when the document writes nothing. */
  written: string;
  note: string;
  several: boolean;
  span: PlanSpan;
}

/** 2018年3月 in a plan for 2017; 2018年底, not 2018年年底. A plan of several years, and a date before it begins, always says which. */
export function labelIn(span: PlanSpan, { name, year, last }: Named): string {
  if (year === null || (year === firstYear(span) && span.kind !== 'stated' && last >= span.first)) return name;
  return name.startsWith('年') ? `${year}${name}` : `${year}年${name}`;
}

/** The explanation of a period, ended by the day it is due on and, where that is another than its last, why. */
export function whyDue({ why, otherYear, last, exact }: Period, due: Day, calendar: WorkingCalendar): string {
  const earlier = exact && due !== last ? '，提前到之前最近的工作日' : '';
  const off = isWeekend(last) ? `为${weekendDay(last)}` : '放假';
  const worked = isWeekend(due) ? `（${weekendDay(due)}，调休上班）` : '';
  const because = due === last ? worked : `（${dayName(last)}${off}）`;
  const provisional = [due, last].find((day) => isProvisional(calendar, day));
  const unsure = provisional ? `，${yearOf(provisional)}年放假安排未公布，仅按周末推算` : '';
  return `${why}${earlier}：${otherYear || yearOf(due) !== yearOf(last) ? `${yearOf(due)}年` : ''}${dayName(due)}${because}${unsure}`;
}

/** How 教师节前 follows from the day itself, which 前 does not take in. */
export function strictlyBefore(day: Day): string {
  return `取${dayName(day)}之前的最后一个工作日`;
}

/** `9月30日`. */
export function dayName(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

function weekendDay(day: Day): string {
  return isWeekend(addDays(day, 1)) ? '周六' : '周日';
}
