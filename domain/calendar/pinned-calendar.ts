import { calendarOf, type PinnedCalendar, type WorkingCalendar } from './working-calendar.js';

const built = new Map<string, WorkingCalendar>();

/** A campaign's own calendar; the installation's where it keeps none. A calendar is built once for each version and content. */
export function campaignCalendar(pinned: PinnedCalendar | null, installed: WorkingCalendar): WorkingCalendar {
  if (pinned === null) return installed;
  const key = JSON.stringify(pinned);
  const known = built.get(key);
  if (known !== undefined) return known;
  const calendar = calendarOf(pinned.version, pinned.notices);
  built.set(key, calendar);
  return calendar;
}

/** What a campaign keeps of a calendar: the notices from the year before its dates begin. */
export function pinCalendar({ version, notices }: WorkingCalendar, fromYear: number): PinnedCalendar {
  return {
    version,
    notices: Object.fromEntries(Object.entries(notices).filter(([year]) => Number(year) >= fromYear - 1)),
  };
}
