import type { Instant } from '../../domain/instant.js';
import type { Database } from '../database.js';

export interface OpenItem {
  id: string;
  campaignId: string;
  code: string;
  nextMoment: Instant | null;
  /** It waits for a person, and its workflow by the hour. */
  isFlagged: boolean;
}

/** The next items that have not ended, of all campaigns, in the order of their ids. */
export async function openItemsAfter(db: Database, after: string, limit: number): Promise<OpenItem[]> {
  const rows = await db
    .selectFrom('item')
    .where('closed', '=', false)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .select(['id', 'campaign_id as campaignId', 'code', 'next_moment as nextMoment', 'flagged'])
    .execute();
  return rows.map(({ flagged, ...row }) => ({ ...row, isFlagged: flagged !== null }));
}

/** Of these items, those the register knows, with whether they have ended, and nothing more is to come for them. */
export async function knownItems(db: Database, ids: string[]): Promise<Map<string, { code: string; ended: boolean }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('item')
    .where('id', 'in', ids)
    .select((eb) => [
      'id',
      'code',
      'closed',
      eb
        .exists(
          eb.selectFrom('command').whereRef('item_id', '=', 'item.id').where('answer', 'is', null).select('command.id'),
        )
        .as('isAsked'),
    ])
    .execute();
  return new Map(rows.map(({ id, code, closed, isAsked }) => [id, { code, ended: closed && isAsked !== true }]));
}

/** Every campaign, and whether it has ended. */
export async function campaignEnds(db: Database): Promise<Map<string, { title: string; ended: boolean }>> {
  const rows = await db.selectFrom('campaign').select(['id', 'title', 'ended_at']).execute();
  return new Map(rows.map(({ id, title, ended_at }) => [id, { title, ended: ended_at !== null }]));
}
