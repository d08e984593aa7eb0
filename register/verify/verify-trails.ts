import { Digest, algorithmOf } from '../digest.js';
import { headLine } from '../anchor-audits.js';
import type { AuditAnchorTable } from '../schema.js';
import type { AuditSource } from './audit-source.js';
import { AnchorCheck, type AnchorFault } from './check-anchors.js';
import { checkTrail, type TrailFault } from './check-trail.js';

export interface VerifiedTrails {
  items: number;
  entries: number;
  /** Entries that no anchor speaks of yet. */
  unanchored: number;
  lastAnchor: AuditAnchorTable | null;
  /** Over the last entry of every trail, in the order of the items' ids: whoever notes it elsewhere has noted all of them. */
  heads: string;
  /** By place in the campaign; of very many, some. */
  faults: TrailFault[];
  anchorFault: AnchorFault | null;
}

/** So many faults are kept: with more, everything is in doubt anyway. */
const MOST_FAULTS = 1000;

/** Recomputes every trail and every anchor of a campaign, item by item. `onItem` hears how many are done. */
export async function verifyTrails(source: AuditSource, onItem: (done: number) => void): Promise<VerifiedTrails> {
  const anchors = new AnchorCheck(source);
  const lastAnchor = source.anchors.at(-1) ?? null;
  const heads = new Digest(algorithmOf(source.campaign.anchor_hash));
  const faults: TrailFault[] = [];
  let [items, entries, unanchored] = [0, 0, 0];
  for await (const trail of source.items()) {
    const { item, anchored } = trail;
    const fault = checkTrail(trail);
    if (fault !== null && faults.length < MOST_FAULTS) faults.push(fault);
    anchors.add(trail);
    if (item.audit_seq > 0) heads.update(headLine({ item_id: item.id, seq: item.audit_seq, hash: item.audit_hash }));
    items += 1;
    entries += trail.entries.length;
    unanchored += Math.max(0, trail.entries.length - (anchored.at(-1)?.seq ?? 0));
    onItem(items);
  }
  const { first, untrue } = anchors.finish();
  const sure = faults.filter(({ kind, anchor }) => kind !== 'rewritten' || anchor === null || !untrue.has(anchor));
  sure.sort((a, b) => a.position - b.position);
  return { items, entries, unanchored, lastAnchor, heads: heads.toString(), faults: sure, anchorFault: first };
}
