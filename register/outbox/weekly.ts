import { sql } from 'kysely';
import { endOfWeek, isNews, mondayOf, type DivisionStanding, type WeekEntry } from '../../domain/division-standing.js';
import { dayOf } from '../../domain/calendar/zoned.js';
import type { Instant } from '../../domain/instant.js';
import type { PostKind } from '../../domain/notice.js';
import type { Policy } from '../../domain/policy.js';
import type { Database, Tx } from '../database.js';
import { divisionStandings, newestPolicy, weekRows } from '../queries/division-standings.js';
import type { Content } from './content.js';
import { isFirstMail } from './first-mail.js';
import { isQueued, queueMail, type Recipient } from './queue-mail.js';

export interface WeekOf {
  recipient: Recipient;
  standings: DivisionStanding[];
  entries: WeekEntry[];
  contacts: { name: string; mailbox: string }[];
  /** His first mail: the kinds of his posts, and the policy of the newest of the campaigns it speaks of. */
  welcome: { kinds: PostKind[]; policy: Policy } | null;
}

/**
 * Makes the week's digest of every leader and principal of running items of whose divisions there is something to say; nothing
 * in a week whose digests were made. Each is a transaction of its own: broken off and begun again, nobody has two. Gives how
 * many were made.
 */
export async function queueWeekly(
  db: Database,
  { now, zone }: { now: Instant; zone: string },
  compose: (week: WeekOf) => Content,
): Promise<number> {
  const week = mondayOf(dayOf(now, zone));
  const wake = await db.selectFrom('dispatch_wake').select('weekly').executeTakeFirst();
  if (wake?.weekly === week) return 0;
  const { rows } = await sql<Recipient & { posts: string[]; kinds: PostKind[] }>`
    select person.id, person.name, person.mailbox, array_agg(distinct post.id) as posts, array_agg(distinct post.kind) as kinds
    from person join holding on holding.person_id = person.id and holding.contact = 1
      join post on post.id = holding.post_id and post.kind in ('leader', 'principal')
      left join preference on preference.person_id = person.id
    where coalesce(preference.weekly, true)
    group by person.id order by person.id`.execute(db);
  let made = 0;
  for (const { posts, kinds, ...recipient } of rows) {
    const occasion = `weekly/${week}/${recipient.id}`;
    const asked = { posts, now, weekEnd: endOfWeek(now, zone) };
    const done = await db.transaction().execute(async (tx) => {
      if (await isQueued(tx, recipient, occasion)) return false;
      const standings = await divisionStandings(tx, asked);
      if (standings.length === 0) return false;
      const entries = await weekRows(tx, asked);
      if (!isNews(entries, { now, week })) return false;
      const contacts = await officePeople(tx);
      const welcome = (await isFirstMail(tx, recipient.id)) ? { kinds, policy: await newestPolicy(tx, posts) } : null;
      const content = compose({ recipient, standings, entries, contacts, welcome });
      await queueMail(tx, {
        ...{ recipient, now, occasion, made: { content, fault: null }, escalation: false, copyOf: null },
        unsubscribe: contacts[0]?.mailbox ?? null,
      });
      return true;
    });
    if (done) made += 1;
  }
  await db.updateTable('dispatch_wake').set({ weekly: week }).execute();
  return made;
}

/** Whoever holds the office: whom to ask. */
export async function officePeople(tx: Tx): Promise<WeekOf['contacts']> {
  return tx
    .selectFrom('holding')
    .innerJoin('post', 'post.id', 'holding.post_id')
    .innerJoin('person', 'person.id', 'holding.person_id')
    .where('post.kind', '=', 'office')
    .where('holding.contact', '=', 1)
    .distinct()
    .orderBy('person.mailbox')
    .select(['person.name', 'person.mailbox'])
    .execute();
}
