import { randomUUID } from 'node:crypto';
import { dayOf } from '../domain/calendar/zoned.js';
import { standInOf } from '../domain/delegation.js';
import type { Instant } from '../domain/instant.js';
import { linkTask, type LinkPurpose } from '../domain/link-purpose.js';
import type { ReleasedNotice } from '../domain/notice.js';
import { timestamp, type Database, type Tx } from './database.js';
import { delegationsOn } from './delegations.js';

/** How the mails of an installation name their links: by an address that carries no token yet, and by the token's hash. */
export interface LinkNaming {
  address: (id: string) => string;
  hash: (id: string) => string;
}

/** To whom a mail's link is given, and what for. */
export interface NewLink {
  id: string;
  post: string;
  itemId: string;
  checkpoint: number;
  purpose: LinkPurpose;
}

/** The notices with the addresses of what they ask their divisions to do: one link for each thing, however often it is told. */
export function linked(
  notices: ReleasedNotice[],
  naming: LinkNaming | undefined,
): { notices: ReleasedNotice[]; links: NewLink[] } {
  const links = new Map<string, NewLink>();
  const told = notices.map((notice) => {
    const task = naming === undefined ? null : linkTask(notice);
    if (naming === undefined || task === null) return notice;
    const scope = { post: notice.post.id, itemId: notice.item.id, ...task };
    const key = Object.values(scope).join(' ');
    const link = links.get(key) ?? { id: randomUUID(), ...scope };
    links.set(key, link);
    return { ...notice, link: naming.address(link.id) };
  });
  return { notices: told, links: [...links.values()] };
}

/** In the transaction that puts their mail into the outbox. */
export async function recordLinks(
  tx: Tx,
  links: NewLink[],
  { mailId, person, naming, now }: { mailId: string; person: string; naming: LinkNaming | undefined; now: Instant },
): Promise<void> {
  if (naming === undefined || links.length === 0) return;
  const rows = links.map(({ id, post, itemId, checkpoint, purpose }) => ({
    ...{ id, purpose, checkpoint, mail_id: mailId, person_id: person, post_id: post, item_id: itemId },
    token_hash: naming.hash(id),
    created_at: timestamp(now),
  }));
  await tx.insertInto('link').values(rows).execute();
}

export interface Link extends NewLink {
  person: string;
  personName: string;
  postName: string;
}

export function linkByHash(db: Database, hash: string): Promise<Link | null> {
  return one(select(db).where('token_hash', '=', hash));
}

export function linkById(db: Database, id: string): Promise<Link | null> {
  return one(select(db).where('link.id', '=', id));
}

/** Whether its reader still holds the post, or stands in today for one who does. `zone` (IANA): in whose days. */
export async function linkHolds(
  db: Database,
  { post, person }: Pick<Link, 'post' | 'person'>,
  { now, zone }: { now: Instant; zone: string },
): Promise<boolean> {
  const holders = await db.selectFrom('holding').where('post_id', '=', post).select('person_id').execute();
  const ids = holders.map((holder) => holder.person_id);
  if (ids.includes(person)) return true;
  const day = dayOf(now, zone);
  const delegations = await delegationsOn(db, day);
  return ids.some((id) => standInOf(id, day, delegations) === person);
}

function select(db: Database) {
  return db
    .selectFrom('link')
    .innerJoin('person', 'person.id', 'link.person_id')
    .innerJoin('post', 'post.id', 'link.post_id')
    .select(['link.id', 'person_id as person', 'person.name as personName', 'post_id as post'])
    .select(['post.name as postName', 'item_id as itemId', 'checkpoint', 'purpose']);
}

async function one(query: ReturnType<typeof select>): Promise<Link | null> {
  return (await query.executeTakeFirst()) ?? null;
}
