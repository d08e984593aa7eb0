import type { Instant } from '../domain/instant.js';
import { timestamp, type Database, type Tx } from './database.js';

/**
 * One row says until when dispatch sleeps. Whoever stages a notice locks it last in its transaction, and dispatch locks it
 * before it looks for the next release: so either dispatch sees the notice, or the stager sees that dispatch sleeps past it.
 */
export async function wakeFor(tx: Tx, release: Instant): Promise<void> {
  const { wake_at } = await tx
    .selectFrom('dispatch_wake')
    .where('id', '=', 1)
    .select('wake_at')
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (release < wake_at) {
    await tx
      .updateTable('dispatch_wake')
      .set({ wake_at: timestamp(release), signalled: false })
      .where('id', '=', 1)
      .execute();
  }
}

interface Wake {
  /** A signal is due until one was sent: a stager that died between its commit and its signal leaves it to the next. */
  signal: boolean;
  wakeAt: Instant;
}

export async function readWake(tx: Tx): Promise<Wake> {
  const row = await tx
    .selectFrom('dispatch_wake')
    .where('id', '=', 1)
    .select(['signalled', 'wake_at'])
    .executeTakeFirstOrThrow();
  return { signal: !row.signalled, wakeAt: row.wake_at };
}

/** `wakeAt` is what the signal spoke of: who staged something earlier since then, and died, still needs one of its own. */
export async function markSignalled(db: Database, wakeAt: Instant): Promise<void> {
  await db
    .updateTable('dispatch_wake')
    .set({ signalled: true })
    .where('id', '=', 1)
    .where('wake_at', '>=', timestamp(wakeAt))
    .execute();
}
