import { HOUR, MINUTE, type Instant } from '../../domain/instant.js';
import type { ChannelName } from '../../domain/short-message.js';
import { timestamp, type Database } from '../database.js';
import type { Delivery } from '../outbox/deliver.js';
import type { Begun } from './begin-short.js';
import { dueShort } from './due-short.js';

interface Done {
  delivery: Delivery;
  now: Instant;
  /** When it may be tried again, at the earliest at `instant`: in the office's hours. */
  retryAt: (instant: Instant) => Instant;
}

const BACK_OFF = [1, 5, 15].map((minutes) => minutes * MINUTE);

/**
 * Commits what became of one try of a message. One in doubt is not sent again by itself: a group that is told twice is worse than one that
 * is told by mail alone. What was certainly not taken, but may be later, is tried on, in the end hourly; so no refusal for now uses it up.
 */
export function finishShort(
  db: Database,
  { id, attempt }: Pick<Begun<unknown>, 'id' | 'attempt'>,
  { delivery, now, retryAt }: Done,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const message = tx.selectFrom('short_message').where('id', '=', id).select(['state', 'attempts']);
    const { state, attempts } = await message.forUpdate().executeTakeFirstOrThrow();
    const isAwaited = state === 'sending' && attempts === attempt;
    // Taken for lost while its sender still lived: that it arrived, when it comes, outweighs the doubt, and a decision to send it again.
    if (!isAwaited && (delivery.kind !== 'accepted' || state === 'accepted')) return;
    const outcome = 'response' in delivery ? delivery.response : delivery.reason;
    const wait = BACK_OFF[attempts - 1] ?? HOUR;
    await tx
      .updateTable('short_message')
      .where('id', '=', id)
      .set(
        delivery.kind === 'unsent' || (delivery.kind === 'rejected' && !delivery.permanent)
          ? { state: 'pending', outcome, next_attempt_at: timestamp(retryAt(now + wait)) }
          : { state: delivery.kind, outcome, next_attempt_at: null, finished_at: timestamp(now) },
      )
      .execute();
  });
}

/** What was `sending` when its worker died: nobody knows whether it was taken. Only the one owner of a batch may ask. */
export async function doubtInterrupted(db: Database, now: Instant): Promise<void> {
  await db
    .updateTable('short_message')
    .set({ state: 'unknown', outcome: '发送途中程序中断，不能确定是否送达', finished_at: timestamp(now) })
    .where('state', '=', 'sending')
    .execute();
}

/** What is due of a channel that takes nothing at present waits until then. */
export async function postponeShort(
  db: Database,
  channel: ChannelName,
  { now, until }: { now: Instant; until: Instant },
): Promise<void> {
  await db
    .updateTable('short_message')
    .set({ next_attempt_at: timestamp(until) })
    .where('id', 'in', dueShort(db, now).where('channel', '=', channel).select('id'))
    .execute();
}
