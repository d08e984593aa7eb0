import { MINUTE, type Instant } from '../../domain/instant.js';
import { timestamp, type Database, type Tx } from '../database.js';

export interface ReleaseWindow {
  now: Instant;
  /** Whether `now` is in working hours: a release that was missed waits for them. */
  workingHours: boolean;
}

/** How long after its release, outside working hours, a notice may still go out. */
const PUNCTUAL = 15 * MINUTE;

/**
 * The staged notices that may go out now, with the person who holds the post. A notice waits while a command on its item
 * is unanswered: the command was received, and what it did may have made the notice wrong.
 */
export function claimable(db: Database | Tx, window: ReleaseWindow) {
  return released(db, window).innerJoin('holding', (join) =>
    join.onRef('holding.post_id', '=', 'notice.post_id').onRef('holding.contact', '=', 'notice.contact'),
  );
}

/** Those that nobody can be mailed: the post, or the contact they are for, has no holder. */
export function unheld(db: Database | Tx, window: ReleaseWindow) {
  return released(db, window).where((eb) =>
    eb.not(
      eb.exists(
        eb
          .selectFrom('holding')
          .whereRef('holding.post_id', '=', 'notice.post_id')
          .whereRef('holding.contact', '=', 'notice.contact')
          .select('holding.post_id'),
      ),
    ),
  );
}

function released(db: Database | Tx, { now, workingHours }: ReleaseWindow) {
  return db
    .selectFrom('notice')
    .where('notice.state', '=', 'staged')
    .where('notice.release_at', '<=', timestamp(now))
    .$if(!workingHours, (query) => query.where('notice.release_at', '>', timestamp(now - PUNCTUAL)))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('command')
            .whereRef('command.item_id', '=', 'notice.item_id')
            .where('command.answer', 'is', null)
            .select('command.id'),
        ),
      ),
    );
}
