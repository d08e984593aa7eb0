import type { Database, Tx } from './database.js';

/** The number by which text messages reach a person; null for none. */
export async function recordMobile(tx: Tx | Database, personId: string, number: string | null): Promise<void> {
  if (number === null) {
    await tx.deleteFrom('mobile').where('person_id', '=', personId).execute();
    return;
  }
  await tx
    .insertInto('mobile')
    .values({ person_id: personId, number })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ number }))
    .execute();
}

/** By person. */
export async function mobilesOf(db: Database): Promise<Map<string, string>> {
  const rows = await db.selectFrom('mobile').selectAll().execute();
  return new Map(rows.map(({ person_id, number }) => [person_id, number]));
}
