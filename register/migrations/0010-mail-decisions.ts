import { sql, type Kysely } from 'kysely';

/** What a person decided about a mail: that it arrived after all, or that it is to be sent again. And how the outbox is looked through. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table mail_decision (
      mail_id text not null references mail (id),
      at timestamptz not null,
      post_id text not null references post (id),
      decision text not null check (decision in ('sent', 'again')),
      primary key (mail_id, at)
    );
    create index mail_by_time on mail (created_at desc, id desc);
    -- Hardly any mail is in one of these for long.
    create index mail_unfinished on mail (state, created_at desc) where state <> 'accepted';
  `.execute(db);
}
