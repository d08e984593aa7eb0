import { sql } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import type { Database } from '../database.js';

/** When the engine next has something to do, as far as the register knows: an item to wake, a notice to release, a mail to try. `null` for never. */
export async function nextEvent(db: Database): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant | null }>`
    select least(
      (select min(next_moment) from item where not closed and flagged is null),
      (select min(release_at) from notice where state = 'staged'),
      (select min(coalesce(next_attempt_at, created_at)) from mail where state in ('pending', 'sending'))
    ) as at`.execute(db);
  return rows[0]?.at ?? null;
}
