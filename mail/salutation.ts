import type { PostKind } from '../domain/notice.js';
import { oneLine } from './plain.js';

/** A division is addressed by its name, a person as 同志. */
export function salutationOf(name: string, posts: { kind: PostKind; name: string }[]): string {
  const personal = posts.some(({ kind }) => ['leader', 'principal', 'head'].includes(kind));
  if (personal) return `${oneLine(name)}同志：`;
  return `${[...new Set(posts.map((post) => oneLine(post.name)))].join('、')}：`;
}
