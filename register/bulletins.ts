import { sql } from 'kysely';
import type { CountedCheckpoint } from '../domain/counted-checkpoint.js';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import { timestamp, type Database, type Tx } from './database.js';
import { counted, countedJson, type CountedSpan } from './queries/counted-checkpoints.js';

/** A bulletin that fell due or was issued. `report` and `form` are as they were issued, `null` before. */
export interface BulletinRow {
  period: string;
  dueAt: Instant;
  issuedAt: Instant | null;
  issuedBy: string | null;
  report: object | null;
  form: object | null;
}

export async function findBulletin(db: Database, campaignId: string, period: string): Promise<BulletinRow | null> {
  const row = await select(db, campaignId).select(['report', 'form']).where('period', '=', period).executeTakeFirst();
  return row ?? null;
}

/** Newest first. */
export function listBulletins(db: Database, campaignId: string): Promise<Omit<BulletinRow, 'report' | 'form'>[]> {
  return select(db, campaignId).orderBy('due_at', 'desc').orderBy('period').execute();
}

function select(db: Database, campaignId: string) {
  return db
    .selectFrom('bulletin')
    .leftJoin('post', 'post.id', 'bulletin.issued_by')
    .where('campaign_id', '=', campaignId)
    .select(['period', 'due_at as dueAt', 'issued_at as issuedAt', 'post.name as issuedBy']);
}

/** The rows behind an issued bulletin's numbers, a page in memory at a time. */
export async function* issuedRows(db: Database, campaignId: string, period: string): AsyncGenerator<CountedCheckpoint> {
  for (let after = -1; ;) {
    const rows = await db
      .selectFrom('bulletin_row')
      .where('campaign_id', '=', campaignId)
      .where('period', '=', period)
      .where('position', '>', after)
      .orderBy('position')
      .limit(1000)
      .select(['position', 'counted'])
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    for (const { counted } of rows) yield counted;
    after = last.position;
  }
}

export interface BulletinToIssue {
  campaignId: string;
  period: CountedSpan & { name: string };
  /** When it should have been out. */
  dueAt: Instant;
  at: Instant;
  /** The post that issues it. */
  by: string;
}

/**
 * Issues a bulletin: what it says, the form it is set in and the rows behind its numbers are kept as they are now, for good.
 *
 * @throws DubanError `bulletin-issued` if it has been, also by somebody else at this very time
 */
export async function issueBulletin(
  db: Database,
  { campaignId, period, dueAt, at, by }: BulletinToIssue,
  content: (tx: Tx) => Promise<{ report: object; form: object }>,
): Promise<void> {
  const issued = (cause?: unknown): DubanError =>
    new DubanError('bulletin-issued', '这一期通报已经印发，内容不再变动。', { period: period.name }, { cause });
  // Figures and rows of one instant.
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await tx
        .insertInto('bulletin')
        .values({ campaign_id: campaignId, period: period.name, due_at: timestamp(dueAt) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const own = tx.updateTable('bulletin').where('campaign_id', '=', campaignId).where('period', '=', period.name);
      const { numUpdatedRows } = await own
        .set({ issued_at: timestamp(at), issued_by: by })
        .where('issued_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw issued();
      const order = sql<number>`row_number() over (order by item.position, checkpoint.due_at, checkpoint.n)`;
      await tx
        .insertInto('bulletin_row')
        .columns(['campaign_id', 'period', 'position', 'counted'])
        .expression(
          counted(tx, campaignId, period).select([
            'item.campaign_id',
            sql<string>`${period.name}::text`.as('period'),
            order.as('position'),
            countedJson.as('counted'),
          ]),
        )
        .execute();
      const { report, form } = await content(tx);
      await own.set({ report: JSON.stringify(report), form: JSON.stringify(form) }).execute();
    })
    .catch((error: unknown) => {
      // Somebody else's transaction was faster: ours may not see what it did.
      if ((error as { code?: unknown }).code === '40001') throw issued(error);
      throw error;
    });
}

/** Items of a campaign by how they stand. */
export async function countStatuses(db: Database | Tx, campaignId: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('item')
    .where('campaign_id', '=', campaignId)
    .groupBy('status')
    .select(['status', sql<number>`count(*)`.as('count')])
    .execute();
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}
