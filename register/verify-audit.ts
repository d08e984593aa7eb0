import { auditHash } from './audit.js';
import type { Database } from './database.js';

const PAGE = 500;

/**
 * Recomputes an item's trail from its first entry. `seq` is the first place where it does not hold: an entry edited, missing or
 * added there. Who rewrites every hash that follows, and the item's own, is not found out this way: keep a copy of the last hash elsewhere.
 */
export async function verifyAudit(db: Database, itemId: string): Promise<{ ok: true } | { ok: false; seq: number }> {
  // Head and entries of one instant: the item may live on meanwhile.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const item = await tx
        .selectFrom('item')
        .where('id', '=', itemId)
        .select(['audit_seq', 'audit_hash'])
        .executeTakeFirst();
      let head = { seq: 0, hash: '' };
      for (;;) {
        const page = await tx
          .selectFrom('audit')
          .where('item_id', '=', itemId)
          .where('seq', '>', head.seq)
          .orderBy('seq')
          .limit(PAGE)
          .selectAll()
          .execute();
        for (const entry of page) {
          const expected = { seq: head.seq + 1, hash: auditHash(head.hash, itemId, { ...entry, seq: head.seq + 1 }) };
          if (entry.seq !== expected.seq || entry.hash !== expected.hash) return { ok: false, seq: expected.seq };
          head = expected;
        }
        if (page.length < PAGE) break;
      }
      if (item !== undefined && item.audit_seq === head.seq && item.audit_hash === head.hash) return { ok: true };
      return { ok: false, seq: Math.min(head.seq, item?.audit_seq ?? 0) + 1 };
    });
}
