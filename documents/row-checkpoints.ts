import type { WorkingCalendar } from '../domain/calendar/working-calendar.js';
import { checkpointSpans, parseDeadlines, type DeadlineProblem } from '../domain/deadline.js';
import type { DraftCheckpoint } from '../domain/plan.js';
import { plain } from './cell.js';

/** The year the document means, and the one the plan is to run in. */
export interface PlanYears {
  stated: number;
  planned: number;
}

interface RowCheckpoints {
  checkpoints: DraftCheckpoint[];
  problem: DeadlineProblem | null;
  /** Whether the document named the checkpoints in the order of their dates; only then do contents pair up with them. */
  inOrder: boolean;
}

/** The checkpoints that a row's deadline cells make. No cell at all means the quarter ends of the year. */
export function checkpointsOf(
  deadlines: readonly string[],
  years: PlanYears,
  calendar: WorkingCalendar,
): RowCheckpoints {
  const texts = deadlines.map((text) => inYear(plain(text), years));
  const { periods, problem } = parseDeadlines(texts, { year: years.planned });
  const checkpoints = checkpointSpans(periods, calendar).map((span) => ({ ...span, contents: [] }));
  return { checkpoints, problem: problem ?? null, inOrder: problem?.code !== 'deadline-order' };
}

/** A year written in the deadline itself moves with the plan. */
function inYear(text: string, { stated, planned }: PlanYears): string {
  return text.replace(/(?<!\d)20\d\d(?=年|[-./]\d)/gu, (year) => String(Number(year) + planned - stated));
}
