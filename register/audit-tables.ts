import type { ColumnType, JSONColumnType } from 'kysely';
import type { Instant } from '../domain/instant.js';
import type { StateChange } from '../domain/state-change.js';

export interface AuditTable {
  item_id: string;
  seq: number;
  at: Instant;
  actor: string;
  event: string;
  checkpoint: number;
  detail: JSONColumnType<Record<string, unknown>, string, string>;
  /** What the event changed, on its first entry; null where it was written before that was kept. */
  change: ColumnType<StateChange | null, string | null | undefined, never>;
  /** Of the state after the event, as `change`. */
  state_hash: ColumnType<string | null, string | null | undefined, never>;
  hash: string;
}

/** A day's seal on all trails of a campaign, in a chain of its own. */
export interface AuditAnchorTable {
  campaign_id: string;
  n: number;
  /** In the campaign's zone. */
  day: string;
  at: Instant;
  /** Items with a trail, and entries in all of them, by then. */
  items: number;
  entries: number;
  /** Over the heads that had moved, in the order of the items' ids. */
  root: string;
  previous: string;
  hash: string;
}

/** The heads of the trails that had moved since the anchor before: what an anchor's root is made of. */
export interface AnchoredHeadTable {
  campaign_id: string;
  n: number;
  item_id: string;
  seq: number;
  hash: string;
}
