import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../domain/calendar/civil-day.js';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import {
  addWorkingDays,
  isProvisional,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  workingDaysBetween,
} from '../../../domain/calendar/working-calendar.js';

const days = fc.integer({ min: 0, max: 7300 }).map((n) => addDays('2010-01-01', n));
const counts = fc.integer({ min: -120, max: 120 });

describe('working days', () => {
  it('counts a weekend day worked by swap', () => {
    expect(addWorkingDays(calendar, '2017-09-29', 1)).toBe('2017-09-30');
    expect(addWorkingDays(calendar, '2017-09-29', 2)).toBe('2017-10-09');
    expect(addWorkingDays(calendar, '2017-10-09', -1)).toBe('2017-09-30');
  });

  it('leaves the day as it is when nothing is added, worked or not', () => {
    expect(addWorkingDays(calendar, '2017-10-01', 0)).toBe('2017-10-01');
  });

  it('finds the working day on or before, and on or after', () => {
    expect(workingDayOnOrBefore(calendar, '2017-12-31')).toBe('2017-12-29');
    expect(workingDayOnOrBefore(calendar, '2017-09-30')).toBe('2017-09-30');
    expect(workingDayOnOrAfter(calendar, '2017-10-01')).toBe('2017-10-09');
    expect(workingDayOnOrAfter(calendar, '2017-07-31')).toBe('2017-07-31');
  });

  it('counts the days between without the first and with the last', () => {
    expect(workingDaysBetween(calendar, '2017-09-29', '2017-10-09')).toBe(2);
    expect(workingDaysBetween(calendar, '2017-09-30', '2017-10-08')).toBe(0);
    expect(workingDaysBetween(calendar, '2017-10-09', '2017-09-29')).toBe(-2);
  });

  it('never lands on a day off', () => {
    fc.assert(
      fc.property(days, counts, (day, n) => {
        fc.pre(n !== 0);
        expect(calendar.isWorkingDay(addWorkingDays(calendar, day, n))).toBe(true);
      }),
    );
  });

  it('goes further the more is added', () => {
    fc.assert(
      fc.property(days, counts, (day, n) => {
        expect(addWorkingDays(calendar, day, n) < addWorkingDays(calendar, day, n + 1)).toBe(true);
      }),
    );
  });

  it('comes back to a working day when as much is taken off', () => {
    fc.assert(
      fc.property(days, counts, (day, n) => {
        const start = workingDayOnOrAfter(calendar, day);
        expect(addWorkingDays(calendar, addWorkingDays(calendar, start, n), -n)).toBe(start);
      }),
    );
  });

  it('counts between two days what was added to the first', () => {
    fc.assert(
      fc.property(days, counts, (day, n) => {
        expect(workingDaysBetween(calendar, day, addWorkingDays(calendar, day, n))).toBe(n);
      }),
    );
  });

  it('calls a day provisional when its year has no notice yet', () => {
    expect(isProvisional(calendar, '2026-12-31')).toBe(false);
    expect(isProvisional(calendar, '2027-01-04')).toBe(true);
    expect(isProvisional(calendar, '2009-12-31')).toBe(true);
  });
});
