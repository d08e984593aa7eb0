import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import { migrateToLatest, migrations, migrator, refuseFailure } from '../migrate.js';
import type { Dump, DumpedTable } from './dump-register.js';
import { listTables, quoted } from './tables.js';

export interface LoadInput {
  dump: Dump;
  /** What was written of a table. */
  read: (table: string) => Readable;
  /** Until when the register knew everything. */
  backedUpAt: Instant;
  now: Instant;
}

/** The one row that a new register has. */
const SEEDED = ['dispatch_wake'];

/**
 * Makes an empty register what it was, at the schema it had, and brings it to the newest: all of it in one transaction, so
 * that a failure leaves the register empty. Throws `register-not-empty`, `backup-newer` or `backup-damaged`.
 */
export async function loadRegister(url: string, input: LoadInput): Promise<void> {
  await requireEmpty(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    // The lock that migrations take: no second restore and no process that starts comes in between.
    await client.query('select pg_advisory_lock(3853314791062309107)');
    await refuseData(client);
    await load(client, input);
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

/** Throws `register-not-empty`. Makes the tables of a database that is new. */
export async function requireEmpty(url: string): Promise<void> {
  await migrateToLatest(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await refuseData(client);
  } finally {
    await client.end();
  }
}

async function refuseData(client: pg.Client): Promise<void> {
  for (const { name } of await listTables(client)) {
    if (SEEDED.includes(name)) continue;
    const { rowCount } = await client.query(`select from ${client.escapeIdentifier(name)} limit 1`);
    if (rowCount === 0) continue;
    const message = '目标台账中已有数据，为免覆盖未作恢复。请换一个空的数据库（或空的数据目录）后重试。';
    throw new DubanError('register-not-empty', message, { table: name });
  }
}

async function load(client: pg.Client, { dump, read, backedUpAt, now }: LoadInput): Promise<void> {
  const { schema, tables } = dump;
  if (schema.some((name) => !(name in migrations))) {
    throw new DubanError('backup-newer', '备份来自更新版本的督办，本版本不能恢复；请先升级程序。', { schema });
  }
  const ours = migrator(onOneConnection(client), { inOurs: true });
  const all = (await listTables(client)).map(({ name }) => name);
  await client.query(`drop table ${quoted(client, all)} cascade`);
  await client.query('delete from kysely_migration');
  refuseFailure(await ours.migrateTo(schema.at(-1) ?? ''));
  const links = await takeLinks(client);
  const made = await listTables(client);
  if (made.map(({ name }) => name).join() !== tables.map(({ name }) => name).join()) throw damaged('各表与其版本不符');
  for (const table of tables) await fill(client, table, read(table.name));
  for (const link of links) await client.query(link);
  refuseFailure(await ours.migrateToLatest());
  await client.query('insert into restoration (restored_at, backed_up_at) values ($1, $2)', [
    new Date(now),
    new Date(backedUpAt),
  ]);
}

async function fill(client: pg.Client, { name, columns, rows }: DumpedTable, content: Readable): Promise<void> {
  const table = client.escapeIdentifier(name);
  await client.query(`delete from ${table}`);
  const copy = client.query(from(`copy ${table} (${quoted(client, columns)}) from stdin with (encoding 'UTF8')`));
  await pipeline(content, copy);
  if (copy.rowCount !== rows) throw damaged(`${name} 应有${rows}行，实有${copy.rowCount}行`);
}

/** Drops all references between tables; gives what makes them anew, and so checks them all, when every row is in. */
async function takeLinks(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; add: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`);
  for (const { drop } of rows) await client.query(drop);
  return rows.map(({ add }) => add);
}

function damaged(what: string): DubanError {
  return new DubanError('backup-damaged', `备份已损坏：${what}；未作恢复。请改用另一份备份。`, {});
}

/** Migrations in the transaction that a connection is in. */
function onOneConnection(client: pg.Client): Kysely<unknown> {
  const connection = { query: client.query.bind(client), release: () => undefined } as unknown as PostgresPoolClient;
  return new Kysely({
    dialect: new PostgresDialect({
      pool: { connect: () => Promise.resolve(connection), end: () => Promise.resolve() },
    }),
  });
}
