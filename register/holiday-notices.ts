import { calendarOf, type HolidayNotice, type WorkingCalendar } from '../domain/calendar/working-calendar.js';
import type { Instant } from '../domain/instant.js';
import { timestamp, type Database, type Tx } from './database.js';

/** A year's holiday notice as the office enters it by hand, before a release of this software knows it. */
export interface EnteredNotice extends HolidayNotice {
  year: number;
  /** Where it was read: 国务院办公厅关于2027年部分节假日安排的通知. */
  source: string;
  at: Instant;
}

/** Entering a year again replaces what was entered; running campaigns keep the calendar they have until they are replanned. */
export async function recordHolidayNotice(db: Database, { at, ...notice }: EnteredNotice): Promise<void> {
  await db
    .insertInto('holiday_notice')
    .values({ ...notice, at: timestamp(at) })
    .onConflict((conflict) =>
      conflict
        .column('year')
        .doUpdateSet((eb) => ({
          off: notice.off,
          worked: notice.worked,
          source: notice.source,
          at: timestamp(at),
          revision: eb('holiday_notice.revision', '+', 1),
        }))
        .where((eb) =>
          eb.or([eb('holiday_notice.off', '!=', notice.off), eb('holiday_notice.worked', '!=', notice.worked)]),
        ),
    )
    .execute();
}

/** Every notice entered by hand, by year. */
export function holidayNotices(db: Database | Tx): Promise<(EnteredNotice & { revision: number })[]> {
  return db.selectFrom('holiday_notice').orderBy('year').selectAll().execute();
}

/** The calendar that comes with the software, with the notices entered by hand, which win. Its version names them: `…+2027`. */
export async function installedCalendar(db: Database | Tx, released: WorkingCalendar): Promise<WorkingCalendar> {
  const entered = await holidayNotices(db);
  if (entered.length === 0) return released;
  const names = entered.map(({ year, revision }) => `+${year}${revision === 1 ? '' : `.${revision}`}`);
  return calendarOf(`${released.version}${names.join('')}`, {
    ...released.notices,
    ...Object.fromEntries(entered.map(({ year, off, worked }) => [year, { off, worked }])),
  });
}
