import { sql, type Kysely } from 'kysely';

/** The register as first released. Never edited once landed: a change is a new migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table campaign (
      id text primary key,
      title text not null,
      issuer text not null,
      principal text not null,
      year integer not null,
      document text not null,
      document_name text not null,
      policy jsonb not null,
      calendar_version text not null,
      launched_at timestamptz not null,
      launched_by text not null,
      assignment_release timestamptz not null,
      unique (document, year)
    );

    create table post (
      id text primary key,
      kind text not null,
      name text not null,
      unique (kind, name)
    );

    create table person (
      id text primary key,
      name text not null,
      mailbox text not null unique
    );

    create table holding (
      post_id text primary key references post,
      person_id text not null references person
    );

    create table item (
      id text primary key,
      campaign_id text not null references campaign,
      position integer not null,
      code text not null,
      heading text not null,
      title text not null,
      contents jsonb not null,
      measures jsonb not null,
      deadline_text text not null,
      targets jsonb not null,
      source jsonb not null,
      state jsonb,
      closed boolean not null default false,
      next_moment timestamptz,
      flagged text,
      audit_seq integer not null default 0,
      audit_hash text not null default '',
      unique (campaign_id, code)
    );
    create index item_by_position on item (campaign_id, position);
    create index item_unassigned on item (campaign_id, position) where state is null;
    create index item_by_moment on item (next_moment) where not closed;
    create index item_flagged on item (campaign_id) where flagged is not null;

    create table item_post (
      item_id text not null references item,
      post_id text not null references post,
      role text not null,
      position integer not null,
      primary key (item_id, role, post_id)
    );
    create index item_post_by_post on item_post (post_id, role);

    create table checkpoint (
      item_id text not null references item,
      n integer not null,
      label text not null,
      from_day date not null,
      due_day date not null,
      mark text,
      contents jsonb not null,
      due_at timestamptz not null,
      near_from timestamptz,
      status text not null,
      round integer not null,
      submitted_at timestamptz,
      late boolean not null,
      primary key (item_id, n)
    );
    create index checkpoint_by_due on checkpoint (due_at) where status in ('open', 'returned');

    create table command (
      id text not null,
      item_id text not null references item,
      kind text not null,
      actor text not null references post,
      at timestamptz not null,
      body jsonb not null,
      answer jsonb,
      primary key (item_id, id)
    );
    create index command_unanswered on command (at) where answer is null;

    create table submission (
      id text primary key,
      item_id text not null,
      checkpoint integer not null,
      round integer not null,
      actor text not null references post,
      at timestamptz not null,
      text text not null,
      late boolean not null,
      foreign key (item_id, checkpoint) references checkpoint,
      unique (item_id, checkpoint, round)
    );

    create table evidence (
      submission_id text not null references submission,
      sha256 text not null,
      name text not null,
      size bigint not null,
      position integer not null,
      primary key (submission_id, position)
    );
    create index evidence_by_content on evidence (sha256);

    create table mail (
      id text primary key,
      person_id text not null references person,
      name text not null,
      mailbox text not null,
      subject text not null,
      text text not null,
      html text not null,
      escalation boolean not null,
      state text not null,
      created_at timestamptz not null,
      next_attempt_at timestamptz,
      attempts integer not null,
      resent boolean not null,
      outcome text not null,
      finished_at timestamptz
    );
    create index mail_to_send on mail (next_attempt_at) where state = 'pending';
    create index mail_in_flight on mail (id) where state = 'sending';

    create table notice (
      id text primary key,
      item_id text not null references item,
      checkpoint integer not null,
      round integer not null,
      rule text not null,
      step integer not null,
      post_id text not null references post,
      release_at timestamptz not null,
      staged_at timestamptz not null,
      state text not null,
      withdrawn_because text,
      mail_id text references mail,
      unique (item_id, checkpoint, round, rule, step, post_id)
    );
    create index notice_to_release on notice (release_at, post_id) where state = 'staged';
    create index notice_by_mail on notice (mail_id) where mail_id is not null;

    create table audit (
      item_id text not null references item,
      seq integer not null,
      at timestamptz not null,
      actor text not null,
      event text not null,
      checkpoint integer not null,
      detail jsonb not null,
      hash text not null,
      primary key (item_id, seq)
    );

    create table dispatch_wake (
      id integer primary key check (id = 1),
      wake_at timestamptz not null,
      signalled boolean not null
    );
    insert into dispatch_wake (id, wake_at, signalled) values (1, 'epoch', true);
  `.execute(db);
}
