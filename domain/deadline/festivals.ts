import type { Day } from '../instant.js';
import { movableFestivals } from './festival-days.js';

/** Name as explanations give it → ways of writing it, and its day or its place in the table of movable ones. */
const FESTIVALS: readonly { name: string; written: string; day: string | number }[] = [
  { name: '元旦', written: '元旦', day: '01-01' },
  { name: '春节', written: '春节', day: 0 },
  { name: '元宵节', written: '元宵', day: 1 },
  { name: '妇女节', written: '三八妇女节', day: '03-08' },
  { name: '清明节', written: '清明', day: 2 },
  { name: '劳动节', written: '五一国际劳动|五一劳动|五一|劳动节', day: '05-01' },
  { name: '青年节', written: '五四青年节', day: '05-04' },
  { name: '儿童节', written: '六一国际儿童|六一儿童|六一|儿童节', day: '06-01' },
  { name: '端午节', written: '端午', day: 3 },
  { name: '建党节', written: '七一建党|七一|建党节', day: '07-01' },
  { name: '建军节', written: '八一建军|八一|建军节', day: '08-01' },
  { name: '教师节', written: '教师节', day: '09-10' },
  { name: '中秋节', written: '中秋', day: 4 },
  { name: '国庆节', written: '国庆', day: '10-01' },
];

/** For a pattern: every way of writing a festival, without a closing 节. */
export const festivalWords = FESTIVALS.map(({ written }) => written).join('|');

/** Name and day of a festival; `null` outside the years of the table (2010 to 2030) of those that move. */
export function festivalIn(written: string, year: number): { name: string; day: Day } | null {
  const found = FESTIVALS.find((festival) => festival.written.split('|').includes(written));
  if (!found) return null;
  const monthDay = typeof found.day === 'string' ? found.day : movableFestivals[year]?.split(' ')[found.day];
  return monthDay === undefined ? null : { name: found.name, day: `${year}-${monthDay}` };
}
