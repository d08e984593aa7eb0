import { Kysely, PostgresDialect, sql, type RawBuilder, type Transaction } from 'kysely';
import pg from 'pg';
import type { Instant } from '../domain/instant.js';
import type { Register } from './schema.js';

export type Database = Kysely<Register>;
export type Tx = Transaction<Register>;

const { builtins } = pg.types;
const parsers = new Map<number, (text: string) => unknown>([
  // A `date` parsed to a JS Date shifts by a day in Asia/Shanghai: days stay text.
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, (text) => Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))],
  [builtins.INT8, Number],
]);

/** A pool on the register. `connections` bounds what one process may hold open. */
export function openDatabase(url: string, connections = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types: { getTypeParser: ((oid: number): unknown => parsers.get(oid) ?? pg.types.getTypeParser(oid)) as never },
  });
  // A connection that breaks is replaced at its next use; whoever was using it is told by the query. Without listeners, on the idle
  // ones and on those in use, a restart of the database would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Register>({ dialect: new PostgresDialect({ pool }) });
}

/** An instant as the database knows it, for values and comparisons alike. */
export function timestamp(instant: Instant): RawBuilder<Instant> {
  return sql<Instant>`${new Date(instant)}::timestamptz`;
}
