import { asItComes, waitAt, type Preference } from '../domain/preference.js';
import { dayOf } from '../domain/calendar/zoned.js';
import { standInOf } from '../domain/delegation.js';
import type { Instant } from '../domain/instant.js';
import type { Timekeeping } from '../domain/schedule.js';
import type { Database, Tx } from './database.js';
import { delegationsOn } from './delegations.js';

/** Of a person whose mail waits: what was released after `upTo`, until `until`. */
export interface PersonWait {
  person: string;
  upTo: Instant;
  until: Instant;
}

export async function recordPreference(tx: Tx, personId: string, preference: Preference): Promise<void> {
  const { daily, quiet, weekly } = preference;
  const row = { daily, quiet_from: quiet?.from ?? null, quiet_to: quiet?.to ?? null, weekly };
  await tx
    .insertInto('preference')
    .values({ person_id: personId, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute();
}

/** By person; whoever has said nothing is not in it. */
export async function preferencesOf(db: Database | Tx): Promise<Map<string, Preference>> {
  const rows = await db.selectFrom('preference').selectAll().execute();
  return new Map(
    rows.map(({ person_id, daily, quiet_from: from, quiet_to: to, weekly }) => [
      person_id,
      { daily, quiet: from === null || to === null ? null : { from, to }, weekly },
    ]),
  );
}

/** Whose routine mail waits now: by the preference of who reads it, which on leave is the stand-in. */
export async function waitsAt(tx: Tx, now: Instant, t: Timekeeping): Promise<PersonWait[]> {
  const preferences = await preferencesOf(tx);
  if (preferences.size === 0) return [];
  const day = dayOf(now, t.policy.zone);
  const delegations = await delegationsOn(tx, day);
  const holders = new Set([...preferences.keys(), ...delegations.map(({ person }) => person)]);
  return [...holders].flatMap((person) => {
    const wait = waitAt(now, preferences.get(standInOf(person, day, delegations)) ?? asItComes, t);
    return wait === null ? [] : [{ person, ...wait }];
  });
}
