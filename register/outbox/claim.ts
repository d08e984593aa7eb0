import { randomUUID } from 'node:crypto';
import type { WorkingCalendar } from '../../domain/calendar/working-calendar.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import { timestamp, type Database } from '../database.js';
import { claimable, type ReleaseWindow } from './claimable.js';
import { describeNotices } from './describe-notices.js';

export interface Recipient {
  id: string;
  name: string;
  mailbox: string;
}

export interface Content {
  subject: string;
  text: string;
  html: string;
}

/** Notices in one mail: more could neither be read nor, as one mail, be sent. What is left makes the next. */
const AT_ONCE = 1000;

/**
 * Claims all that is due for one person and makes one mail of it, `pending`. Nothing can withdraw a notice after that.
 * False when nothing is due for anybody.
 */
export function claimNext(
  db: Database,
  window: ReleaseWindow & { calendar: WorkingCalendar },
  compose: (recipient: Recipient, notices: ReleasedNotice[]) => Content,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const first = await claimable(tx, window)
      .select('holding.person_id')
      .orderBy('notice.release_at')
      .limit(1)
      .executeTakeFirst();
    if (first === undefined) return false;
    const due = await claimable(tx, window)
      .where('holding.person_id', '=', first.person_id)
      .select(['notice.id', 'notice.item_id'])
      .orderBy('notice.release_at')
      .limit(AT_ONCE)
      .execute();
    if (due.length === 0) return true;
    // Items before their notices, as every event takes them: an event that withdraws has ended, or waits until this claim has.
    const items = [...new Set(due.map((row) => row.item_id))];
    await tx.selectFrom('item').where('id', 'in', items).orderBy('id').select('id').forShare().execute();
    const rows = await claimable(tx, window)
      .where(
        'notice.id',
        'in',
        due.map((row) => row.id),
      )
      .select('notice.id')
      .orderBy('notice.id')
      .forUpdate('notice')
      .execute();
    // Withdrawn between the two looks: there may be others.
    if (rows.length === 0) return true;
    const ids = rows.map((row) => row.id);
    const recipient = await tx
      .selectFrom('person')
      .where('id', '=', first.person_id)
      .selectAll()
      .executeTakeFirstOrThrow();
    const notices = await describeNotices(tx, ids, window);
    const id = randomUUID();
    const made = make(() => compose(recipient, notices));
    await tx
      .insertInto('mail')
      .values({
        id,
        person_id: recipient.id,
        name: recipient.name,
        mailbox: recipient.mailbox,
        ...made.content,
        escalation: notices.some((notice) => notice.rule === 'escalation'),
        state: made.fault === null ? 'pending' : 'rejected',
        created_at: timestamp(window.now),
        next_attempt_at: made.fault === null ? timestamp(window.now) : null,
        attempts: 0,
        resent: false,
        outcome: made.fault ?? '',
        finished_at: made.fault === null ? null : timestamp(window.now),
      })
      .execute();
    await tx.updateTable('notice').set({ state: 'claimed', mail_id: id }).where('id', 'in', ids).execute();
    return true;
  });
}

/** A mail that cannot be made is on record as not delivered; it must not keep everybody else's from going out. */
function make(compose: () => Content): { content: Content; fault: string | null } {
  try {
    return { content: compose(), fault: null };
  } catch (error) {
    return { content: { subject: '', text: '', html: '' }, fault: `邮件无法生成：${String(error)}` };
  }
}
