import { addDays, isWeekend } from '../../domain/calendar/civil-day.js';
import { calendarOf, type HolidayNotice, type WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { Day } from '../../domain/instant.js';
import type { Random } from './random.js';

/** Invented holiday notices: long breaks, each paid for with weekend days (调休). No government ever published them. */
export function inventedCalendar(seed: number, years: number[], choose: Random): WorkingCalendar {
  return calendarOf(`invented-${seed}`, Object.fromEntries(years.map((year) => [year, notice(year, choose)])));
}

function notice(year: number, choose: Random): HolidayNotice {
  const off = new Set<Day>();
  const worked = new Set<Day>();
  for (let breaks = choose.int(3, 6); breaks > 0; breaks -= 1) {
    const first = addDays(`${year}-01-05`, choose.int(0, 340));
    const days = Array.from({ length: choose.int(1, 9) }, (_, index) => addDays(first, index));
    for (const day of days) if (!isWeekend(day)) off.add(day);
    for (let swaps = choose.int(0, 2); swaps > 0; swaps -= 1) {
      const around = addDays(first, choose.pick([-8, -7, -6, -3, -2, 10, 11, 12, 13, 14]));
      if (isWeekend(around)) worked.add(around);
    }
  }
  const of = (days: Set<Day>): string =>
    [...days]
      .filter((day) => day.startsWith(`${year}-`))
      .sort()
      .map((day) => day.slice(5))
      .join(' ');
  return { off: of(off), worked: of(worked) };
}
