import { randomUUID } from 'node:crypto';
import { addDays } from '../domain/calendar/civil-day.js';
import { isDay } from '../domain/clocks.js';
import type { Delegation } from '../domain/delegation.js';
import { DubanError } from '../domain/errors.js';
import type { Day, Instant } from '../domain/instant.js';
import { timestamp, type Database, type Tx } from './database.js';

/** Ids of people: `person.id`. */
export interface DelegationToRecord extends Delegation {
  reason: string;
  at: Instant;
}

/**
 * Names a stand-in (代理) from the first day to the last; of two for one day, the one recorded last holds. Gives its id.
 * Throws `delegation-invalid`.
 */
export async function recordDelegation(db: Database, given: DelegationToRecord): Promise<string> {
  const { person, standIn, from, to } = given;
  const wrong = (message: string): DubanError => new DubanError('delegation-invalid', message, { ...given });
  for (const day of [from, to]) {
    if (!isDay(day)) throw wrong(`“${day}”不是有效日期，应为年-月-日，如 2017-03-06。`);
  }
  if (from > to) throw wrong(`代理的起始日 ${from} 晚于结束日 ${to}，请改正后再登记。`);
  if (person === standIn) throw wrong('代理人不能是本人，请另行指定。');
  const known = await db.selectFrom('person').where('id', 'in', [person, standIn]).select('id').execute();
  const unknown = [person, standIn].find((id) => !known.some((one) => one.id === id));
  if (unknown !== undefined) throw wrong(`名册中没有编号为“${unknown}”的人员；请先将其列入名册。`);
  const id = randomUUID();
  await db
    .insertInto('delegation')
    .values({
      id,
      person_id: person,
      stand_in: standIn,
      from_day: from,
      to_day: to,
      reason: given.reason,
      at: timestamp(given.at),
    })
    .execute();
  return id;
}

/** From `day` on the person acts himself again. What has not begun by then is as if it had never been. */
export async function endDelegation(db: Database, id: string, day: Day): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('delegation').where('id', '=', id).selectAll().forUpdate().executeTakeFirst();
    if (known === undefined) throw new DubanError('no-such-delegation', `没有编号为“${id}”的代理登记。`, { id });
    if (known.to_day < day) return;
    if (known.from_day >= day) await tx.deleteFrom('delegation').where('id', '=', id).execute();
    else
      await tx
        .updateTable('delegation')
        .set({ to_day: addDays(day, -1) })
        .where('id', '=', id)
        .execute();
  });
}

export interface DelegationRow extends Delegation {
  id: string;
  personName: string;
  standInName: string;
  reason: string;
  at: Instant;
}

/** Those that end on `from` or later, of one person or of all, in the order of their days. */
export function delegationsOf(
  db: Database,
  { from, person }: { from: Day; person?: string },
): Promise<DelegationRow[]> {
  return db
    .selectFrom('delegation')
    .innerJoin('person as away', 'away.id', 'delegation.person_id')
    .innerJoin('person as acting', 'acting.id', 'delegation.stand_in')
    .where('to_day', '>=', from)
    .$if(person !== undefined, (query) => query.where('person_id', '=', person as string))
    .orderBy('from_day')
    .orderBy('delegation.at')
    .select(['delegation.id', 'person_id as person', 'stand_in as standIn', 'from_day as from', 'to_day as to'])
    .select(['away.name as personName', 'acting.name as standInName', 'reason', 'delegation.at'])
    .execute();
}

/** All that hold on a day, in the order they were recorded. */
export function delegationsOn(tx: Database | Tx, day: Day): Promise<Delegation[]> {
  return tx
    .selectFrom('delegation')
    .where('from_day', '<=', day)
    .where('to_day', '>=', day)
    .orderBy('at')
    .orderBy('id')
    .select(['person_id as person', 'stand_in as standIn', 'from_day as from', 'to_day as to'])
    .execute();
}
