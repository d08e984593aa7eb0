import { MINUTE, type Instant } from '../domain/instant.js';
import { domainOf } from './mailbox.js';

/** How many mails a server takes: per minute altogether, and per minute for one recipient's domain. No limit where none is given. */
export interface PaceSettings {
  perMinute?: number;
  perDomainPerMinute?: number;
}

/** Keeps a sender within its limits. It never sends later than need be, and knows only what this process sent. */
export interface Pace {
  /** Mails that may be begun between two looks at the limits. */
  step: number;
  /** Milliseconds until anything at all may be sent; 0 for at once. */
  wait(): number;
  /** The domains that nothing may be sent to at present, in lower case. */
  full(): string[];
  /** A mail to this mailbox is about to be sent. */
  count(mailbox: string): void;
}

/** No limits: as fast as it goes. */
export const unlimited: Pace = { step: Infinity, wait: () => 0, full: () => [], count: () => undefined };

/** `clock` in milliseconds; it need not be that of the wall. */
export function createPace({ perMinute, perDomainPerMinute }: PaceSettings, clock: () => Instant): Pace {
  const all: Instant[] = [];
  const byDomain = new Map<string, Instant[]>();

  return {
    step: perMinute === undefined && perDomainPerMinute === undefined ? Infinity : 1,
    wait: () => (perMinute === undefined ? 0 : untilFree(all, perMinute, clock())),
    full() {
      if (perDomainPerMinute === undefined) return [];
      const now = clock();
      const full: string[] = [];
      for (const [domain, sent] of byDomain) {
        if (untilFree(sent, perDomainPerMinute, now) > 0) full.push(domain);
        else if (sent.length === 0) byDomain.delete(domain);
      }
      return full;
    },
    count(mailbox) {
      const now = clock();
      if (perMinute !== undefined) all.push(now);
      if (perDomainPerMinute === undefined) return;
      const domain = domainOf(mailbox).toLowerCase();
      const sent = byDomain.get(domain);
      if (sent === undefined) byDomain.set(domain, [now]);
      else sent.push(now);
    },
  };
}

/** Forgets what is more than a minute old, and tells how long until one more is within the limit. */
function untilFree(sent: Instant[], most: number, now: Instant): number {
  while (sent[0] !== undefined && sent[0] <= now - MINUTE) sent.shift();
  const oldest = sent[sent.length - most];
  return oldest === undefined ? 0 : oldest + MINUTE - now;
}
