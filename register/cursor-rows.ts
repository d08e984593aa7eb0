import { sql, type RawBuilder } from 'kysely';
import type { Tx } from './database.js';

const PAGE = 500;
let opened = 0;

/** The rows of a query a page at a time, in the transaction's one snapshot: the server keeps the place. */
export async function* cursorRows<T>(tx: Tx, query: RawBuilder<T>): AsyncGenerator<T> {
  opened += 1;
  const name = sql.raw(`duban_rows_${opened}`);
  await sql`declare ${name} no scroll cursor for ${query}`.execute(tx);
  for (;;) {
    const { rows } = await sql<T>`fetch ${sql.raw(String(PAGE))} from ${name}`.execute(tx);
    yield* rows;
    if (rows.length < PAGE) break;
  }
  await sql`close ${name}`.execute(tx);
}
