import { sql, type SelectQueryBuilder } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import type { Light } from '../../domain/light.js';
import type { Database } from '../database.js';
import { shows } from '../lights.js';
import type { ItemTable, Register } from '../schema.js';
import type { ItemPostRow, ItemRow } from './item-row.js';

export type { CheckpointRow, ItemRow } from './item-row.js';

type ItemPostTable = Register['item_post'];

/** Which items of a campaign are meant; all of them where nothing is said. */
export interface ItemFilter {
  /** Those that show it at `now`. */
  light?: { is: Light; now: Instant } | undefined;
  /** Those that the division of that name leads or supports. */
  division?: string | undefined;
  /** Those that the leader of that name answers for. */
  leader?: string | undefined;
}

export interface ItemsWanted {
  offset: number;
  limit: number;
  filter?: ItemFilter;
}

/** The items of a campaign in its order, a page at a time. */
export async function itemsOf(
  db: Database,
  campaignId: string,
  { offset, limit, filter = {} }: ItemsWanted = { offset: 0, limit: 500 },
): Promise<ItemRow[]> {
  // The pages before are passed over in the index alone.
  const ids = filtered(db, campaignId, filter).orderBy('position').offset(offset).limit(limit).select('item.id');
  return withParts(db, await select(db).where('id', 'in', ids).orderBy('position').execute());
}

export async function countItems(db: Database, campaignId: string, filter: ItemFilter): Promise<number> {
  const { n } = await filtered(db, campaignId, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

function filtered(db: Database, campaignId: string, { light, division, leader }: ItemFilter) {
  const answered = (roles: ItemPostRow['role'][], name: string) =>
    db
      .selectFrom('item_post')
      .innerJoin('post', 'post.id', 'item_post.post_id')
      .where('post.name', '=', name)
      .where('role', 'in', roles as ('lead' | 'supporting' | 'leader')[])
      .select('item_post.item_id');
  return db
    .selectFrom('item')
    .where('campaign_id', '=', campaignId)
    .$if(light !== undefined, (query) => query.where(shows(light?.is ?? 'grey', light?.now ?? 0)))
    .$if(division !== undefined, (query) =>
      query.where('item.id', 'in', answered(['lead', 'supporting'], division ?? '')),
    )
    .$if(leader !== undefined, (query) => query.where('item.id', 'in', answered(['leader'], leader ?? '')));
}

/** Every item of a campaign in its order, so many at a time; each page is found by the last place of the one before. */
export async function* itemPages(db: Database, campaignId: string, size = 500): AsyncGenerator<ItemRow[]> {
  for (let last = -1, more = true; more;) {
    const rows = await select(db)
      .where('campaign_id', '=', campaignId)
      .where('position', '>', last)
      .orderBy('position')
      .limit(size)
      .select('position')
      .execute();
    more = rows.length === size;
    last = rows.at(-1)?.position ?? last;
    if (rows.length > 0)
      yield await withParts(
        db,
        rows.map(({ position: _, ...row }) => row),
      );
  }
}

/** The items of a campaign that a post of that name answers for, supports or leads over, in its order. */
export async function itemsOfPost(
  db: Database,
  campaignId: string,
  { name, roles }: { name: string; roles: ItemPostTable['role'][] },
): Promise<ItemRow[]> {
  const rows = await select(db)
    .where('campaign_id', '=', campaignId)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('item_post')
        .innerJoin('post', 'post.id', 'item_post.post_id')
        .where('post.name', '=', name)
        .where('role', 'in', roles)
        .select('item_id'),
    )
    .orderBy('position')
    .execute();
  return withParts(db, rows);
}

export async function findItem(db: Database, id: string): Promise<ItemRow | null> {
  return (await withParts(db, await select(db).where('id', '=', id).execute()))[0] ?? null;
}

/** Items of that code, newest campaign first; of one campaign where it is given. */
export async function itemsByCode(db: Database, code: string, campaignId?: string): Promise<ItemRow[]> {
  const rows = await select(db)
    .where('code', '=', code)
    .$if(campaignId !== undefined, (query) => query.where('campaign_id', '=', campaignId as string))
    .orderBy(
      (eb) => eb.selectFrom('campaign').whereRef('campaign.id', '=', 'item.campaign_id').select('launched_at'),
      'desc',
    )
    .limit(20)
    .execute();
  return withParts(db, rows);
}

const columns = [
  'id',
  'campaign_id as campaignId',
  'code',
  'heading',
  'title',
  'contents',
  'measures',
  'deadline_text as deadlineText',
  'targets',
  'status',
  'closed',
  'origin',
  'carried_from as carriedFrom',
  'planned_answering as plannedAnswering',
  'flagged',
  'next_moment as nextMoment',
  'next_due as nextDue',
] as const;

/** Of the state, which is large, no more than who has signed for the item. */
function select(db: Database) {
  const acknowledged = sql<Record<string, Instant> | null>`state -> 'acknowledged'`.as('acknowledged');
  return db.selectFrom('item').select(columns).select(acknowledged);
}

type Selected = ReturnType<typeof select> extends SelectQueryBuilder<Register, 'item', infer O> ? O : ItemTable;

async function withParts(db: Database, items: Selected[]): Promise<ItemRow[]> {
  const ids = items.map((item) => item.id);
  if (ids.length === 0) return [];
  const posts = await db
    .selectFrom('item_post')
    .innerJoin('post', 'post.id', 'item_post.post_id')
    .where('item_id', 'in', ids)
    .orderBy('item_post.position')
    .select(['item_id', 'post.id', 'post.name', 'role', 'for_post as forPost'])
    .execute();
  const checkpoints = await db
    .selectFrom('checkpoint')
    .where('item_id', 'in', ids)
    .orderBy('due_at')
    .orderBy('n')
    .select(['item_id', 'n', 'label', 'from_day as from', 'due_day as dueDay', 'why', 'mark', 'contents'])
    .select(['due_at as due', 'near_from as nearFrom', 'status', 'round', 'submitted_at as submittedAt', 'late'])
    .select([
      'by_hand as byHand',
      'behind',
      'original_due_at as originalDue',
      'requested_due_at as requestedDue',
      'extensions',
      'returns',
    ])
    .execute();
  const postsOf = byItem(posts);
  const checkpointsOf = byItem(checkpoints);
  return items.map(({ acknowledged, ...item }) => ({
    ...item,
    posts: (postsOf.get(item.id) ?? []).map(({ item_id: _, ...post }) => ({
      ...post,
      acknowledgedAt: acknowledged?.[post.id] ?? null,
    })),
    checkpoints: (checkpointsOf.get(item.id) ?? []).map(({ item_id: _, ...checkpoint }) => checkpoint),
  }));
}

function byItem<T extends { item_id: string }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>(rows.map(({ item_id }) => [item_id, []]));
  for (const row of rows) groups.get(row.item_id)?.push(row);
  return groups;
}
