import { sql } from 'kysely';
import { MINUTE, type Instant } from '../../domain/instant.js';
import { atOrNull, timestamp, type Database, type Tx } from '../database.js';
import { openRestoration } from '../restoration.js';
import { waitsAt } from '../preferences.js';
import { planShort } from '../short/due-short.js';
import { claimable, unheld, waiting, waitRows, type ReleaseWindow } from './claimable.js';
import { finished } from './report-mails.js';

/**
 * Whether something is due at `window.now`, and if not, when something will be: the earliest staged release or the next try of a mail
 * or a short message, at the latest `latest`. Leaves the answer on the wake row, so that whoever stages an earlier release knows to signal.
 */
export function planRelease(
  db: Database,
  window: ReleaseWindow,
  latest: Instant,
): Promise<{ due: boolean; wakeAt: Instant }> {
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('dispatch_wake').where('id', '=', 1).select('id').forUpdate().execute();
    // Nothing is sent until a restored register was reconciled; that signals.
    const isHeld = (await openRestoration(tx)) !== null;
    const plan = isHeld ? { due: false, wakeAt: latest } : await planned(tx, window, latest);
    await tx
      .updateTable('dispatch_wake')
      .set({ wake_at: timestamp(plan.wakeAt), signalled: true })
      .where('id', '=', 1)
      .execute();
    return plan;
  });
}

async function planned(tx: Tx, window: ReleaseWindow, latest: Instant): Promise<{ due: boolean; wakeAt: Instant }> {
  const { now, t } = window;
  const waits = await waitsAt(tx, now, t);
  const due =
    (await tx
      .selectFrom('mail')
      .where('state', '=', 'pending')
      .where('next_attempt_at', '<=', timestamp(now))
      .select('id')
      .limit(1)
      .executeTakeFirst()) ??
    (await tx.selectFrom('mail').where('state', '=', 'sending').select('id').limit(1).executeTakeFirst()) ??
    (await finished(tx).select('id').limit(1).executeTakeFirst()) ??
    // Ordered, as a planner that hopes to meet one soon would otherwise read all notices there ever were.
    (await claimable(tx, window, waits).select('notice.id').orderBy('notice.release_at').limit(1).executeTakeFirst()) ??
    (await unheld(tx, window).select('notice.id').orderBy('notice.release_at').limit(1).executeTakeFirst());
  const short = await planShort(tx, now);
  const { rows } = await sql<{ at: Instant | null }>`
      select least(
        (select min(release_at) from notice where state = 'staged' and release_at > ${timestamp(now)}),
        (select min(next_attempt_at) from mail where state = 'pending'),
        ${timestamp(latest)}, ${atOrNull(short.next)}::timestamptz,
        -- Held back as its reader wants it.
        (select min(wait.until) from ${waitRows(waits)} where exists (
          select from holding join notice on notice.post_id = holding.post_id and notice.contact = holding.contact
          where holding.person_id = wait.person and notice.state = 'staged'
            and notice.release_at <= ${timestamp(now)} and ${waiting})),
        -- Held back because a command on the item is still unanswered: look again soon.
        (select ${timestamp(now + MINUTE)} where exists (
          select 1 from notice join command on command.item_id = notice.item_id and command.answer is null
          where notice.state = 'staged' and notice.release_at <= ${timestamp(now)}))
      ) as at`.execute(tx);
  const isDue = due !== undefined || short.due;
  return { due: isDue, wakeAt: isDue ? now : (rows[0]?.at ?? latest) };
}
