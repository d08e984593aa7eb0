import { sql, type Kysely } from 'kysely';

/** How people want their mail; what a mail's headers say of it; the mails that come of no notice, each once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table preference (
      person_id text primary key references person,
      daily boolean not null,
      quiet_from text,
      quiet_to text,
      weekly boolean not null,
      check ((quiet_from is null) = (quiet_to is null))
    );
  `.execute(db);
  await sql`
    alter table mail
      add column thread text,
      add column unsubscribe text,
      add column occasion text unique;
  `.execute(db);
  await sql`create index mail_person on mail (person_id)`.execute(db);
}
