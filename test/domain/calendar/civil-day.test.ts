import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, civilDay, isWeekend, lastDayOfMonth, yearOf } from '../../../domain/calendar/civil-day.js';

describe('civil days', () => {
  it('go on over the ends of months and years', () => {
    expect(addDays('2016-02-28', 1)).toBe('2016-02-29');
    expect(addDays('2017-12-31', 1)).toBe('2018-01-01');
    expect(addDays('2018-01-01', -1)).toBe('2017-12-31');
    expect(lastDayOfMonth(2020, 2)).toBe('2020-02-29');
    expect(yearOf('2017-12-31')).toBe(2017);
  });

  it('are null where the calendar has none', () => {
    expect(civilDay(2017, 9, 30)).toBe('2017-09-30');
    expect([civilDay(2017, 9, 31), civilDay(2017, 2, 29), civilDay(2017, 13, 1), civilDay(2017, 1, 0)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('know their weekends, before 1970 too', () => {
    const days = fc.integer({ min: -20000, max: 20000 }).map((n) => addDays('1970-01-01', n));
    fc.assert(fc.property(days, (day) => expect(isWeekend(day)).toBe([0, 6].includes(new Date(day).getUTCDay()))));
  });
});
