import { sql, type Kysely } from 'kysely';

/** What a file handed in is by its bytes; mails that nobody can be sure of are found among a million. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table evidence add column type text not null default '';
    create index mail_unsure on mail (created_at) where state in ('rejected', 'unknown');
  `.execute(db);
}
