import { sql, type Kysely } from 'kysely';

/** When the register was restored from a backup, and when it was reconciled with what had happened since; until then nothing is sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table restoration (
      restored_at timestamptz primary key,
      backed_up_at timestamptz not null,
      reconciled_at timestamptz
    );
  `.execute(db);
}
