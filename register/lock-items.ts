import { sql } from 'kysely';
import type { Tx } from './database.js';

/** Takes the row locks of several items, in the one order in which everybody does, and before those of a campaign. */
export async function lockItems(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`select id from item where id = any(${[...new Set(ids)]}::text[]) order by id for no key update`.execute(tx);
}
