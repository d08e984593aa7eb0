import { Kysely, PostgresDialect, sql, type RawBuilder, type Transaction } from 'kysely';
import pg from 'pg';
import { SECOND, type Instant } from '../domain/instant.js';
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

export interface DatabaseOptions {
  /** Bounds what one process may hold open. */
  connections?: number;
  /** Milliseconds a query may take; 0 for as long as it needs. */
  queryTimeout?: number;
}

/** A pool on the register. A connection that has died without a word (a failover, a firewall) is noticed and replaced. */
export function openDatabase(
  url: string,
  { connections = 10, queryTimeout = 30 * SECOND }: DatabaseOptions = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 5 * SECOND,
    query_timeout: queryTimeout,
    maxLifetimeSeconds: 300,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10 * SECOND,
    // A worker that froze in a transaction must not keep the locks that all the others wait for.
    idle_in_transaction_session_timeout: 30 * SECOND,
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

/** The same for what may not be known. */
export function atOrNull(instant: Instant | null): RawBuilder<Instant> | null {
  return instant === null ? null : timestamp(instant);
}

/** The same within JSON. */
export function isoOrNull(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
