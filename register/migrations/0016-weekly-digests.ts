import { sql, type Kysely } from 'kysely';

/** The Monday of the last week whose digests were made: on the first working day on which the machine was on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table dispatch_wake add column weekly date`.execute(db);
}
