import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { Instant } from '../../domain/instant.js';
import type { ChannelName, LateMatter } from '../../domain/short-message.js';
import { timestamp, type Database, type Tx } from '../database.js';
import { dueShort } from './due-short.js';
import { lateMatters } from './late-matters.js';
import { addPending } from './queue-short.js';

interface Beginning<Made> {
  channel: ChannelName;
  now: Instant;
  calendar: WorkingCalendar;
  /** Of what is late; `told` are the notices that it has room for. */
  compose: (matters: LateMatter[]) => Made;
}

export interface Begun<Made> {
  id: string;
  /** This one included; tells it from others of the same message. */
  attempt: number;
  mobile: string | null;
  made: Made;
}

/**
 * Takes a channel's next message, has it say what is late now, and commits `sending` before anything is handed over. What it has no room for
 * goes into the next. One of which nothing is late any more is withdrawn. `null` when none is due.
 */
export async function beginShort<Made extends { text: string; told: string[] }>(
  db: Database,
  beginning: Beginning<Made>,
): Promise<Begun<Made> | null> {
  for (;;) {
    const found = await db.transaction().execute((tx) => begin(tx, beginning));
    if (found !== 'withdrawn') return found;
  }
}

async function begin<Made extends { text: string; told: string[] }>(
  tx: Tx,
  { channel, now, calendar, compose }: Beginning<Made>,
): Promise<Begun<Made> | 'withdrawn' | null> {
  const message = await dueShort(tx, now)
    .where('channel', '=', channel)
    .leftJoin('mobile', 'mobile.person_id', 'short_message.person_id')
    .orderBy('next_attempt_at')
    .select(['id', 'attempts', 'short_message.person_id', 'mobile.number'])
    .limit(1)
    .forUpdate('short_message')
    .skipLocked()
    .executeTakeFirst();
  if (message === undefined) return null;
  const { id, person_id: person, number: mobile } = message;
  const attempt = message.attempts + 1;
  const update = tx.updateTable('short_message').where('id', '=', id);
  const withdraw = async (outcome: string): Promise<'withdrawn'> => {
    await update.set({ state: 'withdrawn', next_attempt_at: null, outcome, finished_at: timestamp(now) }).execute();
    return 'withdrawn';
  };
  if (person !== null && mobile === null) return withdraw('手机号已删除');
  const matters = await lateMatters(tx, id, { calendar, now });
  if (matters.length === 0) return withdraw('发出前已报送或已调整');
  const made = compose(matters);
  const rest = matters.flatMap(({ notices }) => notices).filter((notice) => !made.told.includes(notice));
  if (rest.length > 0) {
    const message_id = await addPending(tx, { name: channel, person, now });
    await tx
      .updateTable('short_notice')
      .set({ message_id })
      .where('message_id', '=', id)
      .where('notice_id', 'in', rest)
      .execute();
  }
  await update.set({ state: 'sending', text: made.text, attempts: attempt, next_attempt_at: null }).execute();
  return { id, attempt, mobile, made };
}
