import { sql, type Kysely } from 'kysely';

/**
 * Links by which a mail's reader acts for a division, of whose tokens only the hash is kept: they expire with what they are for, which the
 * item's state says; and drafts of what divisions hand in,
 * kept until they are. A draft that was sent stands until its command is answered: a refusal must not lose it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table link (
      id text primary key,
      mail_id text not null references mail,
      person_id text not null references person,
      post_id text not null references post,
      item_id text not null references item,
      checkpoint integer not null,
      purpose text not null,
      token_hash text not null unique,
      created_at timestamptz not null
    );

    create table draft (
      item_id text not null references item,
      checkpoint integer not null,
      post_id text not null references post,
      text text not null,
      figures jsonb not null,
      saved_at timestamptz not null,
      saved_by text not null references person,
      saved_via text not null,
      sent_as text,
      primary key (item_id, checkpoint, post_id)
    );
    create table draft_file (
      item_id text not null,
      checkpoint integer not null,
      post_id text not null,
      position integer not null,
      sha256 text not null,
      name text not null,
      size bigint not null,
      type text not null,
      primary key (item_id, checkpoint, post_id, position),
      foreign key (item_id, checkpoint, post_id) references draft on delete cascade
    );
    create index draft_file_content on draft_file (sha256);
  `.execute(db);
}
