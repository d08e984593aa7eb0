import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { addDays, isWeekend } from '../../../domain/calendar/civil-day.js';
import { noticesVersion } from '../../../domain/calendar/notices.js';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import { installedData, noticesModule } from '../../../scripts/import-calendar.js';

/** From the notices themselves: first and last day of a holiday, and the weekend days worked for it. */
const notices: [notice: string, off: string, worked: string[]][] = [
  ['2010 国庆节', '2010-10-01..2010-10-07', ['2010-09-26', '2010-10-09']],
  ['2011 春节', '2011-02-02..2011-02-08', ['2011-01-30', '2011-02-12']],
  ['2012 元旦', '2012-01-01..2012-01-03', ['2011-12-31']],
  ['2013 端午节', '2013-06-10..2013-06-12', ['2013-06-08', '2013-06-09']],
  ['2014 国庆节', '2014-10-01..2014-10-07', ['2014-09-28', '2014-10-11']],
  ['2015 抗战胜利 70 周年', '2015-09-03..2015-09-05', ['2015-09-06']],
  ['2016 春节', '2016-02-07..2016-02-13', ['2016-02-06', '2016-02-14']],
  ['2017 国庆节、中秋节', '2017-10-01..2017-10-08', ['2017-09-30']],
  ['2018 国庆节', '2018-10-01..2018-10-07', ['2018-09-29', '2018-09-30']],
  ['2019 元旦', '2018-12-30..2019-01-01', ['2018-12-29']],
  ['2019 劳动节 (changed in March 2019)', '2019-05-01..2019-05-04', ['2019-04-28', '2019-05-05']],
  ['2020 春节 (extended in January 2020)', '2020-01-24..2020-02-02', ['2020-01-19']],
  ['2021 中秋节', '2021-09-19..2021-09-21', ['2021-09-18']],
  ['2022 清明节', '2022-04-03..2022-04-05', ['2022-04-02']],
  ['2023 端午节', '2023-06-22..2023-06-24', ['2023-06-25']],
  ['2024 春节', '2024-02-10..2024-02-17', ['2024-02-04', '2024-02-18']],
  ['2025 国庆节、中秋节', '2025-10-01..2025-10-08', ['2025-09-28', '2025-10-11']],
  ['2026 元旦', '2026-01-01..2026-01-03', ['2026-01-04']],
  ['2026 春节', '2026-02-15..2026-02-23', ['2026-02-14', '2026-02-28']],
  ['2026 国庆节', '2026-10-01..2026-10-07', ['2026-09-20', '2026-10-10']],
];

describe('the calendar of the State Council', () => {
  it.each(notices)('has %s off', (_, off, worked) => {
    const [first, last] = off.split('..') as [string, string];
    for (let day = first; day <= last; day = addDays(day, 1))
      expect([day, calendar.isWorkingDay(day)]).toEqual([day, false]);
    for (const day of worked) expect([day, isWeekend(day), calendar.isWorkingDay(day)]).toEqual([day, true, true]);
  });

  // A weekday off is either a legal holiday or made up for on a weekend: 11 legal holidays a year, 13 from 2025.
  it.each([
    ...[2010, 2013, 2014, 2016, 2017, 2018, 2019, 2021, 2022, 2023, 2024].map((year) => [year, 11]),
    [2011, 10], // Saturday 31 December made up for 3 January 2012
    [2012, 12],
    [2015, 12], // 3 September
    [2020, 13], // 31 January and 1 February, added for the epidemic
    [2025, 13],
    [2026, 13],
  ])('has in %i as many working days less as there were legal holidays: %i', (year, holidays) => {
    let less = 0;
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
      less += Number(!isWeekend(day)) - Number(calendar.isWorkingDay(day));
    }
    expect(less).toBe(holidays);
  });

  it('is published from 2010 to 2026', () => {
    expect([2009, 2010, 2026, 2027].map((year) => calendar.isPublished(year))).toEqual([false, true, true, false]);
  });

  it('knows weekends alone where no notice is published', () => {
    expect(calendar.isWorkingDay('2027-10-01')).toBe(true);
    expect(calendar.isWorkingDay('2027-10-02')).toBe(false);
  });

  it('is what the installed holiday data give when imported', () => {
    const module = readFileSync('domain/calendar/notices.ts', 'utf8');
    const { data, version } = installedData();
    expect(module).toBe(noticesModule(data, version));
    expect(calendar.version).toBe(noticesVersion);
  });
});
