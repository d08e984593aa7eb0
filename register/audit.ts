import { createHash } from 'node:crypto';
import type { Instant } from '../domain/instant.js';
import type { Tx } from './database.js';
import { timestamp } from './database.js';

export interface AuditEntry {
  at: Instant;
  /** A post's id, or `engine`. */
  actor: string;
  event: string;
  checkpoint: number;
  detail: Record<string, unknown>;
}

export interface ChainHead {
  seq: number;
  hash: string;
}

/** Appends to an item's trail, whose row the caller holds locked, and gives the new head. */
export async function appendAudit(
  tx: Tx,
  itemId: string,
  chain: { head: ChainHead; entries: AuditEntry[] },
): Promise<ChainHead> {
  let head = chain.head;
  const rows = chain.entries.map((entry) => {
    head = { seq: head.seq + 1, hash: auditHash(head.hash, itemId, { ...entry, seq: head.seq + 1 }) };
    return {
      ...entry,
      item_id: itemId,
      seq: head.seq,
      hash: head.hash,
      at: timestamp(entry.at),
      detail: JSON.stringify(entry.detail),
    };
  });
  if (rows.length > 0) await tx.insertInto('audit').values(rows).execute();
  return head;
}

/** SHA-256 over the previous hash and the canonical JSON (keys sorted at every depth) of the entry. */
export function auditHash(previous: string, itemId: string, entry: AuditEntry & { seq: number }): string {
  const { seq, at, actor, event, checkpoint, detail } = entry;
  const text = canonical({ previous, itemId, seq, at, actor, event, checkpoint, detail });
  return createHash('sha256').update(text).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
