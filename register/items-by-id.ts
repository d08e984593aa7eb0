import { sql } from 'kysely';
import type { Database, Tx } from './database.js';

/** Items of one look: their parts fit into memory, whatever the campaign has. */
const GROUP = 100;

/** The ids of a campaign's items by their bytes: the order in which trails are anchored, verified and put into a dossier. */
export async function* itemsById(db: Database | Tx, campaignId: string): AsyncGenerator<string[]> {
  let after = '';
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from item where campaign_id = ${campaignId} and id collate "C" > ${after} order by id collate "C" limit ${GROUP}`.execute(
      db,
    );
    if (rows.length > 0) yield rows.map(({ id }) => id);
    if (rows.length < GROUP) return;
    after = rows.at(-1)?.id ?? '';
  }
}
