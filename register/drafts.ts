import { sql } from 'kysely';
import type { EvidenceFile } from '../domain/command.js';
import type { Instant } from '../domain/instant.js';
import type { Figure } from '../domain/item-state.js';
import { timestamp, type Database, type Tx } from './database.js';
import type { DraftTable } from './division-tables.js';

/** Whose draft of what: a division has one for each checkpoint of an item. */
export interface DraftKey {
  itemId: string;
  checkpoint: number;
  /** The division's post. */
  post: string;
}

/** Who saved it, when and by which way. `by`: a person's id. */
export interface DraftSaving {
  by: string;
  at: Instant;
  via: DraftTable['saved_via'];
}

export interface Draft {
  text: string;
  figures: Figure[];
  files: EvidenceFile[];
  savedAt: Instant;
  /** The person's name. */
  savedBy: string;
  savedVia: DraftTable['saved_via'];
}

/** Null where there is none, or it was handed in and taken. */
export async function readDraft(db: Database | Tx, key: DraftKey): Promise<Draft | null> {
  const row = await ofKey(db, key)
    .innerJoin('person', 'person.id', 'draft.saved_by')
    .where((eb) => eb.not(taken()))
    .select(['draft.text', 'figures', 'saved_at as savedAt', 'person.name as savedBy', 'saved_via as savedVia'])
    .executeTakeFirst();
  if (row === undefined) return null;
  const files = await filesOf(db, key).orderBy('position').select(['sha256', 'name', 'size', 'type']).execute();
  return { ...row, files: files.map(({ type, ...file }) => (type === '' ? file : { ...file, type })) };
}

/** Keeps text and figures made of those before, with nobody else at it meanwhile; files stay. */
export function reviseDraft(
  db: Database | Tx,
  key: DraftKey,
  { revise, ...saving }: DraftSaving & { revise: (before: Draft | null) => Pick<Draft, 'text' | 'figures'> },
): Promise<void> {
  return changing(db, key, async (tx) => {
    const { text, figures } = revise(await readDraft(tx, key));
    await begin(tx, key, saving);
    await tx
      .updateTable('draft')
      .set({ ...saved(saving), text: text.toWellFormed().replaceAll('\0', ''), figures: JSON.stringify(figures) })
      .where(whose(key))
      .execute();
  });
}

/** Adds a file that is kept as evidence already; the same content under the same name is there once. */
export function addDraftFile(
  db: Database | Tx,
  key: DraftKey,
  { file, ...saving }: DraftSaving & { file: EvidenceFile },
): Promise<void> {
  return changing(db, key, async (tx) => {
    await begin(tx, key, saving);
    const there = await filesOf(tx, key).select(['sha256', 'name', 'position']).execute();
    if (there.some(({ sha256, name }) => sha256 === file.sha256 && name === file.name)) return;
    await tx
      .insertInto('draft_file')
      .values({
        ...columnsOf(key),
        ...{ sha256: file.sha256, name: file.name, size: file.size, type: file.type ?? '' },
        position: Math.max(0, ...there.map(({ position }) => position)) + 1,
      })
      .execute();
  });
}

/** The content itself stays where it is kept. */
export function removeDraftFile(
  db: Database | Tx,
  key: DraftKey,
  { file, ...saving }: DraftSaving & { file: Pick<EvidenceFile, 'sha256' | 'name'> },
): Promise<void> {
  return changing(db, key, async (tx) => {
    const gone = await tx
      .deleteFrom('draft_file')
      .where(whose(key))
      .where('sha256', '=', file.sha256)
      .where('name', '=', file.name)
      .executeTakeFirst();
    if (gone.numDeletedRows > 0n) await tx.updateTable('draft').set(saved(saving)).where(whose(key)).execute();
  });
}

/** Notes the command that hands it in. Before the command is sent: then it is neither lost nor, once taken, shown again. */
export async function markDraftSent(db: Database | Tx, key: DraftKey, commandId: string): Promise<void> {
  await db.updateTable('draft').set({ sent_as: commandId }).where(whose(key)).execute();
}

/** Takes a draft away that holds this text and no more than these files. */
export function dropDraft(
  db: Database | Tx,
  { text, files, ...key }: DraftKey & Pick<Draft, 'text' | 'files'>,
): Promise<void> {
  return changing(db, key, async (tx) => {
    const draft = await readDraft(tx, key);
    if (draft?.text !== text || draft.files.some(({ sha256 }) => files.every((file) => file.sha256 !== sha256))) return;
    await tx.deleteFrom('draft').where(whose(key)).execute();
  });
}

/** One change at a time of one draft, in the caller's transaction where there is one. */
function changing(db: Database | Tx, key: DraftKey, change: (tx: Tx) => Promise<void>): Promise<void> {
  const once = async (tx: Tx): Promise<void> => {
    const name = `draft ${key.itemId} ${key.checkpoint} ${key.post}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
    await change(tx);
  };
  return db.isTransaction ? once(db as Tx) : db.transaction().execute(once);
}

/** A draft that was taken makes room for the next; one that is changed after it was sent stays, whatever the answer. */
async function begin(tx: Tx, key: DraftKey, saving: DraftSaving): Promise<void> {
  await tx.deleteFrom('draft').where(whose(key)).where(taken()).execute();
  await tx
    .insertInto('draft')
    .values({ ...columnsOf(key), ...saved(saving), text: '', figures: '[]', sent_as: null })
    .onConflict((conflict) =>
      conflict.columns(['item_id', 'checkpoint', 'post_id']).doUpdateSet({ ...saved(saving), sent_as: null }),
    )
    .execute();
}

/** Of a row of `draft`: handed in, and the answer was yes. */
export const taken = () => sql<boolean>`exists (select 1 from command where command.item_id = draft.item_id
  and command.id = draft.sent_as and command.answer->>'ok' = 'true')`;

function saved({ by, at, via }: DraftSaving) {
  return { saved_by: by, saved_at: timestamp(at), saved_via: via };
}

function columnsOf({ itemId, checkpoint, post }: DraftKey) {
  return { item_id: itemId, checkpoint, post_id: post };
}

function whose({ itemId, checkpoint, post }: DraftKey) {
  return sql<boolean>`(item_id, checkpoint, post_id) = (${itemId}, ${checkpoint}::integer, ${post})`;
}

function ofKey(db: Database | Tx, key: DraftKey) {
  return db.selectFrom('draft').where(whose(key));
}

function filesOf(db: Database | Tx, key: DraftKey) {
  return db.selectFrom('draft_file').where(whose(key));
}
