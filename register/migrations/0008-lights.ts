import { sql, type Kysely } from 'kysely';

/**
 * What a campaign of a hundred thousand items is asked: how many show which light, those that show one, what waits for an
 * answer, how many are open. A light depends on the time it is read at: kept are the moments from which it is another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table item add column begun boolean not null default false;
    alter table item add column yellow_from timestamptz;
    alter table item add column red_from timestamptz;
    update item set begun = lit.begun, yellow_from = lit.yellow_from, red_from = lit.red_from
      from (
        select item_id,
          bool_or(status in ('open', 'returned', 'submitted', 'accepted')) as begun,
          min(case
            when status in ('open', 'returned', 'submitted', 'accepted') and (late or behind) then 'epoch'
            when status in ('open', 'returned') then near_from end) as yellow_from,
          min(due_at) filter (where status in ('ahead', 'open', 'returned')) as red_from
        from checkpoint group by item_id) as lit
      where lit.item_id = item.id;

    drop index item_by_position;
    create index item_by_position on item (campaign_id, position)
      include (id, status, closed, begun, yellow_from, red_from);

    -- Looked at by every page of a campaign, and hardly any item is in them.
    create index item_waiting on item (campaign_id, position) where not closed and (
      coalesce(state->'disputed', '{}') <> '{}'
      or jsonb_path_exists(state, '$.checkpoints[*].drafts.*')
      or coalesce(state->'cancelling', 'null') <> 'null');
    create index checkpoint_submitted on checkpoint (item_id) where status = 'submitted';
    create index checkpoint_requested on checkpoint (item_id) where requested_due_at is not null;
  `.execute(db);
}
