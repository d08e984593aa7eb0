import { stateCouncilCalendar } from '../domain/calendar/state-council.js';
import type { DateReader } from '../domain/calendar/chinese-date.js';
import { defaultPolicy } from '../domain/policy.js';
import type { Timekeeping } from '../domain/schedule.js';
import type { CampaignFacts } from '../register/queries/campaigns.js';
import { timekeepingOf } from '../register/queries/timekeeping.js';
import type { ConsoleDependencies } from './dependencies.js';

/** Who reads a page of a campaign: when, in which zone, and by what time lateness is counted there. */
export interface Reader extends DateReader {
  t: Timekeeping;
}

export async function readerOf({ db, now }: ConsoleDependencies, { id, zone }: CampaignFacts): Promise<Reader> {
  const t = await timekeepingOf(db, id, stateCouncilCalendar);
  return { zone, now: now(), t: t ?? { policy: { ...defaultPolicy, zone }, calendar: stateCouncilCalendar } };
}
