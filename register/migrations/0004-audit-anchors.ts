import { sql, type Kysely } from 'kysely';

/** What each event changed; the trails of a campaign sealed day by day; a register that is only there to be consulted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table audit add column change jsonb;
    alter table audit add column state_hash text;

    alter table campaign add column anchors integer not null default 0;
    alter table campaign add column anchor_hash text not null default '';

    create table audit_anchor (
      campaign_id text not null references campaign,
      n integer not null,
      day date not null,
      at timestamptz not null,
      items integer not null,
      entries bigint not null,
      root text not null,
      previous text not null,
      hash text not null,
      primary key (campaign_id, n)
    );

    create table anchored_head (
      campaign_id text not null references campaign,
      n integer not null,
      item_id text not null references item,
      seq integer not null,
      hash text not null,
      primary key (item_id, seq)
    );
    -- By bytes, so that the order is the same on every machine.
    create index item_by_id on item (campaign_id, id collate "C");

    -- A dossier that is read back brings its own campaign, not the one before.
    alter table item drop constraint item_carried_from_fkey;

    create table at_rest (
      id integer primary key check (id = 1),
      since timestamptz not null
    );
  `.execute(db);
}
