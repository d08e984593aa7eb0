import { addDays, lastDayOfMonth } from '../../domain/calendar/civil-day.js';
import type { Day } from '../../domain/instant.js';
import type { Rehearsal } from '../../domain/rehearsal/rehearsed.js';

export interface DayFacts {
  mails: number;
  notices: number;
  /** Checkpoints due. */
  dues: number;
}

/** What happens on each day that anything happens on. */
export function daysOf({ mails, dues }: Rehearsal): Map<Day, DayFacts> {
  const days = new Map<Day, DayFacts>();
  const on = (day: Day): DayFacts => {
    const known = days.get(day) ?? { mails: 0, notices: 0, dues: 0 };
    days.set(day, known);
    return known;
  };
  for (const { release, notices } of mails) {
    const facts = on(release.slice(0, 10));
    facts.mails += 1;
    facts.notices += notices.length;
  }
  for (const { day } of dues) on(day).dues += 1;
  return days;
}

/** `2017-09`: every month of the plan, and those before and after it in which anything is sent or due. */
export function monthsOf({ span, mails, dues }: Rehearsal): string[] {
  const sent = mails.flatMap(({ release }, index) =>
    index === 0 || index === mails.length - 1 ? [release.slice(0, 10)] : [],
  );
  const ends = [span.first, span.last, ...sent, ...dues.map(({ day }) => day)].reduce(
    ({ first, last }, day) => ({ first: day < first ? day : first, last: day > last ? day : last }),
    { first: span.first, last: span.last },
  );
  const months: string[] = [];
  for (let day = `${ends.first.slice(0, 7)}-01`; day <= ends.last;) {
    months.push(day.slice(0, 7));
    day = addDays(lastDayOfMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7))), 1);
  }
  return months;
}

/** The days of `2017-09`. */
export function daysOfMonth(month: string): Day[] {
  const last = Number(lastDayOfMonth(Number(month.slice(0, 4)), Number(month.slice(5))).slice(8));
  return Array.from({ length: last }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
}

/** 1 is Monday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** `9月`; in a rehearsal over several years `2018年1月`. */
export function monthName(month: string, months: readonly string[]): string {
  const several = months[0]?.slice(0, 4) !== months.at(-1)?.slice(0, 4);
  return `${several ? `${month.slice(0, 4)}年` : ''}${Number(month.slice(5))}月`;
}

/** `9月30日（周六）`. */
export function dayName(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日（周${'一二三四五六日'[weekdayOf(day) - 1]}）`;
}

/** How many mails make a day a light, middling, full or heavy one. */
const LEVELS = [1, 3, 8, 20];

/** 0 for none, to 4. */
export function levelOf(mails: number): number {
  return LEVELS.filter((least) => mails >= least).length;
}

/** `1—2封`, of each level. */
export const levelNames = LEVELS.map((least, index) => {
  const next = LEVELS[index + 1];
  return next === undefined ? `${least}封及以上` : `${least}—${next - 1}封`;
});
