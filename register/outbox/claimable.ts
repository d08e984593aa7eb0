import { sql, type RawBuilder } from 'kysely';
import { MINUTE, type Instant } from '../../domain/instant.js';
import { pressing } from '../../domain/preference.js';
import { timestamp, type Database, type Tx } from '../database.js';
import type { Timekeeping } from '../../domain/schedule.js';
import type { PersonWait } from '../preferences.js';

export interface ReleaseWindow {
  now: Instant;
  /** Whether `now` is in working hours: a release that was missed waits for them. */
  workingHours: boolean;
  /** The office's own: in whose days people are on leave, and mail is sent. */
  t: Timekeeping;
}

/** How long after its release, outside working hours, a notice may still go out. */
const PUNCTUAL = 15 * MINUTE;

/**
 * The staged notices that may go out now, with the person who holds the post. A notice waits while a command on its item
 * is unanswered: the command was received, and what it did may have made the notice wrong. A routine one waits, too, as its
 * reader wants it; until then it can be withdrawn like any other.
 */
export function claimable(db: Database | Tx, window: ReleaseWindow, waits: readonly PersonWait[] = []) {
  return released(db, window)
    .innerJoin('holding', (join) =>
      join.onRef('holding.post_id', '=', 'notice.post_id').onRef('holding.contact', '=', 'notice.contact'),
    )
    .$if(waits.length > 0, (query) =>
      query.where(
        sql<boolean>`not exists (select from ${waitRows(waits)}
          where wait.person = holding.person_id and ${waiting})`,
      ),
    );
}

/** Of `notice` and `wait`: whether it is held back. */
export const waiting = sql<boolean>`notice.release_at > wait.up_to and notice.rule <> all(${[...pressing]}::text[])`;

export function waitRows(waits: readonly PersonWait[]): RawBuilder<unknown> {
  const rows = waits.map(({ person, upTo, until }) => ({
    person,
    up_to: Number.isFinite(upTo) ? new Date(upTo) : '-infinity',
    until: new Date(until),
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as wait(person text, up_to timestamptz, until timestamptz)`;
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
