import type { InsertObject } from 'kysely';
import type { Instant } from '../domain/instant.js';
import type { ItemState } from '../domain/item-state.js';
import { stateChange, type StateChange } from '../domain/state-change.js';
import type { Tx } from './database.js';
import { timestamp } from './database.js';
import { digestOf, type HashAlgorithm } from './digest.js';
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

/** What is to be added to an item's trail, after its `head`, of one event that moved it from `before` to `after`. */
export interface AuditChain {
  itemId: string;
  head: ChainHead;
  entries: AuditEntry[];
  before: ItemState | null;
  after: ItemState | null;
  algorithm: HashAlgorithm;
}

/** What the first entry of an event carries besides; entries written before release 0.4 have neither. */
export interface Moved {
  change: StateChange | null;
  /** Of the canonical JSON of the state after the event: by it, a state that was edited is found. */
  state_hash: string | null;
}

/** Appends to the trails of items whose rows the caller holds locked, and gives their new heads, in order. */
export async function appendAudits(tx: Tx, chains: AuditChain[]): Promise<ChainHead[]> {
  const rows: InsertObject<Register, 'audit'>[] = [];
  const heads = chains.map((chain) => {
    let head = chain.head;
    for (const [index, entry] of chain.entries.entries()) {
      const moved = index === 0 ? movedBy(chain) : NOT_MOVED;
      const numbered = { ...entry, ...moved, seq: head.seq + 1 };
      head = { seq: numbered.seq, hash: auditHash(chain, head.hash, numbered) };
      const change = moved.change === null ? null : JSON.stringify(moved.change);
      const detail = JSON.stringify(entry.detail);
      rows.push({ ...numbered, ...head, item_id: chain.itemId, at: timestamp(entry.at), detail, change });
    }
    return head;
  });
  if (rows.length > 0) await tx.insertInto('audit').values(rows).execute();
  return heads;
}

/** The same for one item. */
export async function appendAudit(tx: Tx, chain: AuditChain): Promise<ChainHead> {
  const [head = chain.head] = await appendAudits(tx, [chain]);
  return head;
}

/** Over the previous hash and the canonical JSON of the entry. What an older entry does not have is left out of it. */
export function auditHash(
  { itemId, algorithm }: { itemId: string; algorithm: HashAlgorithm },
  previous: string,
  entry: AuditEntry & Moved & { seq: number },
): string {
  const { seq, at, actor, event, checkpoint, detail, change, state_hash: state } = entry;
  const moved = { ...(change === null ? {} : { change }), ...(state === null ? {} : { state }) };
  return digestOf(algorithm, { previous, itemId, seq, at, actor, event, checkpoint, detail, ...moved });
}

const NOT_MOVED: Moved = { change: null, state_hash: null };

function movedBy({ before, after, algorithm }: AuditChain): Moved {
  if (after === null) return NOT_MOVED;
  return { change: stateChange(before, after), state_hash: digestOf(algorithm, after) };
}
