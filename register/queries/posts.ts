import { asItComes, type Preference } from '../../domain/preference.js';
import type { PostKind } from '../../domain/notice.js';
import type { Database, Tx } from '../database.js';
import { preferencesOf } from '../preferences.js';

export interface PostRow {
  id: string;
  kind: PostKind;
  name: string;
  /** Who holds it; the first contact. */
  person: string | null;
}

/** Posts of that name; more than one when, say, a leader and the principal share it. */
export function postsNamed(db: Database, name: string): Promise<PostRow[]> {
  return select(db).where('post.name', '=', name).execute();
}

export function listPosts(db: Database): Promise<PostRow[]> {
  return select(db).orderBy('post.kind').orderBy('post.name').execute();
}

/** Who holds a post, by id; the first contact. */
export async function holderOf(db: Database | Tx, postId: string): Promise<string | null> {
  const row = await db
    .selectFrom('holding')
    .where('post_id', '=', postId)
    .where('contact', '=', 1)
    .select('person_id')
    .executeTakeFirst();
  return row?.person_id ?? null;
}

export interface PersonRow {
  id: string;
  name: string;
  mailbox: string;
  /** The posts that person holds, or is the other contact of. */
  posts: string[];
  /** How that person wants routine mail. */
  preference: Preference;
}

/** People of that name or with that mailbox. */
export async function peopleNamed(db: Database, nameOrMailbox: string): Promise<PersonRow[]> {
  return (await listPeople(db)).filter(({ name, mailbox }) => name === nameOrMailbox || mailbox === nameOrMailbox);
}

export async function listPeople(db: Database): Promise<PersonRow[]> {
  const people = await db.selectFrom('person').orderBy('name').orderBy('mailbox').selectAll().execute();
  const held = await db
    .selectFrom('holding')
    .innerJoin('post', 'post.id', 'holding.post_id')
    .orderBy('post.name')
    .select(['person_id', 'post.name'])
    .execute();
  const preferences = await preferencesOf(db);
  return people.map((person) => ({
    ...person,
    preference: preferences.get(person.id) ?? asItComes,
    posts: held.filter((post) => post.person_id === person.id).map(({ name }) => name),
  }));
}

function select(db: Database) {
  return db
    .selectFrom('post')
    .leftJoin('holding', (join) => join.onRef('holding.post_id', '=', 'post.id').on('holding.contact', '=', 1))
    .leftJoin('person', 'person.id', 'holding.person_id')
    .select(['post.id', 'post.kind', 'post.name', 'person.name as person']);
}
