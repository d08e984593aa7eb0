import { randomUUID } from 'node:crypto';
import type { PostKind } from '../domain/notice.js';
import type { Tx } from './database.js';
import { recordMobile } from './mobiles.js';

/** Who holds a post, and where mail reaches him; `second` is tried when it does not. */
export interface RosterRow {
  kind: PostKind;
  post: string;
  person: string;
  mailbox: string;
  /** Where it is not given, the one that is known stays. */
  mobile?: string;
  second?: { person: string; mailbox: string };
}

/** The id of a post of the roster; null where it has none of that name. */
export type PostLookup = (kind: PostKind, name: string) => string | null;

/**
 * Posts and their holders are the office's, not the campaign's: a new mailbox for a post changes one row. A post that is known is
 * left unlocked, because commands and notices of other campaigns refer to it meanwhile; all rows are written in one order, so that
 * two launches wait for each other instead of standing in each other's way.
 */
export async function recordRoster(tx: Tx, roster: RosterRow[]): Promise<PostLookup> {
  const entries = new Map(roster.map((entry) => [keyOf(entry.kind, entry.post), entry]));
  const contacts = roster.flatMap(({ mailbox, person, second }) => [...(second ? [second] : []), { mailbox, person }]);
  const names = new Map(contacts.map(({ mailbox, person }) => [mailbox, person]));
  const posts = new Map<string, string>();
  for (const [key, entry] of inOrder(entries)) posts.set(key, await recordPost(tx, entry));
  const people = new Map<string, string>();
  for (const [mailbox, name] of inOrder(names)) people.set(mailbox, await recordPerson(tx, mailbox, name));
  for (const [key, post_id] of posts) {
    const { mailbox, mobile, second } = entries.get(key) as RosterRow;
    const person_id = people.get(mailbox) as string;
    await hold(tx, { post_id, person_id, contact: 1 });
    if (mobile !== undefined) await recordMobile(tx, person_id, mobile);
    if (second !== undefined) await hold(tx, { post_id, person_id: people.get(second.mailbox) as string, contact: 2 });
    else await tx.deleteFrom('holding').where('post_id', '=', post_id).where('contact', '=', 2).execute();
  }
  return (kind, name) => posts.get(keyOf(kind, name)) ?? null;
}

async function hold(tx: Tx, holding: { post_id: string; person_id: string; contact: 1 | 2 }): Promise<void> {
  await tx
    .insertInto('holding')
    .values(holding)
    .onConflict((conflict) => conflict.columns(['post_id', 'contact']).doUpdateSet({ person_id: holding.person_id }))
    .execute();
}

async function recordPost(tx: Tx, { kind, post: name }: RosterRow): Promise<string> {
  await tx
    .insertInto('post')
    .values({ id: randomUUID(), kind, name })
    .onConflict((conflict) => conflict.columns(['kind', 'name']).doNothing())
    .execute();
  return (
    await tx.selectFrom('post').where('kind', '=', kind).where('name', '=', name).select('id').executeTakeFirstOrThrow()
  ).id;
}

async function recordPerson(tx: Tx, mailbox: string, name: string): Promise<string> {
  const { id } = await tx
    .insertInto('person')
    .values({ id: randomUUID(), name, mailbox })
    .onConflict((conflict) => conflict.column('mailbox').doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

function inOrder<T>(map: Map<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function keyOf(kind: PostKind, name: string): string {
  return `${kind} ${name}`;
}
