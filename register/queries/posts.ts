import type { PostKind } from '../../domain/notice.js';
import type { Database } from '../database.js';

export interface PostRow {
  id: string;
  kind: PostKind;
  name: string;
  person: string | null;
}

/** Posts of that name; more than one when, say, a leader and the principal share it. */
export function postsNamed(db: Database, name: string): Promise<PostRow[]> {
  return select(db).where('post.name', '=', name).execute();
}

export function listPosts(db: Database): Promise<PostRow[]> {
  return select(db).orderBy('post.kind').orderBy('post.name').execute();
}

function select(db: Database) {
  return db
    .selectFrom('post')
    .leftJoin('holding', 'holding.post_id', 'post.id')
    .leftJoin('person', 'person.id', 'holding.person_id')
    .select(['post.id', 'post.kind', 'post.name', 'person.name as person']);
}
