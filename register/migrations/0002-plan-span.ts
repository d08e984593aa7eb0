import { sql, type Kysely } from 'kysely';

/** A plan may run over a school year or several years, has a number of its own, and tells how each date follows from its text. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table campaign add column span text;
    update campaign set span = year || '年';
    alter table campaign alter column span set not null;
    alter table campaign add column document_number text not null default '';
    alter table campaign alter column document_number drop default;
    alter table checkpoint add column why text not null default '';
    alter table checkpoint alter column why drop default;
  `.execute(db);
}
