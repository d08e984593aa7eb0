import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/instant.js';
import { toldInShort, type ChannelName } from '../../domain/short-message.js';
import { timestamp, type Database, type Tx } from '../database.js';

/** Of claimed notices, those that other channels tell of: they do once the mails are on their way. */
export async function noteShortDue(tx: Tx, noticeIds: string[]): Promise<void> {
  await tx
    .insertInto('short_due')
    .columns(['notice_id'])
    .expression((eb) =>
      eb.selectFrom('notice').where('id', 'in', noticeIds).where('rule', 'in', toldInShort).select('id as notice_id'),
    )
    .execute();
}

interface Reach {
  name: ChannelName;
  personal: boolean;
}

/** Notices taken in one go, and so about as many in a message. */
const AT_ONCE = 500;

/**
 * Puts each notice that is due into one message of every channel: of the group, or of the person who has the mail, if his number is known.
 * What waits for the same reader is told together. Messages of channels that are there no more are withdrawn.
 */
export async function queueShort(db: Database, channels: Reach[], now: Instant): Promise<void> {
  await withdrawOthers(db, channels, now);
  for (let taken = AT_ONCE; taken === AT_ONCE;)
    taken = await db.transaction().execute((tx) => queueSome(tx, channels, now));
}

async function queueSome(tx: Tx, channels: Reach[], now: Instant): Promise<number> {
  const due = await tx
    .deleteFrom('short_due')
    .where('notice_id', 'in', (eb) => eb.selectFrom('short_due').select('notice_id').limit(AT_ONCE))
    .returning('notice_id')
    .execute();
  if (due.length === 0 || channels.length === 0) return due.length;
  const notices = await tx
    .selectFrom('notice')
    .innerJoin('mail', 'mail.id', 'notice.mail_id')
    .leftJoin('mobile', 'mobile.person_id', 'mail.person_id')
    .where(
      'notice.id',
      'in',
      due.map((row) => row.notice_id),
    )
    .select(['notice.id', 'mobile.person_id as person'])
    .execute();
  for (const { name, personal } of channels) {
    const readers = personal ? new Set(notices.map(({ person }) => person)) : [null];
    for (const reader of readers) {
      if (personal && reader === null) continue;
      const own = notices.filter(({ person }) => !personal || person === reader);
      // What is too much for one message is not gathered in one.
      const to = { name, person: reader, now };
      const message_id = own.length === AT_ONCE ? await addPending(tx, to) : await pendingFor(tx, to);
      await tx
        .insertInto('short_notice')
        .values(own.map(({ id }) => ({ notice_id: id, message_id })))
        .execute();
    }
  }
  return due.length;
}

async function pendingFor(tx: Tx, to: { name: ChannelName; person: string | null; now: Instant }): Promise<string> {
  const waiting = await tx
    .selectFrom('short_message')
    .where('channel', '=', to.name)
    .where('person_id', 'is not distinct from', to.person)
    .where('state', '=', 'pending')
    // Of one that a person sends again, the first try may yet prove to have arrived: what joined it would not be told.
    .where('id', 'not in', (eb) => eb.selectFrom('short_decision').select('message_id'))
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return waiting?.id ?? addPending(tx, to);
}

/** A new message, due at once, that tells of nothing yet; gives its id. */
export async function addPending(
  tx: Tx,
  { name, person, now }: { name: ChannelName; person: string | null; now: Instant },
): Promise<string> {
  const id = randomUUID();
  const at = timestamp(now);
  await tx
    .insertInto('short_message')
    .values({ id, channel: name, person_id: person, state: 'pending', created_at: at, next_attempt_at: at })
    .execute();
  return id;
}

async function withdrawOthers(db: Database, channels: Reach[], now: Instant): Promise<void> {
  const names = channels.map(({ name }) => name);
  await db
    .updateTable('short_message')
    .set({ state: 'withdrawn', next_attempt_at: null, outcome: '该渠道已停用', finished_at: timestamp(now) })
    .where('state', '=', 'pending')
    .$if(names.length > 0, (query) => query.where('channel', 'not in', names))
    .execute();
}
