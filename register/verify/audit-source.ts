import type { ItemState } from '../../domain/item-state.js';
import type { AuditEntry, Moved } from '../audit.js';
import type { AuditAnchorTable } from '../schema.js';

/** A campaign's trails as they are on record, wherever that is: in the register, or in a dossier. */
export interface AuditSource {
  campaign: { id: string; title: string; span: string; zone: string; anchors: number; anchor_hash: string };
  /** By number. */
  anchors: AuditAnchorTable[];
  /** In the order of their ids. */
  items(): AsyncIterable<ItemTrail>;
}

export interface ItemTrail {
  item: TrailItem;
  /** By `seq`. */
  entries: AuditRecord[];
  /** By `seq`. */
  anchored: AnchoredHead[];
}

export interface TrailItem {
  id: string;
  code: string;
  position: number;
  state: ItemState | null;
  audit_seq: number;
  audit_hash: string;
}

export interface AuditRecord extends AuditEntry, Moved {
  seq: number;
  hash: string;
}

export interface AnchoredHead {
  n: number;
  seq: number;
  hash: string;
}
