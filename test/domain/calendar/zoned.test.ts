import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../domain/calendar/civil-day.js';
import { dayOf, instantOf, isoWithOffset } from '../../../domain/calendar/zoned.js';

const zone = 'Asia/Shanghai';

describe('days and hours in a zone', () => {
  it('finds the instant of a day and hour', () => {
    expect(instantOf('2017-09-30', '17:30', zone)).toBe(Date.UTC(2017, 8, 30, 9, 30));
    expect(instantOf('1988-07-01', '09:00', zone)).toBe(Date.UTC(1988, 6, 1, 0, 0)); // summer time, +09:00
  });

  it('finds the day on both sides of midnight', () => {
    expect(dayOf(Date.UTC(2017, 11, 31, 15, 59, 59, 999), zone)).toBe('2017-12-31');
    expect(dayOf(Date.UTC(2017, 11, 31, 16), zone)).toBe('2018-01-01');
  });

  it('writes an instant with its offset, to the second', () => {
    expect(isoWithOffset(Date.UTC(2017, 8, 30, 9, 30), zone)).toBe('2017-09-30T17:30:00+08:00');
    expect(isoWithOffset(Date.UTC(2017, 8, 30, 9, 30, 59, 999), zone)).toBe('2017-09-30T17:30:59+08:00');
    expect(isoWithOffset(Date.UTC(1988, 6, 1), zone)).toBe('1988-07-01T09:00:00+09:00');
    expect(isoWithOffset(Date.UTC(2017, 8, 30), 'UTC')).toBe('2017-09-30T00:00:00Z');
  });

  it('refuses a day, an hour or a zone that does not exist, and names it', () => {
    expect(() => instantOf('2017-02-30', '09:00', zone)).toThrow(/2017-02-30 09:00 Asia\/Shanghai/);
    expect(() => instantOf('2017-02-28', '25:00', zone)).toThrow(RangeError);
    expect(() => dayOf(0, 'Asia/Nowhere')).toThrow(/Asia\/Nowhere/);
  });

  it('comes back to the day from any of its instants', () => {
    const days = fc.integer({ min: 0, max: 20000 }).map((n) => addDays('1980-01-01', n));
    fc.assert(fc.property(days, (day) => expect(dayOf(instantOf(day, '23:59', zone), zone)).toBe(day)));
  });
});
