import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to } from 'pg-copy-streams';
import { listTables, quoted, type Table } from './tables.js';

export type DumpedTable = Table & { rows: number };

export interface Dump {
  /** The migrations it had, in their order. */
  schema: string[];
  tables: DumpedTable[];
}

/**
 * Writes every table, as PostgreSQL's own COPY writes it, to what `open` gives for it: all of them as they were at one
 * instant, whoever goes on working meanwhile.
 */
export async function dumpRegister(url: string, open: (table: string) => Writable): Promise<Dump> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read, read only');
    const { rows: migrated } = await client.query<{ name: string }>('select name from kysely_migration order by name');
    const tables: DumpedTable[] = [];
    for (const table of await listTables(client)) {
      const { name, columns } = table;
      const into = open(name);
      const columnList = quoted(client, columns);
      const copy = client.query(
        to(`copy ${client.escapeIdentifier(name)} (${columnList}) to stdout with (encoding 'UTF8')`),
      );
      await pipeline(copy, into);
      tables.push({ ...table, rows: copy.rowCount });
    }
    await client.query('commit');
    return { schema: migrated.map(({ name }) => name), tables };
  } finally {
    await client.end();
  }
}
