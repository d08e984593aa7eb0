import type { DateReader } from '../domain/calendar/chinese-date.js';

/** What a line of a timeline is told with. */
export interface TimelineContext {
  /** The item's checkpoints by number. */
  labels: Map<number, string>;
  /** Posts by id, for what names them in passing. */
  posts?: Map<string, string>;
  reader: DateReader;
}
