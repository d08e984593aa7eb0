import { sql } from 'kysely';
import type { Tx } from './database.js';
import { lockItems } from './lock-items.js';

/** Of these items, those that have not ended and do not go on elsewhere yet. Locked: each is carried over once, whoever asks meanwhile. */
export async function uncarried(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  await lockItems(tx, ids);
  const { rows } = await sql<{ id: string }>`
    select id from item where id = any(${[...ids]}::text[]) and not closed
      and not exists (select from item as next where next.carried_from = item.id)`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
