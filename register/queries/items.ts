import type { SelectQueryBuilder } from 'kysely';
import type { Day, Instant } from '../../domain/instant.js';
import type { CheckpointStatus } from '../../domain/item-state.js';
import type { Target } from '../../domain/plan.js';
import type { Database } from '../database.js';
import type { ItemTable, Register } from '../schema.js';

export interface ItemRow {
  id: string;
  campaignId: string;
  code: string;
  heading: string;
  title: string;
  contents: string[];
  measures: string[];
  deadlineText: string;
  targets: Target[];
  closed: boolean;
  flagged: string | null;
  nextMoment: Instant | null;
  posts: { id: string; name: string; role: string; acknowledgedAt: Instant | null }[];
  checkpoints: CheckpointRow[];
}

export interface CheckpointRow {
  n: number;
  label: string;
  from: Day;
  /** As planned. */
  dueDay: Day;
  /** How the day follows from the document's text. */
  why: string;
  mark: string | null;
  contents: string[];
  /** In this round. */
  due: Instant;
  nearFrom: Instant | null;
  status: CheckpointStatus;
  round: number;
  submittedAt: Instant | null;
  late: boolean;
}

/** The items of a campaign in its order, a page at a time. */
export async function itemsOf(
  db: Database,
  campaignId: string,
  page: { offset: number; limit: number } = { offset: 0, limit: 500 },
): Promise<ItemRow[]> {
  return withParts(
    db,
    await select(db)
      .where('campaign_id', '=', campaignId)
      .orderBy('position')
      .offset(page.offset)
      .limit(page.limit)
      .execute(),
  );
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
  'closed',
  'flagged',
  'next_moment as nextMoment',
  'state',
] as const;

function select(db: Database) {
  return db.selectFrom('item').select(columns);
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
    .select(['item_id', 'post.id', 'post.name', 'role'])
    .execute();
  const checkpoints = await db
    .selectFrom('checkpoint')
    .where('item_id', 'in', ids)
    .orderBy('n')
    .select([
      'item_id',
      'n',
      'label',
      'from_day as from',
      'due_day as dueDay',
      'why',
      'mark',
      'contents',
      'due_at as due',
    ])
    .select(['near_from as nearFrom', 'status', 'round', 'submitted_at as submittedAt', 'late'])
    .execute();
  return items.map(({ state, ...item }) => ({
    ...item,
    posts: posts
      .filter((post) => post.item_id === item.id)
      .map(({ id, name, role }) => ({ id, name, role, acknowledgedAt: state?.acknowledged[id] ?? null })),
    checkpoints: checkpoints
      .filter((checkpoint) => checkpoint.item_id === item.id)
      .map(({ item_id: _, ...checkpoint }) => checkpoint),
  }));
}
