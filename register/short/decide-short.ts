import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import { timestamp, type Database } from '../database.js';
import { wakeFor } from '../dispatch-wake.js';
import type { MailDecision } from '../schema.js';
import type { ShortState } from './tables.js';

export interface DecideShortInput {
  id: string;
  /** `sent`: it arrived after all. `again`: it goes out once more, with what is still late by then. */
  decision: MailDecision;
  /** The id of the post that says so. */
  by: string;
  now: Instant;
}

/**
 * A person's decision about a group or text message in doubt (`unknown`). It is kept with who took it. Dispatch must then be signalled.
 * Throws `no-such-message`, `message-under-way`, or `message-needs-no-decision`.
 */
export function decideShort(db: Database, { id, decision, by, now }: DecideShortInput): Promise<void> {
  return db.transaction().execute(async (tx) => {
    // Locked: its sender may live, and finish it at this moment.
    const message = await tx
      .selectFrom('short_message')
      .where('id', '=', id)
      .select('state')
      .forUpdate()
      .executeTakeFirst();
    if (message === undefined) throw new DubanError('no-such-message', `没有编号为 ${id} 的群消息或短信。`, { id });
    refuseUnlessInDoubt(message.state);
    await tx
      .insertInto('short_decision')
      .values({ message_id: id, at: timestamp(now), post_id: by, decision })
      .execute();
    await tx
      .updateTable('short_message')
      .where('id', '=', id)
      .set(
        decision === 'sent'
          ? { state: 'accepted', finished_at: timestamp(now) }
          : { state: 'pending', next_attempt_at: timestamp(now), finished_at: null },
      )
      .execute();
    if (decision === 'again') await wakeFor(tx, now);
  });
}

const settled: Record<Exclude<ShortState, 'unknown' | 'pending' | 'sending'>, string> = {
  accepted: '这条消息已发送，无须再认定；不重发，以免重复提示。',
  rejected: '这条消息被对方拒绝，没有送达，无须认定；以邮件为准。',
  withdrawn: '这条消息已撤回，无须认定。',
};

function refuseUnlessInDoubt(state: ShortState): void {
  if (state === 'unknown') return;
  if (state === 'pending' || state === 'sending') {
    const message = state === 'sending' ? '这条消息正在发送，请稍后再看结果。' : '这条消息尚在待发，将自动发送。';
    throw new DubanError('message-under-way', message);
  }
  throw new DubanError('message-needs-no-decision', settled[state]);
}
