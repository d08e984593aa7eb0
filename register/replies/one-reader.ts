import { sql } from 'kysely';
import type { Database } from '../database.js';

/** Of PostgreSQL's advisory locks: that of whoever reads the mailbox. */
const LOCK = 20_130_013;

/**
 * Runs `work` unless another process is at it; false where one is. The lock is its connection's: `isHeld` throws where that has broken,
 * and with it the lock.
 */
export function asOneReader(db: Database, work: (isHeld: () => Promise<void>) => Promise<void>): Promise<boolean> {
  return db.connection().execute(async (own) => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(${LOCK}) as got`.execute(own);
    if (rows[0]?.got !== true) return false;
    try {
      await work(async () => void (await sql`select 1`.execute(own)));
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(own).catch(() => undefined);
    }
    return true;
  });
}
