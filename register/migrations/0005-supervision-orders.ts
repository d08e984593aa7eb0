import { sql, type Kysely } from 'kysely';

/** Supervision orders (督办通知单), numbered by office and year, and the files that go with a mail. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table supervision_order (
      id text primary key,
      item_id text not null references item,
      checkpoint integer not null,
      round integer not null,
      n integer not null,
      status text not null,
      office_id text not null references post,
      year integer,
      number integer,
      drafted_at timestamptz not null,
      issued_at timestamptz,
      reply_by timestamptz,
      text jsonb,
      replies jsonb not null default '[]',
      ended_at timestamptz,
      ended_because text,
      unique (office_id, year, number)
    );
    -- At most one stands for a checkpoint.
    create unique index supervision_order_standing on supervision_order (item_id, checkpoint)
      where status in ('drafted', 'issued', 'replied');
    create index supervision_order_of_item on supervision_order (item_id, n);
    create index supervision_order_waiting on supervision_order (status, drafted_at)
      where status in ('drafted', 'issued', 'replied');

    create table order_counter (
      office_id text not null references post,
      year integer not null,
      last integer not null,
      primary key (office_id, year)
    );

    create table attachment (
      mail_id text not null references mail,
      position integer not null,
      name text not null,
      type text not null,
      content bytea not null,
      primary key (mail_id, position)
    );
  `.execute(db);
}
