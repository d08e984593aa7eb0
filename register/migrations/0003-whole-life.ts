import { sql, type Kysely } from 'kysely';

/**
 * The whole life of an item: disputes, joint reports, signatures, extensions, pauses, other divisions; why each notice
 * was sent and by which rules; stand-ins and second contacts; plans that are revised, calendars that are the campaign's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table campaign add column calendar jsonb;
    alter table campaign add column ended_at timestamptz;

    create table plan_version (
      campaign_id text not null references campaign,
      n integer not null,
      document text not null,
      document_name text not null,
      document_number text not null,
      at timestamptz not null,
      by text not null,
      reason text not null,
      primary key (campaign_id, n)
    );
    insert into plan_version
      select id, 1, document, document_name, document_number, launched_at, launched_by, '' from campaign;

    create table bulk (
      id text primary key,
      campaign_id text not null references campaign,
      commands jsonb not null,
      actor text not null references post,
      at timestamptz not null,
      done_at timestamptz
    );
    create index bulk_open on bulk (at) where done_at is null;

    create table holiday_notice (
      year integer primary key,
      off text not null,
      worked text not null,
      source text not null,
      at timestamptz not null,
      revision integer not null default 1
    );

    alter table holding add column contact integer not null default 1;
    alter table holding drop constraint holding_pkey;
    alter table holding add primary key (post_id, contact);

    create table delegation (
      id text primary key,
      person_id text not null references person,
      stand_in text not null references person,
      from_day date not null,
      to_day date not null,
      reason text not null,
      at timestamptz not null
    );
    create index delegation_by_person on delegation (person_id, from_day);

    alter table item add column status text not null default 'active';
    update item set status = 'closed' where closed;
    alter table item add column origin text not null default 'document';
    alter table item add column planned_answering jsonb;
    alter table item add column carried_from text references item;
    alter table item add column added_at timestamptz;
    alter table item add column added_by text references post;
    alter table item add column next_due timestamptz;
    update item set next_due = (
      select min(due_at) from checkpoint where item_id = item.id and checkpoint.status in ('ahead', 'open', 'returned'))
      where state is not null and not closed;

    alter table item_post add column for_post text references post;
    -- One head may sign for two leads.
    alter table item_post drop constraint item_post_pkey;
    create unique index item_post_once on item_post (item_id, role, post_id, coalesce(for_post, ''));

    alter table checkpoint add column original_due_at timestamptz;
    update checkpoint set original_due_at = due_at;
    alter table checkpoint alter column original_due_at set not null;
    alter table checkpoint add column by_hand boolean not null default false;
    alter table checkpoint add column behind boolean not null default false;
    alter table checkpoint add column requested_due_at timestamptz;
    alter table checkpoint add column extensions integer not null default 0;
    alter table checkpoint add column returns integer not null default 0;
    update checkpoint set returns = round - 1 where round > 1;

    -- The engine, too, gives commands: it reports what became of mails.
    alter table command drop constraint command_actor_fkey;

    alter table submission drop constraint submission_item_id_checkpoint_round_key;
    alter table submission add column kind text not null default 'report';
    alter table submission add column figures jsonb not null default '[]';
    alter table submission add column confirmed_by text references post;
    alter table submission add column confirmed_at timestamptz;
    create index submission_by_checkpoint on submission (item_id, checkpoint, at);

    alter table mail add column copy_of text references mail;
    alter table mail add column reported boolean not null default false;
    create index mail_copies on mail (copy_of) where copy_of is not null;
    update mail set reported = true where finished_at is not null;
    create index mail_to_report on mail (finished_at) where not reported and state in ('accepted', 'rejected');

    update notice set rule = case rule
      when 'acknowledgement' then 'unacknowledged'
      when 'review' then 'reviewDue'
      when 'return' then 'returned'
      when 'acceptance' then 'accepted'
      when 'closing' then 'closed'
      else rule end;
    alter table notice add column contact integer not null default 1;
    alter table notice add column basis jsonb;
    alter table notice add column said jsonb not null default '{}';
    alter table notice add column policy_version text not null default '';
    alter table notice add column calendar_version text not null default '';
    update notice set policy_version = coalesce(campaign.policy->>'version', ''), calendar_version = campaign.calendar_version
      from item join campaign on campaign.id = item.campaign_id where item.id = notice.item_id;
    alter table notice add column stands_in_for text references person;
    alter table notice drop constraint notice_item_id_checkpoint_round_rule_step_post_id_key;
    update notice set step = 1 where step = 0;
    update notice set said = jsonb_build_object('reason', audit.detail->>'reason')
      from audit
      where notice.rule = 'returned' and audit.item_id = notice.item_id and audit.event = 'returned'
        and audit.checkpoint = notice.checkpoint and (audit.detail->>'round')::integer = notice.round;
    alter table notice add unique (item_id, checkpoint, round, rule, step, post_id, contact);

    create index item_open on item (campaign_id) where not closed;

    create table bulletin (
      campaign_id text not null references campaign,
      period text not null,
      due_at timestamptz not null,
      primary key (campaign_id, period)
    );
  `.execute(db);
}
