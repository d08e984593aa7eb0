import { sql } from 'kysely';
import type { Database, Tx } from './database.js';

/** The migrations that a register has had, in order; none where the database is empty. */
export async function schemaOf(db: Database | Tx): Promise<string[]> {
  const { rows: found } = await sql<{
    there: boolean;
  }>`select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (found[0]?.there !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
