export { parseDeadline, parseDeadlines, type ParsedDeadline } from './deadline/parse-deadline.js';
export type { DeadlineContext } from './deadline/context.js';
export type { SchoolDates } from './deadline/school-dates.js';
export { checkpointSpans, type CheckpointSpan } from './deadline/checkpoint-spans.js';
export { normalise as normaliseDeadline } from './deadline/normalise.js';
