import type { CheckpointState } from './item-state.js';

// What the register keeps of a checkpoint for its figures, as it changes from `before` to `after` (docs/bulletins.md).

/**
 * Whether the date that puts a checkpoint into a period moves with its due date: as long as nothing was ever reported (extensions,
 * new dates, resumptions), and while an extension asked for before the report is decided after it. What a return or a reopening
 * sets is a date to do it again by, and leaves the checkpoint in its period.
 */
export function movesReportDue(before: CheckpointState | undefined, after: CheckpointState): boolean {
  if (before === undefined) return true;
  const reportedOnce = [before, after].some(({ status, returns }) => status === 'returned' || returns > 0);
  return !reportedOnce && before.status !== 'accepted';
}

/**
 * Whether who answers for it follows the item: until it is reported. A report stays with those who made it, whoever takes the
 * item over; returned, it is awaited from those who answer then.
 */
export function movesAnswering(before: CheckpointState | undefined, after: CheckpointState): boolean {
  return before === undefined || before.submittedAt === null || before.submittedAt !== after.submittedAt;
}
