import { sql } from 'kysely';
import type { CommandBody } from '../domain/command.js';
import type { Instant } from '../domain/instant.js';
import { checkBody } from './check-body.js';
import { timestamp, type Database, type Tx } from './database.js';

export interface BulkCommand {
  itemId: string;
  body: CommandBody;
}

export interface Bulk {
  id: string;
  campaignId: string;
  /** In the order they are given. */
  commands: BulkCommand[];
  /** The post that gives them. */
  actor: string;
  at: Instant;
}

/** Commands to many items at once: from here on they are not forgotten, whoever dies. Recording them again changes nothing. Throws as `commitCommand`. */
export async function recordBulk(db: Database, { id, campaignId, commands, actor, at }: Bulk): Promise<void> {
  for (const { body } of commands) await checkBody(db, body);
  await db
    .insertInto('bulk')
    .values({ id, campaign_id: campaignId, commands: JSON.stringify(commands), actor, at: timestamp(at) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Items of the commands that are not the campaign's. */
export async function strangersIn(db: Database, campaignId: string, commands: BulkCommand[]): Promise<string[]> {
  const named = [...new Set(commands.map(({ itemId }) => itemId))];
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${named}::text[]) as named(id)
    where not exists (select from item where item.id = named.id and campaign_id = ${campaignId})`.execute(db);
  return rows.map(({ id }) => id);
}

/** Whether commands of a bulk have yet to be given to the campaign's items, or to be answered. */
export async function isBulkUnderWay(db: Database | Tx, campaignId: string): Promise<boolean> {
  const { rows } = await sql<{ busy: boolean }>`
    select exists (select from bulk where campaign_id = ${campaignId} and done_at is null)
      or exists (
        select from command join item on item.id = command.item_id and item.campaign_id = ${campaignId}
          join bulk on bulk.campaign_id = item.campaign_id and starts_with(command.id, bulk.id || '/')
        where command.answer is null) as busy`.execute(db);
  return rows[0]?.busy === true;
}

/** The id of a bulk's `n`th command (from 1): the same however often it is given. */
export function bulkCommandId(bulkId: string, n: number): string {
  return `${bulkId}/${n}`;
}

/** The oldest bulk of a campaign whose commands have not all been given. */
export async function nextBulk(db: Database, campaignId: string): Promise<string | null> {
  const row = await open(db)
    .where('campaign_id', '=', campaignId)
    .orderBy('at')
    .orderBy('id')
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Campaigns with a bulk that was recorded before `before` and is still open. */
export async function campaignsWithBulks(db: Database, before: Instant): Promise<string[]> {
  const rows = await open(db).where('at', '<=', timestamp(before)).select('campaign_id').distinct().execute();
  return rows.map((row) => row.campaign_id);
}

function open(db: Database) {
  return db.selectFrom('bulk').where('done_at', 'is', null);
}

export async function findBulk(db: Database, id: string): Promise<Bulk> {
  const row = await db.selectFrom('bulk').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
  return { id, campaignId: row.campaign_id, commands: row.commands, actor: row.actor, at: row.at };
}

/** All its commands are committed: what is unanswered is sent again like any other. */
export async function finishBulk(db: Database, id: string, now: Instant): Promise<void> {
  await db
    .updateTable('bulk')
    .set({ done_at: timestamp(now) })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .execute();
}

export interface BulkProgress {
  commands: number;
  answered: number;
  refused: { itemId: string; code: string; message: string }[];
  doneAt: Instant | null;
}

/** How far a bulk has come, and what was refused; `null` if there is none of that id. */
export async function bulkProgress(db: Database, id: string): Promise<BulkProgress | null> {
  const bulk = await db.selectFrom('bulk').where('id', '=', id).select(['commands', 'done_at']).executeTakeFirst();
  if (bulk === undefined) return null;
  const { rows } = await sql<{ itemId: string; answer: { ok: boolean; code: string; message: string } }>`
    select command.item_id as "itemId", command.answer
    from bulk, jsonb_array_elements(commands) with ordinality as each(given, n)
      join command on command.item_id = given->>'itemId' and command.id = ${id} || '/' || n
    where bulk.id = ${id} and command.answer is not null
    order by n`.execute(db);
  const refused = rows.flatMap(({ itemId, answer: { ok, code, message } }) => (ok ? [] : [{ itemId, code, message }]));
  return { commands: bulk.commands.length, answered: rows.length, refused, doneAt: bulk.done_at };
}
