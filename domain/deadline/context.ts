import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Day } from '../instant.js';
import type { PlanSpan } from '../plan-span.js';
import type { SchoolDates } from './school-dates.js';

/** What a deadline's words are read against. */
export interface DeadlineContext {
  span: PlanSpan;
  /** From which 一个月内 counts. Without it such words set no date yet: `deadline-from-launch`. */
  launchDay?: Day;
  /** Counts 10个工作日内; without it such words set no date yet either. */
  calendar?: WorkingCalendar;
  /** The office's own school calendar; without it the default one is used, and said so. */
  schoolDates?: SchoolDates;
}
