import type { PostId } from '../domain/item-state.js';
import type { Database, Tx } from './database.js';

/** Who signs the reports of these divisions (报送前审签), where the roster names a head: he has the division's name. */
export async function headsOf(db: Database | Tx, divisions: PostId[]): Promise<Record<PostId, PostId>> {
  if (divisions.length === 0) return {};
  const rows = await db
    .selectFrom('post as division')
    .innerJoin('post as head', 'head.name', 'division.name')
    .where('division.id', 'in', divisions)
    .where('head.kind', '=', 'head')
    .select(['division.id as division', 'head.id as head'])
    .execute();
  return Object.fromEntries(rows.map(({ division, head }) => [division, head]));
}
