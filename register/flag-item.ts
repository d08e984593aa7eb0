import type { Database } from './database.js';

/** Marks an item that waits for a person, with the reason. The next event applied clears it. */
export async function flagItem(db: Database, itemId: string, reason: string): Promise<void> {
  await db.updateTable('item').set({ flagged: reason }).where('id', '=', itemId).execute();
}
