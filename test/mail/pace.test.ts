import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createPace } from '../../mail/pace.js';

const MINUTE = 60_000;

describe('a sender’s pace', () => {
  it('never has more than its limits in any minute, and waits no longer than it must', () => {
    fc.assert(
      fc.property(
        fc.record({ perMinute: fc.integer({ min: 1, max: 5 }), perDomainPerMinute: fc.integer({ min: 1, max: 3 }) }),
        fc.array(fc.record({ pause: fc.integer({ min: 0, max: 20_000 }), domain: fc.constantFrom('a', 'B', 'c') }), {
          minLength: 1,
          maxLength: 60,
        }),
        (limits, mails) => {
          let now = 0;
          const pace = createPace(limits, () => now);
          const sent: { at: number; domain: string }[] = [];
          const within = (domain?: string): number =>
            sent.filter((mail) => mail.at > now - MINUTE && (domain === undefined || mail.domain === domain)).length;
          for (const { pause, domain } of mails) {
            now += pause;
            const wait = pace.wait();
            expect(wait > 0).toBe(within() >= limits.perMinute);
            if (wait > 0) {
              now += wait - 1;
              expect(pace.wait()).toBe(1);
              now += 1;
              expect(pace.wait()).toBe(0);
            }
            const full = pace.full().includes(domain.toLowerCase());
            expect(full).toBe(within(domain) >= limits.perDomainPerMinute);
            if (full) continue;
            pace.count(`x@${domain}`);
            sent.push({ at: now, domain });
          }
        },
      ),
    );
  });

  it('knows no limits where none are given', () => {
    const pace = createPace({}, () => 0);
    for (let i = 0; i < 1000; i += 1) pace.count('a@example.org');
    expect([pace.wait(), pace.full()]).toEqual([0, []]);
  });
});
