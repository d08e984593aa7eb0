import type { Day } from './instant.js';

/** A person on leave names who acts for him (代理). Both days are inclusive. */
export interface Delegation {
  person: string;
  standIn: string;
  from: Day;
  to: Day;
}

/** Stand-ins of stand-ins are followed no further than this. */
export const LONGEST_CHAIN = 5;

/**
 * Who acts for `person` on `day`: his stand-in, or the stand-in's where he is away, too. Where the chain leads to nobody
 * who is there, because it is too long or closes on itself, the person himself: his post is where the notice belongs.
 * Of two delegations for one day the last in the list holds.
 */
export function standInOf(person: string, day: Day, delegations: readonly Delegation[]): string {
  let at = person;
  for (let followed = 0; followed <= LONGEST_CHAIN; followed += 1) {
    const next = delegations.findLast((one) => one.person === at && one.from <= day && day <= one.to);
    if (next === undefined) return at;
    at = next.standIn;
  }
  return person;
}
