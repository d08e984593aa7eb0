import { timestamp, type Tx } from '../database.js';
import type { Instant } from '../../domain/instant.js';

/**
 * Mails that came back are not delivered, whatever the server said as it took them: dispatch reports it to their items, as it does of a
 * refusal. Gives those of `ids` that were ours to mark.
 */
export async function markReturned(
  tx: Tx,
  ids: string[],
  { reason, now }: { reason: string; now: Instant },
): Promise<string[]> {
  if (ids.length === 0) return [];
  const marked = await tx
    .updateTable('mail')
    .set({ state: 'rejected', outcome: `退信：${reason}`, finished_at: timestamp(now), reported: false })
    .where('id', 'in', ids)
    .where('state', 'in', ['accepted', 'unknown'])
    .returning('id')
    .execute();
  return marked.map(({ id }) => id);
}
