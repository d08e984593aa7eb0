import { sql } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import type { Database } from '../database.js';

/** What the database server says of itself. */
export interface ServerFacts {
  version: string;
  /** The major version. */
  major: number;
  connections: number;
  mostConnections: number;
}

export async function serverFacts(db: Database): Promise<ServerFacts> {
  const { rows } = await sql<ServerFacts>`
    select current_setting('server_version') as version, current_setting('server_version_num')::integer / 10000 as major,
      (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections,
      current_setting('max_connections')::integer as "mostConnections"`.execute(db);
  const [facts] = rows;
  if (facts === undefined) throw new TypeError('no answer');
  return facts;
}

/** The database's own clock: to be compared, and to feed no rule. */
export async function serverClock(db: Database): Promise<Instant> {
  // eslint-disable-next-line no-restricted-syntax -- it is the clock itself that is looked at
  const { rows } = await sql<{ at: Instant }>`select clock_timestamp() as at`.execute(db);
  return rows[0]?.at ?? NaN;
}
