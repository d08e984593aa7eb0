import { sql, type Kysely } from 'kysely';

/**
 * What figures need of each checkpoint: the date that puts it into a period, and who answers for it, or answered when it was
 * reported. Bulletins as they were issued, with the rows behind their numbers.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table checkpoint add column report_due_at timestamptz;
    alter table checkpoint add column leads text[] not null default '{}';
    alter table checkpoint add column leader text references post;

    -- A return sets a date to do it again by; before it, the date as planned or as an extension or a new date moved it.
    update checkpoint set report_due_at = case when returns = 0 then due_at else coalesce(
      (select to_timestamp((moved.detail->>'due')::numeric / 1000) from audit moved
        where moved.item_id = checkpoint.item_id and moved.checkpoint = checkpoint.n
          and moved.event in ('extension-granted', 'checkpoint-changed', 'checkpoint-moved')
          and moved.seq < (select min(first.seq) from audit first
            where first.item_id = moved.item_id and first.checkpoint = moved.checkpoint and first.event = 'returned')
        order by moved.seq desc limit 1),
      original_due_at) end;
    alter table checkpoint alter column report_due_at set not null;

    update checkpoint set
      leads = coalesce((select array_agg(post_id order by position) from item_post
        where item_post.item_id = checkpoint.item_id and role = 'lead'), '{}'),
      leader = (select post_id from item_post where item_post.item_id = checkpoint.item_id and role = 'leader' limit 1);
    -- What was reported before other divisions took over was reported by those who answered then: the posts that the first handover
    -- after the report replaced.
    update checkpoint set
      leads = array(select jsonb_array_elements_text(then_posts.posts->'leads')),
      leader = then_posts.posts->>'leader'
    from (
      select distinct on (reported.item_id, reported.n) reported.item_id, reported.n,
        coalesce(
          (select earlier.detail->'posts' from audit earlier where earlier.item_id = reported.item_id
            and earlier.event = 'taken-over' and earlier.seq < taken.seq order by earlier.seq desc limit 1),
          (select first.detail->'before' from audit first where first.item_id = reported.item_id
            and first.event = 'reassigned' order by first.seq limit 1)) as posts
      from checkpoint reported
        join audit taken on taken.item_id = reported.item_id and taken.event = 'taken-over'
      where reported.submitted_at is not null and reported.submitted_at < taken.at
      order by reported.item_id, reported.n, taken.seq
    ) then_posts
    where checkpoint.item_id = then_posts.item_id and checkpoint.n = then_posts.n and then_posts.posts is not null;

    alter table bulletin add column issued_at timestamptz;
    alter table bulletin add column issued_by text references post;
    alter table bulletin add column report jsonb;
    alter table bulletin add column form jsonb;

    create table bulletin_row (
      campaign_id text not null,
      period text not null,
      position integer not null,
      counted jsonb not null,
      primary key (campaign_id, period, position),
      foreign key (campaign_id, period) references bulletin
    );
  `.execute(db);
}
