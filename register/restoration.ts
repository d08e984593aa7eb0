import type { Instant } from '../domain/instant.js';
import { timestamp, type Database, type Tx } from './database.js';

export interface Restoration {
  restoredAt: Instant;
  /** Until when the register knew everything. */
  backedUpAt: Instant;
}

/**
 * The restoration that has not been reconciled with what had happened since its backup. While there is one nothing is sent: what was
 * staged in the backup may have been sent since.
 */
export async function openRestoration(db: Database | Tx): Promise<Restoration | null> {
  const row = await db
    .selectFrom('restoration')
    .where('reconciled_at', 'is', null)
    .select(['restored_at as restoredAt', 'backed_up_at as backedUpAt'])
    .executeTakeFirst();
  return row ?? null;
}

/** Staged notices that were to go out after the backup and not after `until`: nobody can tell here whether they did. */
export async function doubtfulNotices(
  db: Database,
  { backedUpAt, until }: { backedUpAt: Instant; until: Instant },
): Promise<number> {
  const { count } = await db
    .selectFrom('notice')
    .where('state', '=', 'staged')
    .where('release_at', '>', timestamp(backedUpAt))
    .where('release_at', '<=', timestamp(until))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * From here on notices go out again. Those that were to go out up to `stoppedAt`, when the lost installation stopped, went out;
 * a mail it was about to send is in doubt, like one that was being sent.
 */
export async function endRestoration(
  db: Database,
  { backedUpAt, stoppedAt, now }: { backedUpAt: Instant; stoppedAt: Instant; now: Instant },
): Promise<{ sentBefore: number }> {
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('notice')
      .set({ state: 'withdrawn', withdrawn_because: 'sent-before-restore' })
      .where('state', '=', 'staged')
      .where('release_at', '<=', timestamp(stoppedAt))
      .executeTakeFirstOrThrow();
    if (stoppedAt > backedUpAt) {
      await tx
        .updateTable('mail')
        .set({ state: 'sending', next_attempt_at: null })
        .where('state', '=', 'pending')
        .where('next_attempt_at', '<=', timestamp(stoppedAt))
        .execute();
      // Groups and phones are not told again what they may have been told.
      await tx
        .updateTable('short_message')
        .set({ state: 'sending', next_attempt_at: null })
        .where('state', '=', 'pending')
        .execute();
      await tx.deleteFrom('short_due').execute();
    }
    await tx
      .updateTable('restoration')
      .set({ reconciled_at: timestamp(now) })
      .where('reconciled_at', 'is', null)
      .execute();
    return { sentBefore: Number(numUpdatedRows) };
  });
}
