import { sql } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import { timestamp, type Database, type Tx } from '../database.js';

/** Messages whose time has come. */
export function dueShort(db: Database | Tx, now: Instant) {
  return db.selectFrom('short_message').where('state', '=', 'pending').where('next_attempt_at', '<=', timestamp(now));
}

/** Whether a batch has to see to short messages at `now`, and when it has to if not; null for never. */
export async function planShort(tx: Tx, now: Instant): Promise<{ due: boolean; next: Instant | null }> {
  const { rows } = await sql<{ due: boolean; next: Instant | null }>`
    select
      exists (select from short_due)
        or exists (select from short_message where state = 'sending')
        or exists (${dueShort(tx, now).select('id')}) as due,
      (select min(next_attempt_at) from short_message where state = 'pending') as next`.execute(tx);
  return rows[0] ?? { due: false, next: null };
}
