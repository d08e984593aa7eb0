import { sql, type Kysely } from 'kysely';

/** What a person decided about a group or text message in doubt: that it arrived after all, or that it is to be sent again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table short_decision (
      message_id text not null references short_message (id),
      at timestamptz not null,
      post_id text not null references post (id),
      decision text not null check (decision in ('sent', 'again')),
      primary key (message_id, at)
    )
  `.execute(db);
}
