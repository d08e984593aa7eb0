import type { RunningCheckpoint } from './running-checkpoint.js';
import type { Day } from '../instant.js';
import type { DraftCheckpoint } from '../plan.js';

export type CheckpointDifference =
  | { kind: 'added'; checkpoint: DraftCheckpoint }
  | { kind: 'changed'; before: RunningCheckpoint; checkpoint: DraftCheckpoint }
  | { kind: 'dropped'; before: RunningCheckpoint }
  /** The new version says otherwise, but what was reported stands, and a day that is over is not set. */
  | { kind: 'kept'; before: RunningCheckpoint | null; checkpoint: DraftCheckpoint | null; because: Kept };

export type Kept = 'reported' | 'day-over';

/** How the checkpoints of an item change. Found again by label, else by day, else as the one that is left on both sides. */
export function compareCheckpoints(
  running: readonly RunningCheckpoint[],
  revised: readonly DraftCheckpoint[],
  today: Day,
): CheckpointDifference[] {
  // What the office added stays whatever the document says; what it dropped stays dropped where the document has not changed.
  const live = running.filter(({ status, byHand }) => status !== 'dropped' && !byHand);
  const dropped = running.filter(({ status }) => status === 'dropped');
  const wanted = revised.filter(
    ({ label, due }) =>
      live.some((own) => own.label === label && own.planned === due) ||
      !dropped.some((own) => own.label === label && own.planned === due),
  );
  const pairs = matched(live, wanted);
  const before = (checkpoint: DraftCheckpoint): RunningCheckpoint | null =>
    pairs.find(([, other]) => other === checkpoint)?.[0] ?? null;
  return [
    ...wanted.flatMap((checkpoint) => difference(before(checkpoint), checkpoint, today)),
    ...live.filter((own) => !pairs.some(([paired]) => paired === own)).flatMap(goneOf),
  ];
}

function difference(before: RunningCheckpoint | null, checkpoint: DraftCheckpoint, today: Day): CheckpointDifference[] {
  const over = checkpoint.due <= today;
  if (before === null) return over ? [kept(null, checkpoint, 'day-over')] : [{ kind: 'added', checkpoint }];
  // Set by hand to what the new version says, or by hand to another date than the one that both versions have.
  const stays = checkpoint.due === before.planned || checkpoint.due === before.due;
  if (stays && checkpoint.label === before.label) return [];
  if (isReported(before)) return [kept(before, checkpoint, 'reported')];
  return over ? [kept(before, checkpoint, 'day-over')] : [{ kind: 'changed', before, checkpoint }];
}

function goneOf(before: RunningCheckpoint): CheckpointDifference[] {
  // What was past at launch was never asked for.
  if (before.status === 'past') return [];
  return isReported(before) ? [kept(before, null, 'reported')] : [{ kind: 'dropped', before }];
}

function kept(
  before: RunningCheckpoint | null,
  checkpoint: DraftCheckpoint | null,
  because: Kept,
): CheckpointDifference {
  return { kind: 'kept', before, checkpoint, because };
}

function isReported({ status }: RunningCheckpoint): boolean {
  return status === 'submitted' || status === 'accepted';
}

function matched(
  live: readonly RunningCheckpoint[],
  revised: readonly DraftCheckpoint[],
): [RunningCheckpoint, DraftCheckpoint][] {
  const left = new Set(live);
  const right = new Set(revised);
  const pairs: [RunningCheckpoint, DraftCheckpoint][] = [];
  const pairWhere = (same: (a: RunningCheckpoint, b: DraftCheckpoint) => boolean): void => {
    for (const a of left) {
      const b = [...right].find((candidate) => same(a, candidate));
      if (b === undefined) continue;
      pairs.push([a, b]);
      left.delete(a);
      right.delete(b);
    }
  };
  pairWhere((a, b) => a.label === b.label && a.planned === b.due);
  pairWhere((a, b) => a.label === b.label);
  pairWhere((a, b) => a.planned === b.due);
  pairWhere((a, b) => a.due === b.due);
  if (left.size === 1 && right.size === 1) pairWhere((a) => !isReported(a));
  return pairs;
}
