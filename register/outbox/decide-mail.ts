import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import { timestamp, type Database } from '../database.js';
import { wakeFor } from '../dispatch-wake.js';
import type { MailDecision, MailState } from '../schema.js';

export interface DecideMailInput {
  id: string;
  /** `sent`: it arrived after all. `again`: the same mail, with the same Message-ID, goes out once more. */
  decision: MailDecision;
  /** The id of the post that says so. */
  by: string;
  now: Instant;
  /** Also a mail that was accepted may be sent again. */
  evenAccepted?: boolean;
}

/**
 * A person's decision about a mail that the engine leaves alone: one in doubt (`unknown`), or one refused. It is kept with who took it.
 * Dispatch must then be signalled. Throws `no-such-mail`, `mail-under-way`, or `mail-needs-no-decision`.
 */
export function decideMail(
  db: Database,
  { id, decision, by, now, evenAccepted = false }: DecideMailInput,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    // Locked: its sender may live, and finish it at this moment.
    const mail = await tx
      .selectFrom('mail')
      .where('id', '=', id)
      .select(['state', 'text', 'person_id'])
      .forUpdate()
      .executeTakeFirst();
    if (mail === undefined) throw new DubanError('no-such-mail', `没有编号为 ${id} 的邮件。`, { id });
    refuseUnlessOpen(mail.state, decision, evenAccepted);
    await tx
      .insertInto('mail_decision')
      .values({ mail_id: id, at: timestamp(now), post_id: by, decision })
      .execute();
    if (decision === 'sent') {
      await tx
        .updateTable('mail')
        .set({ state: 'accepted', finished_at: timestamp(now) })
        .where('id', '=', id)
        .execute();
      return;
    }
    if (mail.text === '') throw new DubanError('mail-needs-no-decision', '这封邮件当时未能生成，没有内容可发。');
    if (mail.state === 'rejected') {
      // Whom nothing reached is written to where he is now. In doubt, it must be the same mail.
      const to = tx.selectFrom('person').where('id', '=', mail.person_id).select(['name', 'mailbox']);
      await tx
        .updateTable('mail')
        .set(await to.executeTakeFirstOrThrow())
        .where('id', '=', id)
        .execute();
    }
    await tx
      .updateTable('mail')
      // What becomes of it is told anew; in doubt once more, it is not sent a third time by itself.
      .set({
        state: 'pending',
        next_attempt_at: timestamp(now),
        attempts: 0,
        resent: true,
        finished_at: null,
        reported: false,
      })
      .where('id', '=', id)
      .execute();
    await wakeFor(tx, now);
  });
}

function refuseUnlessOpen(state: MailState, decision: MailDecision, evenAccepted: boolean): void {
  if (state === 'pending' || state === 'sending') {
    const message = state === 'sending' ? '这封邮件正在发送，请稍后再看结果。' : '这封邮件尚在待发，将自动发送。';
    throw new DubanError('mail-under-way', message);
  }
  if (state === 'accepted' && !(decision === 'again' && evenAccepted)) {
    const message =
      decision === 'sent'
        ? '这封邮件服务器已接收，无须再认定。'
        : '这封邮件服务器已接收，重发会使收件人收到两封；确需重发的，请加 --force。';
    throw new DubanError('mail-needs-no-decision', message);
  }
  if (state === 'rejected' && decision === 'sent') {
    throw new DubanError(
      'mail-needs-no-decision',
      '这封邮件被对方拒收，不能认定为已送达；更正邮箱后可重发（--again）。',
    );
  }
}
