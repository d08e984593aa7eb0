import type { ItemState } from '../../domain/item-state.js';
import { auditHash, type ChainHead } from '../audit.js';
import { algorithmOf, digestOf } from '../digest.js';
import type { AnchoredHead, AuditRecord, ItemTrail } from './audit-source.js';

/** The first place where a trail is not what it was. */
export interface TrailFault {
  /**
   * `edited`: an entry is not what was hashed, or stands where another stood. `missing`: none stands there. `extra`: more than the item
   * knows of. `head`: the item knows another last hash. `rewritten`: entries hang together, but are not those that were anchored.
   * `state`: the item's state is not the one its trail ends with.
   */
  kind: 'edited' | 'missing' | 'extra' | 'head' | 'rewritten' | 'state';
  itemId: string;
  code: string;
  position: number;
  /** What was edited is here; of `rewritten`, it lies after `since` and not behind this. */
  seq: number;
  since: number;
  /** The row, where there is one; else the one before. */
  entry: AuditRecord | null;
  /** Of `rewritten` and of what an anchor knows to be missing: the anchor. */
  anchor: number | null;
  state: ItemState | null;
}

/** Follows a trail from its first entry on: each must be what was hashed, all must be there, and what was anchored must be among them. */
export function checkTrail({ item, entries, anchored }: ItemTrail): TrailFault | null {
  const { id: itemId, code, position, state } = item;
  const fault = (kind: TrailFault['kind'], seq: number, more: Partial<TrailFault> = {}): TrailFault => ({
    ...{ kind, itemId, code, position, seq, since: seq - 1, entry: null, anchor: null, state },
    ...more,
  });
  const known = new Map(anchored.map((head) => [head.seq, head]));
  let head: ChainHead = { seq: 0, hash: '' };
  let sealed = 0;
  let last: AuditRecord | null = null;
  let stateHash: string | null = null;
  for (const entry of entries) {
    const seq = head.seq + 1;
    if (entry.seq > seq) return fault('missing', seq, { entry: last });
    if (entry.hash !== auditHash({ itemId, algorithm: algorithmOf(entry.hash) }, head.hash, { ...entry, seq }))
      return fault('edited', seq, { entry });
    const seal: AnchoredHead | undefined = known.get(seq);
    if (seal !== undefined && seal.hash !== entry.hash)
      return fault('rewritten', seq, { entry, since: sealed, anchor: seal.n });
    if (seal !== undefined) sealed = seq;
    if (seq > item.audit_seq) return fault('extra', seq, { entry });
    head = { seq, hash: entry.hash };
    last = entry;
    stateHash = entry.state_hash ?? stateHash;
  }
  const cut = anchored.find(({ seq }) => seq > head.seq);
  if (item.audit_seq > head.seq || cut !== undefined)
    return fault('missing', head.seq + 1, { entry: last, anchor: cut?.n ?? null });
  if (item.audit_hash !== head.hash) return fault('head', head.seq, { entry: last });
  if (stateHash !== null && (state === null || digestOf(algorithmOf(stateHash), state) !== stateHash))
    return fault('state', head.seq, { entry: last });
  return null;
}
