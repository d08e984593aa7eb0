import type { Instant } from '../domain/instant.js';
import type { Tx } from '../register/database.js';
import { readSnapshot } from '../register/read-snapshot.js';
import { listPosts } from '../register/queries/posts.js';
import { registerSource } from '../register/verify/register-source.js';
import { verifyTrails, type VerifiedTrails } from '../register/verify/verify-trails.js';
import type { AuditSource } from '../register/verify/audit-source.js';
import type { Duban } from './duban.js';
import { anchorFaultText, trailFaultText, type FaultContext } from './fault-text.js';

/** What came of recomputing a campaign's trails, for people and for programs. */
export interface TrailReport extends Omit<VerifiedTrails, 'faults' | 'anchorFault'> {
  campaign: AuditSource['campaign'];
  /** The first first; empty where all is as it was. */
  faults: { text: string; item: string | null; seq: number | null; kind: string; at: Instant | null }[];
}

/** Recomputes all trails and anchors of a campaign as the register has them at one instant. */
export function verifyRegister(
  { db }: Pick<Duban, 'db'>,
  campaignId: string,
  onItem: (done: number) => void,
): Promise<TrailReport> {
  return readSnapshot(db, (tx) => verifyWithin(tx, campaignId, onItem));
}

/** The same in a snapshot that is the caller's. */
export async function verifyWithin(tx: Tx, campaignId: string, onItem: (done: number) => void): Promise<TrailReport> {
  const source = await registerSource(tx, campaignId);
  const posts = new Map((await listPosts(tx)).map(({ id, name }) => [id, name]));
  return trailReport(source, await verifyTrails(source, onItem), posts);
}

export function trailReport(
  { campaign, anchors }: AuditSource,
  { faults, anchorFault, ...verified }: VerifiedTrails,
  posts: Map<string, string>,
): TrailReport {
  // Trails are read years later: every date with its year.
  const context: FaultContext = { posts, anchors, reader: { zone: campaign.zone, now: 0 } };
  const found: TrailReport['faults'] = faults.map((fault) => {
    const { kind, code: item, seq, entry } = fault;
    return { text: trailFaultText(fault, context), item, seq, kind, at: entry?.at ?? null };
  });
  if (anchorFault !== null) {
    const { kind } = anchorFault;
    found.push({ text: anchorFaultText(anchorFault, context), item: null, seq: null, kind, at: null });
  }
  return { ...verified, campaign, faults: found };
}
