import { sql, type Kysely } from 'kysely';

/**
 * What came back to the sender's mailbox, and what became of it. A message is read once: by its place in the mailbox, and, where it
 * comes again, by its sender and Message-ID. What a division wrote waits here until it is handed in.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table received_mail (
      id text primary key,
      mailbox text not null,
      uid_validity bigint not null,
      uid bigint not null,
      message_id text not null,
      sha256 text not null,
      sender text not null,
      subject text not null,
      at timestamptz not null,
      kind text not null,
      became text not null,
      reason text not null default '',
      person_id text references person,
      about_mail text references mail,
      item_id text references item,
      checkpoint integer,
      post_id text references post,
      content jsonb,
      answer_mail text references mail,
      unique (mailbox, uid_validity, uid)
    );
    create unique index received_mail_once on received_mail (sender, message_id) where became <> 'again';
    create index received_mail_at on received_mail (at);
    create index received_mail_person on received_mail (person_id, at);
    create index received_mail_answer on received_mail (answer_mail) where answer_mail is not null;
  `.execute(db);
}
