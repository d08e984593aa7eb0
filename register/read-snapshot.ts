import { sql } from 'kysely';
import type { Database, Tx } from './database.js';

/** Reads the register as it is at one instant, for as long as it takes: whoever writes meanwhile is neither seen nor hindered. */
export function readSnapshot<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      // Between two looks, a slow disk is being written to.
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
      return work(tx);
    });
}
