import { createHash } from 'node:crypto';
import type { InsertObject } from 'kysely';
import type { Instant } from '../domain/instant.js';
import type { Tx } from './database.js';
import { timestamp } from './database.js';
import type { Register } from './schema.js';

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

/** What is to be added to an item's trail, after its `head`. */
export interface AuditChain {
  itemId: string;
  head: ChainHead;
  entries: AuditEntry[];
}

/** Appends to the trails of items whose rows the caller holds locked, and gives their new heads, in order. */
export async function appendAudits(tx: Tx, chains: AuditChain[]): Promise<ChainHead[]> {
  const rows: InsertObject<Register, 'audit'>[] = [];
  const heads = chains.map(({ itemId, head: before, entries }) => {
    let head = before;
    for (const entry of entries) {
      head = { seq: head.seq + 1, hash: auditHash(head.hash, itemId, { ...entry, seq: head.seq + 1 }) };
      const detail = JSON.stringify(entry.detail);
      rows.push({ ...entry, ...head, item_id: itemId, at: timestamp(entry.at), detail });
    }
    return head;
  });
  if (rows.length > 0) await tx.insertInto('audit').values(rows).execute();
  return heads;
}

/** The same for one item. */
export async function appendAudit(tx: Tx, itemId: string, chain: Omit<AuditChain, 'itemId'>): Promise<ChainHead> {
  const [head = chain.head] = await appendAudits(tx, [{ itemId, ...chain }]);
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
