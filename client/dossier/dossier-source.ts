import { rowsFile, type DossierReader } from '../../documents/dossier/dossier-reader.js';
import { DubanError } from '../../domain/errors.js';
import type { PolicyChanges } from '../../domain/policy.js';
import { completePolicy } from '../../domain/policy.js';
import type { AuditAnchorTable } from '../../register/schema.js';
import type {
  AnchoredHead,
  AuditRecord,
  AuditSource,
  ItemTrail,
  TrailItem,
} from '../../register/verify/audit-source.js';

type Row = Record<string, unknown> & { id: string; item_id: string };

export interface EvidenceRow {
  submission_id: string;
  sha256: string;
  name: string;
  size: number;
}

/** The trails of a dossier, as `registerSource` gives those of the register; with what was handed in for each item. */
export async function dossierSource(
  reader: DossierReader,
  onItem: (trail: ItemTrail, evidence: EvidenceRow[]) => void,
): Promise<AuditSource> {
  const rowsOf = <T>(table: string): AsyncGenerator<T> => parsed(reader, table);
  const [campaign] = await all<
    Row & { policy: PolicyChanges; title: string; span: string; anchors: number; anchor_hash: string }
  >(rowsOf('campaign'));
  if (campaign === undefined) throw new DubanError('dossier-invalid', '卷宗中没有督办专项的记录。');
  const { id, title, span, anchors, anchor_hash } = campaign;
  const known = await all<AuditAnchorTable & { at: string }>(rowsOf('audit_anchor'));
  return {
    campaign: { id, title, span, zone: completePolicy(campaign.policy).zone, anchors, anchor_hash },
    anchors: known.map((anchor) => ({ ...anchor, at: Date.parse(anchor.at) })),
    async *items() {
      const entries = new Groups<AuditRecord & Row & { at: string }>(rowsOf('audit'));
      const heads = new Groups<AnchoredHead & Row>(rowsOf('anchored_head'));
      const submissions = new Groups<Row>(rowsOf('submission'));
      const evidence = new Groups<EvidenceRow>(rowsOf('evidence'));
      for await (const item of rowsOf<TrailItem>('item')) {
        const own = ({ item_id }: Row): boolean => item_id === item.id;
        const trail: ItemTrail = {
          item,
          entries: (await entries.take(own)).map((entry) => ({ ...entry, at: Date.parse(entry.at) })),
          anchored: await heads.take(own),
        };
        const handedIn = new Set((await submissions.take(own)).map((row) => row.id));
        onItem(trail, await evidence.take(({ submission_id }) => handedIn.has(submission_id)));
        yield trail;
      }
      for (const [table, rows] of Object.entries({
        audit: entries,
        anchored_head: heads,
        submission: submissions,
        evidence,
      })) {
        if ((await rows.take(() => true)).length > 0)
          throw new DubanError('dossier-invalid', `卷宗“${rowsFile(table)}”中有不属于任何事项的记录。`);
      }
    },
  };
}

/** Rows that stand together, off a stream that is in the order of the items. */
class Groups<T> {
  private next: Promise<IteratorResult<T, unknown>>;

  constructor(private readonly rows: AsyncGenerator<T, unknown>) {
    this.next = rows.next();
    // Asked for by `take`; what breaks before is told then.
    this.next.catch(() => undefined);
  }

  async take(own: (row: T) => boolean): Promise<T[]> {
    const taken: T[] = [];
    for (let { done, value } = await this.next; done !== true && own(value as T); { done, value } = await this.next) {
      taken.push(value as T);
      this.next = this.rows.next();
    }
    return taken;
  }
}

async function* parsed<T>(reader: DossierReader, table: string): AsyncGenerator<T> {
  for await (const line of reader.rows(table)) yield JSON.parse(line) as T;
}

export async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const row of rows) list.push(row);
  return list;
}
