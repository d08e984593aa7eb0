import { describe, expect, it } from '@jest/globals';
import { bulletinPeriods, namedPeriod, nextBulletin, periodsBetween } from '../../domain/bulletin.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { instantOf, isoWithOffset } from '../../domain/calendar/zoned.js';
import { defaultPolicy as policy } from '../../domain/policy.js';

const t = { policy, calendar };
const at = (day: string, time = '09:00'): number => instantOf(day, time, policy.zone);
const next = (day: string, time?: string): string =>
  isoWithOffset(nextBulletin(at(day, time), t), policy.zone).slice(0, 16);

describe('a bulletin', () => {
  it('is due at 09:00 of the first working day of the month after', () => {
    expect(next('2018-03-15')).toBe('2018-04-02T09:00');
    // 1 to 3 May is a holiday by the State Council's notice of 2017; 1 and 2 October, and more, too.
    expect(next('2018-04-02', '08:59')).toBe('2018-04-02T09:00');
    expect(next('2018-04-02', '09:00')).toBe('2018-05-02T09:00');
    expect(next('2018-09-30')).toBe('2018-10-08T09:00');
    expect(next('2018-12-31')).toBe('2019-01-02T09:00');
  });

  it('reports on the month before, and after its third month on the quarter', () => {
    expect(bulletinPeriods(at('2018-05-02'), t)).toEqual({
      month: { name: '2018-04', from: at('2018-04-01', '00:00') },
      quarter: null,
    });
    expect(bulletinPeriods(at('2019-01-02'), t)).toEqual({
      month: { name: '2018-12', from: at('2018-12-01', '00:00') },
      quarter: { name: '2018-Q4', from: at('2018-10-01', '00:00') },
    });
  });
});

describe('a period by its name', () => {
  const named = (name: string) => namedPeriod(name, policy.zone);

  it('is a quarter or a month in the campaign’s zone, with its end and the one before', () => {
    expect(named('2027-Q1')).toEqual({
      name: '2027-Q1',
      from: at('2027-01-01', '00:00'),
      to: at('2027-04-01', '00:00'),
      label: '2027年第一季度',
      before: '2026-Q4',
    });
    expect(named('2027-01')).toEqual({
      name: '2027-01',
      from: at('2027-01-01', '00:00'),
      to: at('2027-02-01', '00:00'),
      label: '2027年1月',
      before: '2026-12',
    });
    expect(['2027-Q5', '2027-13', '2027', '2027-3', '27-Q1', '2027-Q1x'].map(named)).toEqual(Array(6).fill(null));
  });

  it('stands in the list from one time to another, newest first', () => {
    const names = periodsBetween(at('2026-11-30'), at('2027-02-01', '00:00'), policy.zone);
    expect(names).toEqual(['2027-Q1', '2027-02', '2027-01', '2026-Q4', '2026-12', '2026-11']);
  });
});
