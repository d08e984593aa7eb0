import { DubanError } from '../domain/errors.js';
import type { PostKind } from '../domain/notice.js';
import { recordRoster } from '../register/record-roster.js';
import { holderOf, postsNamed, type PostRow } from '../register/queries/posts.js';
import type { Duban } from './duban.js';
import { postKindNames } from './find.js';

export interface Holder {
  post: string;
  kind?: PostKind | undefined;
  person: string;
  mailbox: string;
  /** Tried when mail does not reach the first. */
  second?: { person: string; mailbox: string } | undefined;
}

/** `isNew`: somebody with another mailbox held it before, or nobody. */
type Held = PostRow & { isNew: boolean };

/** From now on somebody else holds a post: what is still to be told goes there. Throws `unknown-post`, `which-post` or `mailbox-invalid`. */
export async function holdPost(duban: Duban, { post: name, kind, person, mailbox, second }: Holder): Promise<Held> {
  const found = (await postsNamed(duban.db, name)).filter((post) => kind === undefined || post.kind === kind);
  const [post] = found;
  if (post === undefined)
    throw new DubanError('unknown-post', `没有名为“${name}”的岗位；用 duban post 查看全部岗位。`, { name });
  if (found.length > 1) {
    const kinds = found.map((one) => postKindNames[one.kind]).join('、');
    throw new DubanError('which-post', `名为“${name}”的岗位不止一个，请用 --kind 写明：${kinds}。`, { name });
  }
  for (const address of [mailbox, ...(second === undefined ? [] : [second.mailbox])]) {
    if (/^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(address)) continue;
    throw new DubanError('mailbox-invalid', `邮箱“${address}”不是有效的邮箱地址。`, { mailbox: address });
  }
  const row = { kind: post.kind, post: name, person, mailbox, ...(second === undefined ? {} : { second }) };
  return duban.db.transaction().execute(async (tx) => {
    const before = await holderOf(tx, post.id);
    await recordRoster(tx, [row]);
    return { ...post, person, isNew: (await holderOf(tx, post.id)) !== before };
  });
}
