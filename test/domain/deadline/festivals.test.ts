import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import { festivalIn } from '../../../domain/deadline/festivals.js';

interface ChineseDays {
  getLunarFestivals(from: string, to: string): { date: string; name: string[] }[];
  getSolarTerms(from: string, to: string): { date: string; term: string }[];
}

const days = createRequire(import.meta.url)('chinese-days') as ChineseDays;
const years = Array.from({ length: 21 }, (_, i) => 2010 + i);

describe('the days of festivals', () => {
  it.each([
    ['春节', 2018, '2018-02-16'],
    ['中秋', 2020, '2020-10-01'],
    ['端午', 2023, '2023-06-22'],
    ['清明', 2026, '2026-04-05'],
    ['五一', 2019, '2019-05-01'],
    ['教师节', 2030, '2030-09-10'],
  ])('%s of %i', (name, year, day) => {
    expect(festivalIn(name, year)?.day).toBe(day);
  });

  it.each(years)('of %i are those of the lunar calendar', (year) => {
    const lunar = days.getLunarFestivals(`${year}-01-15`, `${year}-10-15`);
    const of = (name: string): string | undefined => lunar.find((found) => found.name.includes(name))?.date;
    const pure = days.getSolarTerms(`${year}-04-01`, `${year}-04-10`).find(({ term }) => term === 'pure_brightness');
    expect(['春节', '元宵', '清明', '端午', '中秋'].map((name) => festivalIn(name, year)?.day)).toEqual([
      of('春节'),
      of('元宵节'),
      pure?.date,
      of('端午节'),
      of('中秋节'),
    ]);
  });

  it('are days off in the notices of the State Council', () => {
    for (const year of years.filter((one) => calendar.isPublished(one))) {
      for (const name of ['元旦', '春节', '清明', '五一', '端午', '中秋', '国庆']) {
        const { day } = festivalIn(name, year) ?? { day: '' };
        expect([name, day, calendar.isWorkingDay(day)]).toEqual([name, day, false]);
      }
    }
  });

  it('are unknown beyond the table, where they move', () => {
    expect(festivalIn('春节', 2031)).toBeNull();
    expect(festivalIn('国庆', 2031)?.day).toBe('2031-10-01');
  });
});
