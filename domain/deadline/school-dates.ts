import { addDays } from '../calendar/civil-day.js';
import type { Day } from '../instant.js';

/** `MM-DD`. */
type MonthDay = string;

/** An office's school calendar (校历): the first days of terms and holidays. A term ends on the day before a holiday. */
export interface SchoolDates {
  /** As explanations name it: `武汉市2018—2019学年校历`. */
  name: string;
  autumnTerm: MonthDay;
  winterHoliday: MonthDay;
  springTerm: MonthDay;
  summerHoliday: MonthDay;
}

/**
 * Used where the office has set none. Schools open on 1 September all over the country; the other days are about the
 * middle of what provinces set, and may be two weeks off. The spring term ends with the school year on 30 June.
 */
export const usualSchoolDates: SchoolDates = {
  name: '默认校历',
  ...{ autumnTerm: '09-01', winterHoliday: '01-21', springTerm: '02-20', summerHoliday: '07-01' },
};

export type SchoolTime = 'autumn' | 'winter' | 'spring' | 'summer';

export const schoolTimeNames: Readonly<Record<SchoolTime, string>> = {
  ...{ autumn: '秋季学期', winter: '寒假', spring: '春季学期', summer: '暑假' },
};

/** First and last day of the term or holiday that begins in `year`. */
export function schoolTime(dates: SchoolDates, time: SchoolTime, year: number): { first: Day; last: Day } {
  const { autumnTerm, winterHoliday, springTerm, summerHoliday } = dates;
  const [begins, ends] = {
    autumn: [autumnTerm, winterHoliday],
    winter: [winterHoliday, springTerm],
    spring: [springTerm, summerHoliday],
    summer: [summerHoliday, autumnTerm],
  }[time] as [MonthDay, MonthDay];
  const endYear = ends > begins ? year : year + 1;
  return { first: `${year}-${begins}`, last: addDays(`${endYear}-${ends}`, -1) };
}
