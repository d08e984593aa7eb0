import { anchorHash, headLine } from '../anchor-audits.js';
import { Digest, algorithmOf } from '../digest.js';
import type { AuditAnchorTable } from '../schema.js';
import type { AuditSource, ItemTrail } from './audit-source.js';

/** The first anchor that is not what it was. */
export interface AnchorFault {
  /** `edited`: the anchor itself. `missing`: none of that number. `head`: the campaign knows another last one. `list`: the heads kept with it are not those it was made of. */
  kind: 'edited' | 'missing' | 'head' | 'list';
  n: number;
  day: string | null;
}

/** Works anchors out again as the items go by. All it holds is one running hash for each day. */
export class AnchorCheck {
  private readonly days = new Map<number, { anchor: AuditAnchorTable; root: Digest; items: number; entries: number }>();
  private stray: number | null = null;

  constructor(private readonly source: Pick<AuditSource, 'campaign' | 'anchors'>) {
    for (const anchor of source.anchors)
      this.days.set(anchor.n, { anchor, root: new Digest(algorithmOf(anchor.root)), items: 0, entries: 0 });
  }

  add({ item, anchored }: ItemTrail): void {
    let before = 0;
    for (const { n, seq, hash } of anchored) {
      const day = this.days.get(n);
      if (day === undefined) {
        this.stray = Math.min(n, this.stray ?? n);
        continue;
      }
      day.root.update(headLine({ item_id: item.id, seq, hash }));
      if (before === 0) day.items += 1;
      day.entries += seq - before;
      before = seq;
    }
  }

  /** After the last item. With all whose list of heads is not theirs: what they say of an entry proves nothing. */
  finish(): { first: AnchorFault | null; untrue: Set<number> } {
    const { campaign } = this.source;
    const faults: AnchorFault[] = [];
    const untrue = new Set<number>();
    let last = { n: 0, items: 0, entries: 0, hash: '' };
    for (const { anchor, root, items, entries } of this.days.values()) {
      const { n, day } = anchor;
      if (n !== last.n + 1) faults.push({ kind: 'missing', n: last.n + 1, day: null });
      const { hash, ...content } = anchor;
      const whole = hash === anchorHash(algorithmOf(hash), content);
      if (!whole || (n === last.n + 1 && anchor.previous !== last.hash)) faults.push({ kind: 'edited', n, day });
      const counted = { items: last.items + items, entries: last.entries + entries };
      const listed = anchor.root === root.toString();
      if (!listed || counted.items !== anchor.items || counted.entries !== anchor.entries) {
        untrue.add(n);
        if (whole) faults.push({ kind: 'list', n, day });
      }
      last = { n, items: anchor.items, entries: anchor.entries, hash };
    }
    if (campaign.anchors > last.n || this.stray !== null)
      faults.push({ kind: 'missing', n: Math.min(this.stray ?? Infinity, last.n + 1), day: null });
    else if (campaign.anchors < last.n || campaign.anchor_hash !== last.hash)
      faults.push({ kind: 'head', n: last.n, day: null });
    return { first: faults.sort((a, b) => a.n - b.n)[0] ?? null, untrue };
  }
}
