import { sql, type Kysely } from 'kysely';

/**
 * What is told in short by other channels, beside the mails. `short_due`: notices that were claimed, and are in no message yet. What a
 * message tells of is in `short_notice`; its text is made as it goes out. Numbers are kept apart from people, so that no dossier has them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table short_due (notice_id text primary key references notice);
    create table mobile (person_id text primary key references person, number text not null);
    create table short_message (
      id text primary key,
      channel text not null,
      person_id text references person,
      text text not null default '',
      state text not null,
      created_at timestamptz not null,
      next_attempt_at timestamptz,
      attempts integer not null default 0,
      outcome text not null default '',
      finished_at timestamptz
    );
    create index short_message_open on short_message (channel, next_attempt_at) where state in ('pending', 'sending');
    create index short_message_at on short_message (created_at);
    create table short_notice (
      notice_id text not null references notice,
      message_id text not null references short_message,
      primary key (message_id, notice_id)
    );
  `.execute(db);
}
