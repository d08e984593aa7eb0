import type { WorkingCalendar } from '../domain/calendar/working-calendar.js';
import type { PlanDraft } from '../domain/plan.js';
import type { Block } from './block.js';

/** The second stage of reading: one per kind of document. */
export interface Recogniser {
  /** What it reads, as an error lists it for the officer. */
  kind: string;
  /** `null` when the document is of another kind; throws when it is of this kind and cannot be read. */
  recognise(blocks: readonly Block[], context: ReadingContext): PlanDraft | null;
}

export interface ReadingContext {
  fileName: string;
  calendar: WorkingCalendar;
  /** The year to move the plan to; the document's own when absent. */
  year?: number;
}
