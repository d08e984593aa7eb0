import { DubanError } from '../domain/errors.js';
import type { Day, Instant } from '../domain/instant.js';
import { recordDelegation } from '../register/delegations.js';
import { listPeople, peopleNamed, type PersonRow } from '../register/queries/posts.js';
import type { Duban } from './duban.js';

export interface Delegating {
  /** Name or mailbox of the person on leave. */
  person: string;
  standIn: string;
  from: Day;
  to: Day;
  reason: string;
  now: Instant;
}

/** 代理: names who stands in, from the first day to the last. Throws `unknown-person`, `which-person` or `delegation-invalid`. */
export async function delegate(
  duban: Duban,
  { now, ...given }: Delegating,
): Promise<{ person: PersonRow; standIn: PersonRow }> {
  const person = await choosePerson(duban, given.person);
  const standIn = await choosePerson(duban, given.standIn);
  await recordDelegation(duban.db, { ...given, person: person.id, standIn: standIn.id, at: now });
  return { person, standIn };
}

/** The person meant by a name or a mailbox. */
export async function choosePerson(duban: Duban, name: string): Promise<PersonRow> {
  const found = await peopleNamed(duban.db, name.trim());
  if (found.length === 1 && found[0] !== undefined) return found[0];
  if (found.length > 1) {
    const all = found.map(({ mailbox, posts }) => `${mailbox}（${posts.join('、') || '无岗位'}）`).join('、');
    throw new DubanError('which-person', `名册中有${found.length}位“${name}”，请改填邮箱：${all}。`, { name });
  }
  const known = [...new Set((await listPeople(duban.db)).map((person) => person.name))];
  throw new DubanError('unknown-person', `名册中没有“${name}”；可填姓名或邮箱：${known.join('、')}。`, { name });
}
