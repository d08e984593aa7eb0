import { sql, type RawBuilder } from 'kysely';
import { cursorRows } from '../cursor-rows.js';
import type { Tx } from '../database.js';
import { itemsById } from '../items-by-id.js';
import type { DOSSIER_TABLES } from './dossier-tables.js';

/** A row as PostgreSQL itself writes it as JSON: read back by it, nothing is lost. */
interface Line {
  line: string;
}

/** All rows of a table that belong to a campaign, one line of JSON each. `tx` must be one snapshot. */
export async function* dossierRows(
  tx: Tx,
  { name, of, order }: (typeof DOSSIER_TABLES)[number],
  campaignId: string,
): AsyncGenerator<string> {
  const by = sql.raw(order);
  const all = sql`select to_jsonb(t)::text as line from ${sql.table(name)} t`;
  const rows = (where: RawBuilder<unknown>): AsyncGenerator<Line> =>
    cursorRows(tx, sql<Line>`${all} ${where} order by ${by}`);
  if (of === 'item') {
    const { owner, from } = byItem(name);
    for await (const ids of itemsById(tx, campaignId)) {
      const { rows: lines } = await sql<Line>`
        select to_jsonb(t)::text as line from ${sql.raw(from)} where ${sql.raw(owner)} = any(${ids})
        order by ${sql.raw(`${owner} collate "C", ${order}`)}`.execute(tx);
      for (const { line } of lines) yield `${line}\n`;
    }
    return;
  }
  const where = {
    office: sql``,
    campaign: name === 'campaign' ? sql`where id = ${campaignId}` : sql`where campaign_id = ${campaignId}`,
    mail:
      name === 'mail'
        ? sql`where ${mailOf(campaignId)}`
        : sql`where mail_id in (select t.id from mail t where ${mailOf(campaignId)})`,
  }[of];
  for await (const { line } of rows(where)) yield `${line}\n`;
}

/** Mails that told something of the campaign, their copies to people on leave, and its bulletins. */
export function mailOf(campaignId: string): RawBuilder<boolean> {
  return sql<boolean>`(exists (select 1 from notice join item on item.id = item_id
    where mail_id in (t.id, t.copy_of) and campaign_id = ${campaignId})
    or starts_with(t.occasion, ${`bulletin/${campaignId}/`}))`;
}

/** Which column names the item that a row belongs to. */
function byItem(name: string): { owner: string; from: string } {
  if (name === 'item') return { owner: 't.id', from: 'item t' };
  if (name === 'evidence')
    return { owner: 'submission.item_id', from: 'evidence t join submission on submission.id = submission_id' };
  return { owner: 't.item_id', from: `${name} t` };
}
