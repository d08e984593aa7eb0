import { endOfWeek, type DivisionStanding } from '../../domain/division-standing.js';
import type { Instant } from '../../domain/instant.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import type { Database, Tx } from '../database.js';
import { divisionStandings } from '../queries/division-standings.js';
import { isFirstMail } from './first-mail.js';

/** What a mail's reader needs besides his notices. */
export interface AboutReader {
  /** He has had no mail before: he is told what will come, and from whom. */
  welcome: boolean;
  /** Who holds the offices of these items: whom to ask. */
  contacts: { name: string; mailbox: string }[];
  /** Of a leader: how his divisions stand. */
  standings: DivisionStanding[];
}

interface Reading {
  reader: string;
  notices: ReleasedNotice[];
  now: Instant;
  zone: string;
}

export async function aboutReader(tx: Tx, { reader, notices, now, zone }: Reading): Promise<AboutReader> {
  const above = notices.filter(({ post }) => post.kind === 'leader' || post.kind === 'principal');
  const posts = [...new Set(above.map(({ post }) => post.id))];
  return {
    welcome: await isFirstMail(tx, reader),
    contacts: await officesOf(
      tx,
      notices.map(({ item }) => item.id),
    ),
    standings: posts.length === 0 ? [] : await divisionStandings(tx, { posts, now, weekEnd: endOfWeek(now, zone) }),
  };
}

/** Who holds the offices of these items. */
export function officesOf(tx: Database | Tx, items: string[]): Promise<AboutReader['contacts']> {
  return tx
    .selectFrom('item_post')
    .innerJoin('holding', 'holding.post_id', 'item_post.post_id')
    .innerJoin('person', 'person.id', 'holding.person_id')
    .where('item_post.item_id', 'in', [...new Set(items)])
    .where('item_post.role', '=', 'office')
    .where('holding.contact', '=', 1)
    .distinct()
    .orderBy('person.mailbox')
    .select(['person.name', 'person.mailbox'])
    .execute();
}
