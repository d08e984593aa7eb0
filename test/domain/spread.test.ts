import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { HOUR, MINUTE } from '../../domain/instant.js';
import { leadOf } from '../../domain/spread.js';

describe('the lead of an item', () => {
  it('is fixed by its id, at least ten minutes and less than six hours and ten', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const lead = leadOf(id);
        expect(lead).toBe(leadOf(id));
        expect(Number.isInteger(lead)).toBe(true);
        expect(lead).toBeGreaterThanOrEqual(10 * MINUTE);
        expect(lead).toBeLessThan(6 * HOUR + 10 * MINUTE);
      }),
    );
  });

  it('does not change from one release of the program to the next, as timers already run by it', () => {
    expect(leadOf('item-1')).toBe(4_391_840);
  });

  it('spreads ten thousand items evenly: no minute has more than a few times its share', () => {
    const perMinute = new Map<number, number>();
    for (let i = 0; i < 10_000; i += 1) {
      const minute = Math.floor(leadOf(randomUUID()) / MINUTE);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }
    // 360 minutes, some 28 each.
    expect(perMinute.size).toBeGreaterThan(350);
    expect(Math.max(...perMinute.values())).toBeLessThan(80);
  });
});
