import { sql } from 'kysely';
import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import { timestamp, type Database, type Tx } from '../database.js';
import { wakeFor } from '../dispatch-wake.js';
import { DOSSIER_TABLES } from './dossier-tables.js';
import { schemaOf } from '../schema-of.js';

export interface ReadBack {
  campaign: { id: string; title: string };
  /** The schema of the register that the rows are from. */
  schema: string;
  rows: (table: string) => AsyncIterable<string>;
  now: Instant;
  /** Whether the campaign goes on; else the whole register is at rest from now on. */
  arm: boolean;
}

const AT_ONCE = 500;

/**
 * Puts a dossier's rows into a register, all or none. The office's own (posts, people …) are only added to: what the register has stays
 * as it is. Throws `campaign-known`, `not-empty`, `schema-differs` or `office-differs`.
 */
export function readBack(db: Database, given: ReadBack): Promise<void> {
  return db.transaction().execute(async (tx) => {
    // Nobody launches, or reads back, at the same time.
    await sql`lock table campaign in exclusive mode`.execute(tx);
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
    await refuse(tx, given);
    for (const { name, of } of DOSSIER_TABLES) {
      const known = of === 'office' ? sql`on conflict do nothing` : sql``;
      for await (const lines of batches(given.rows(name))) {
        if (of === 'office') await refuseOther(tx, name, lines);
        // A mail may have told of two campaigns, and come with the other's dossier.
        const clash = of === 'mail' ? sql`on conflict do nothing` : known;
        await sql`insert into ${sql.table(name)} select * from jsonb_populate_recordset(null::${sql.table(name)}, ${`[${lines.join()}]`}::jsonb) ${clash}`.execute(
          tx,
        );
      }
    }
    if (!given.arm)
      await tx
        .insertInto('at_rest')
        .values({ id: 1, since: timestamp(given.now) })
        .onConflict((c) => c.doNothing())
        .execute();
    else await wakeEarliest(tx);
  });
}

async function refuse(tx: Tx, { campaign, schema, arm }: ReadBack): Promise<void> {
  const campaigns = await tx.selectFrom('campaign').select('id').execute();
  if (campaigns.some(({ id }) => id === campaign.id))
    throw new DubanError(
      'campaign-known',
      `台账中已有《${campaign.title}》（编号 ${campaign.id.slice(0, 8)}），不再还原。`,
    );
  const resting = (await tx.selectFrom('at_rest').select('id').executeTakeFirst()) !== undefined;
  if (campaigns.length > 0 && resting === arm) {
    const message = resting
      ? '本台账由卷宗还原，仅供查阅，不能再还原需继续办理的专项；请另用一套空的 Duban。'
      : '台账中已有在用的专项。仅供查阅的卷宗请还原到一套空的 Duban（否则在用的专项也须停止办理）；确需在此继续办理的，加 --arm。';
    throw new DubanError('not-empty', message);
  }
  const own = (await schemaOf(tx)).at(-1) ?? '';
  if (own === schema) return;
  const message =
    own < schema
      ? `卷宗由更新版本的 Duban 制成（${schema}），请先升级本机的 Duban（${own}）。`
      : `卷宗由较早版本的 Duban 制成（${schema}）：请先用当时的版本还原，再升级到本机版本（${own}）。`;
  throw new DubanError('schema-differs', message, { schema, own });
}

/** The same post or person must not be there under another id: notices would be addressed to the one and commands given by the other. */
async function refuseOther(tx: Tx, table: string, lines: string[]): Promise<void> {
  const same = { post: sql`t.kind = g.kind and t.name = g.name`, person: sql`t.mailbox = g.mailbox` }[table];
  if (same === undefined) return;
  const { rows } = await sql<{ name: string }>`
    select g.name from jsonb_populate_recordset(null::${sql.table(table)}, ${`[${lines.join()}]`}::jsonb) g
    join ${sql.table(table)} t on ${same} where t.id <> g.id limit 1`.execute(tx);
  const [other] = rows;
  if (other === undefined) return;
  const message = `台账名册中已有“${other.name}”，与卷宗中的不是同一条登记，不能合在一起；请还原到一套空的 Duban。`;
  throw new DubanError('office-differs', message, { table, name: other.name });
}

/** Dispatch may sleep past what is staged. */
async function wakeEarliest(tx: Tx): Promise<void> {
  const { at } = await tx
    .selectFrom('notice')
    .where('state', '=', 'staged')
    .select((eb) => eb.fn.min<Instant | null>('release_at').as('at'))
    .executeTakeFirstOrThrow();
  if (at !== null) await wakeFor(tx, at);
}

async function* batches(lines: AsyncIterable<string>): AsyncGenerator<string[]> {
  let batch: string[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** A campaign that was read back to be consulted is to go on after all. False where it rests no more, or is not there. */
export function endRest(db: Database, campaignId: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('campaign').where('id', '=', campaignId).select('id').executeTakeFirst();
    const { numDeletedRows } =
      known === undefined ? { numDeletedRows: 0n } : await tx.deleteFrom('at_rest').executeTakeFirstOrThrow();
    if (numDeletedRows > 0n) await wakeEarliest(tx);
    return numDeletedRows > 0n;
  });
}
