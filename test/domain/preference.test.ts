import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { instantOf } from '../../domain/calendar/zoned.js';
import { HOUR, MINUTE, type Instant } from '../../domain/instant.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { asItComes, checkQuiet, waitAt, type Preference } from '../../domain/preference.js';
import { isWorkingHours, nextRelease } from '../../domain/schedule.js';

const t = { policy, calendar };
const at = (day: string, time: string): Instant => instantOf(day, time, policy.zone);
const noon: Preference = { ...asItComes, quiet: { from: '12:00', to: '14:00' } };
const daily: Preference = { ...asItComes, daily: true };

describe('how a person wants routine mail', () => {
  it('holds nothing back from who has said nothing', () => {
    expect(waitAt(at('2017-03-02', '12:30'), asItComes, t)).toBeNull();
  });

  it('holds all back in quiet hours, until they end', () => {
    expect(waitAt(at('2017-03-02', '11:59'), noon, t)).toBeNull();
    expect(waitAt(at('2017-03-02', '12:00'), noon, t)).toEqual({ upTo: -Infinity, until: at('2017-03-02', '14:00') });
    expect(waitAt(at('2017-03-02', '14:00'), noon, t)).toBeNull();
    const night = { ...asItComes, quiet: { from: '16:00', to: '08:00' } };
    expect(waitAt(at('2017-03-03', '07:59'), night, t)?.until).toBe(at('2017-03-03', '08:00'));
  });

  it('holds what came after the morning back until the next working day, where one mail a day is wanted', () => {
    const friday = { upTo: at('2017-03-03', '09:00'), until: at('2017-03-06', '09:00') };
    expect(waitAt(at('2017-03-03', '09:00'), daily, t)).toEqual(friday);
    expect(waitAt(at('2017-03-05', '12:00'), daily, t)).toEqual(friday);
  });

  it('refuses quiet hours that leave hardly any time, or are no hours', () => {
    expect(() => checkQuiet({ from: '08:00', to: '15:31' }, policy)).toThrow('至少2小时');
    expect(() => checkQuiet({ from: '15:00', to: '13:00' }, policy)).not.toThrow();
    expect(() => checkQuiet({ from: '15:00', to: '14:59' }, policy)).toThrow('至少2小时');
    expect(() => checkQuiet({ from: '25:00', to: '26:00' }, policy)).toThrow('不是时刻');
    expect(() => checkQuiet({ from: '12:00', to: '12:00' }, policy)).toThrow('相同');
  });

  it('always lets go, in working hours, within two working days, and never asks to be woken for nothing', () => {
    const time = fc
      .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
      .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
    const preference = fc
      .record({ daily: fc.boolean(), quiet: fc.option(fc.record({ from: time, to: time })), weekly: fc.boolean() })
      .filter(({ quiet }) => {
        try {
          if (quiet !== null) checkQuiet(quiet, policy);
          return true;
        } catch {
          return false;
        }
      });
    const start = at('2017-01-20', '00:00');
    fc.assert(
      fc.property(preference, fc.integer({ min: 0, max: 40 * 24 * 60 }), (wanted, minutes) => {
        const released = start + minutes * MINUTE;
        const latest = nextRelease(nextRelease(released, t), t) + 9 * HOUR;
        let now = released;
        for (let wakes = 0; ; wakes += 1) {
          const wait = waitAt(now, wanted, t);
          if ((wait === null || released <= wait.upTo) && isWorkingHours(now, t)) return;
          // As dispatch sleeps: until the rule says so, at the latest until the next release.
          const next = Math.min(wait?.until ?? Infinity, nextRelease(now, t));
          expect(next).toBeGreaterThan(now);
          expect(next).toBeLessThanOrEqual(latest);
          expect(wakes).toBeLessThan(8);
          now = next;
        }
      }),
      { numRuns: 500 },
    );
  });
});
