import { sql } from 'kysely';
import { dayOf } from '../domain/calendar/zoned.js';
import { HOUR, type Instant } from '../domain/instant.js';
import { completePolicy } from '../domain/policy.js';
import { timestamp, type Database, type Tx } from './database.js';
import { Digest, canonical, digestOf, type HashAlgorithm } from './digest.js';
import { itemsById } from './items-by-id.js';
import type { AuditAnchorTable } from './schema.js';

/** An ended campaign is anchored until so long after its end: a mail may come back late. */
const AFTERWARDS = 31 * 24 * HOUR;

/**
 * Seals the trails of every campaign that lives, once on each day of its zone on which this is called: the heads that moved since
 * the last time go into one hash, which goes into the campaign's chain. Called again on that day it does nothing. A day on which
 * nothing moved is sealed too, so that it is on record that nothing did. Gives how many campaigns were.
 */
export async function anchorAudits(db: Database, now: Instant): Promise<number> {
  const campaigns = await db
    .selectFrom('campaign')
    .leftJoin('audit_anchor', (join) =>
      join.onRef('campaign_id', '=', 'campaign.id').onRef('audit_anchor.n', '=', 'campaign.anchors'),
    )
    .select(['campaign.id', 'policy', 'ended_at', 'audit_anchor.day', 'audit_anchor.at'])
    .execute();
  let anchored = 0;
  for (const { id, policy, ended_at, day, at } of campaigns) {
    const { zone, auditHash } = completePolicy(policy);
    const today = dayOf(now, zone);
    if (day !== null && day >= today) continue;
    if (ended_at !== null && at !== null && at >= ended_at + AFTERWARDS) continue;
    if (await anchorCampaign(db, { id, now, day: today, algorithm: auditHash })) anchored += 1;
  }
  return anchored;
}

interface Anchoring {
  id: string;
  now: Instant;
  day: string;
  algorithm: HashAlgorithm;
}

/** False where it is being anchored, or was meanwhile. */
function anchorCampaign(db: Database, { id, now, day, algorithm }: Anchoring): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const campaign = await tx
      .selectFrom('campaign')
      .where('id', '=', id)
      .select(['anchors', 'anchor_hash'])
      .forNoKeyUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (campaign === undefined) return false;
    const n = campaign.anchors + 1;
    const last = await lastAnchor(tx, id, campaign.anchors);
    if (last !== undefined && last.day >= day) return false;
    const moved = await keepMovedHeads(tx, id, n);
    const content: AnchorContent = {
      campaign_id: id,
      n,
      day,
      at: now,
      items: (last?.items ?? 0) + moved.items,
      entries: (last?.entries ?? 0) + moved.entries,
      root: await rootOf(tx, { id, n, algorithm }),
      previous: campaign.anchor_hash,
    };
    const hash = anchorHash(algorithm, content);
    await tx
      .insertInto('audit_anchor')
      .values({ ...content, hash, at: timestamp(now) })
      .execute();
    await tx.updateTable('campaign').set({ anchors: n, anchor_hash: hash }).where('id', '=', id).execute();
    return true;
  });
}

export type AnchorContent = Omit<AuditAnchorTable, 'hash'>;

export function anchorHash(algorithm: HashAlgorithm, { campaign_id: campaign, ...content }: AnchorContent): string {
  return digestOf(algorithm, { campaign, ...content });
}

/** One line of what a root is made of. */
export function headLine({ item_id, seq, hash }: { item_id: string; seq: number; hash: string }): string {
  return `${canonical([item_id, seq, hash])}\n`;
}

function lastAnchor(tx: Tx, campaignId: string, n: number) {
  return tx
    .selectFrom('audit_anchor')
    .where('campaign_id', '=', campaignId)
    .where('n', '=', n)
    .select(['day', 'items', 'entries'])
    .executeTakeFirst();
}

/** In one statement, so that all are of one instant, and none passes through here. Gives how many items are new, and entries. */
async function keepMovedHeads(tx: Tx, campaignId: string, n: number): Promise<{ items: number; entries: number }> {
  const { rows } = await sql<{ items: number; entries: number }>`
    with moved as (
      select id, audit_seq, audit_hash, last from item,
        lateral (select coalesce(max(seq), 0) as last from anchored_head where item_id = item.id) as anchored
      where campaign_id = ${campaignId} and audit_seq > last
    ), kept as (
      insert into anchored_head (campaign_id, n, item_id, seq, hash)
      select ${campaignId}, ${n}::integer, id, audit_seq, audit_hash from moved
    )
    select (count(*) filter (where last = 0))::integer as items, coalesce(sum(audit_seq - last), 0)::bigint as entries
    from moved`.execute(tx);
  return rows[0] ?? { items: 0, entries: 0 };
}

async function rootOf(tx: Tx, { id, n, algorithm }: { id: string; n: number; algorithm: HashAlgorithm }) {
  const root = new Digest(algorithm);
  for await (const ids of itemsById(tx, id)) {
    const { rows } = await sql<{ item_id: string; seq: number; hash: string }>`
      select item_id, seq, hash from anchored_head where item_id = any(${ids}) and n = ${n}
      order by item_id collate "C"`.execute(tx);
    for (const head of rows) root.update(headLine(head));
  }
  return root.toString();
}
