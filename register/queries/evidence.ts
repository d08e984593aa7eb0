import type { Database } from '../database.js';

/** The size in bytes of a file handed in under that name with that content; `null` if the register knows of none. */
export async function evidenceSize(db: Database, sha256: string, name: string): Promise<number | null> {
  const known = await db
    .selectFrom('evidence')
    .where('sha256', '=', sha256)
    .where('name', '=', name)
    .select('size')
    .limit(1)
    .executeTakeFirst();
  return known?.size ?? null;
}
