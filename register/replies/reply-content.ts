import { DubanError } from '../../domain/errors.js';
import type { Database } from '../database.js';
import type { ReplyContent } from './received-mail-table.js';

export interface DraftedReply extends ReplyContent {
  checkpoint: number;
}

/** What a division answered by mail, by the beginning of its number. Throws `no-such-reply` unless it is of that post and item. */
export async function draftedReply(
  db: Database,
  number: string,
  { itemId, postId }: { itemId: string; postId: string },
): Promise<DraftedReply> {
  const rows = await db
    .selectFrom('received_mail')
    .where('became', '=', 'drafted')
    .where('item_id', '=', itemId)
    .where('post_id', '=', postId)
    .select(['id', 'content', 'checkpoint'])
    .execute();
  const found = rows.filter(({ id }) => id.startsWith(number.toLowerCase()));
  const [row] = found;
  if (number !== '' && found.length === 1 && row?.content && row.checkpoint !== null)
    return { ...row.content, checkpoint: row.checkpoint };
  const message = `没有编号为“${number}”、由该处室就该事项回复的邮件；请核对确认邮件中的命令，或用 duban inbox 查看收到的邮件。`;
  throw new DubanError('no-such-reply', message, { number });
}
