import { sql } from 'kysely';
import type { Figure } from '../../domain/item-state.js';
import type { Database } from '../database.js';

/** What was handed in at one checkpoint, all reports and contributions together; a draft is not handed in yet. */
export interface HandedIn {
  /** Of each target, as last reported. */
  figures: Figure[];
  /** Names of the files, each once, oldest first. */
  files: string[];
}

/** By item and checkpoint, as `handedInKey` has it. */
export async function handedInAt(db: Database, itemIds: string[]): Promise<Map<string, HandedIn>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('submission')
    .where('item_id', 'in', itemIds)
    .where('kind', '!=', 'draft')
    .orderBy('at')
    .select(['item_id', 'checkpoint', 'figures'])
    .select(
      sql<string[]>`array(select name from evidence where submission_id = submission.id order by position)`.as('files'),
    )
    .execute();
  const handedIn = new Map<string, HandedIn>();
  for (const { item_id, checkpoint, figures, files } of rows) {
    const key = handedInKey(item_id, checkpoint);
    const before = handedIn.get(key) ?? { figures: [], files: [] };
    const values = new Map([...before.figures, ...figures].map(({ target, value }) => [target, value]));
    handedIn.set(key, {
      figures: [...values].map(([target, value]) => ({ target, value })),
      files: [...new Set([...before.files, ...files])],
    });
  }
  return handedIn;
}

export function handedInKey(itemId: string, checkpoint: number): string {
  return `${itemId}/${checkpoint}`;
}
