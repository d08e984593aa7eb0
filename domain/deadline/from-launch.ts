import { addDays } from '../calendar/civil-day.js';
import { addWorkingDays } from '../calendar/working-calendar.js';
import type { Day } from '../instant.js';
import type { DeadlineContext } from './context.js';
import { addMonths, untilDay, type Named } from './period.js';
import { dayName } from './why.js';

/** 10个工作日, 一个月, 两周: a length of time as written, its number in figures. */
export interface Length {
  count: number;
  unit: string;
}

/** A number in figures, or 半. */
export function lengthOf(count: string | undefined, unit: string | undefined): Length {
  const [whole, name] = [count ?? '', (unit ?? '').replace('个', '')];
  if (whole !== '半') return { count: Number(whole), unit: name };
  return name === '年' ? { count: 6, unit: '月' } : { count: 15, unit: '日' };
}

/** Ends so long after the launch; the day after it is the first that counts. `null` while the launch day is not known. */
export function fromLaunch({ count, unit }: Length, context: DeadlineContext): Named | null {
  const { launchDay } = context;
  if (launchDay === undefined) return null;
  const last = after(launchDay, { count, unit }, context);
  if (last === null) return null;
  const name = `${count}${{ 工作日: '个工作日', 月: '个月' }[unit] ?? unit}内`;
  const rule = `自启动之日（${dayName(launchDay)}）次日起算`;
  return { ...untilDay(last, name), first: addDays(launchDay, 1), exact: unit !== '工作日', rule };
}

/** `null` when working days are asked for and there is no calendar to count them by. */
export function after(day: Day, { count, unit }: Length, { calendar }: DeadlineContext): Day | null {
  switch (unit) {
    case '工作日':
      return calendar ? addWorkingDays(calendar, day, count) : null;
    case '月':
      return addMonths(day, count);
    case '年':
      return addMonths(day, 12 * count);
    case '周':
    case '星期':
      return addDays(day, 7 * count);
    default:
      return addDays(day, count);
  }
}
