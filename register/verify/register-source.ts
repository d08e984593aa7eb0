import { completePolicy } from '../../domain/policy.js';
import type { Tx } from '../database.js';
import { itemsById } from '../items-by-id.js';
import type { AuditSource, ItemTrail } from './audit-source.js';

/** The trails of a campaign as the register has them. `tx` must be one snapshot: items live on meanwhile. */
export async function registerSource(tx: Tx, campaignId: string): Promise<AuditSource> {
  const { policy, ...campaign } = await tx
    .selectFrom('campaign')
    .where('id', '=', campaignId)
    .select(['id', 'title', 'span', 'policy', 'anchors', 'anchor_hash'])
    .executeTakeFirstOrThrow();
  const anchors = await tx
    .selectFrom('audit_anchor')
    .where('campaign_id', '=', campaignId)
    .orderBy('n')
    .selectAll()
    .execute();
  return {
    campaign: { ...campaign, zone: completePolicy(policy).zone },
    anchors,
    async *items() {
      for await (const ids of itemsById(tx, campaignId)) yield* await trailsOf(tx, ids);
    },
  };
}

async function trailsOf(tx: Tx, ids: string[]): Promise<ItemTrail[]> {
  const items = await tx
    .selectFrom('item')
    .where('id', 'in', ids)
    .select(['id', 'code', 'position', 'state', 'audit_seq', 'audit_hash'])
    .execute();
  const entries = await tx.selectFrom('audit').where('item_id', 'in', ids).orderBy('seq').selectAll().execute();
  const heads = await tx.selectFrom('anchored_head').where('item_id', 'in', ids).orderBy('seq').selectAll().execute();
  const byId = new Map(items.map((item): [string, ItemTrail] => [item.id, { item, entries: [], anchored: [] }]));
  for (const entry of entries) byId.get(entry.item_id)?.entries.push(entry);
  for (const head of heads) byId.get(head.item_id)?.anchored.push(head);
  return ids.flatMap((id) => byId.get(id) ?? []);
}
