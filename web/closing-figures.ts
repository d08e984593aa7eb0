import type { Instant } from '../domain/instant.js';
import { checkpointLight } from '../domain/light.js';
import type { CheckpointRow, ItemRow } from '../register/queries/items.js';

/** How checkpoints went. Each tracked one is in exactly one of `onTime`, `late`, `overdue` and `ahead`. */
export interface Figures {
  checkpoints: number;
  /** Not past at launch, and not dropped. */
  tracked: number;
  onTime: number;
  /** Handed in, but late in some round. */
  late: number;
  /** Due has passed and nothing is there. */
  overdue: number;
  /** Not yet due, or returned and not yet due again. */
  ahead: number;
  /** How often the office returned a submission. */
  returns: number;
}

export interface DivisionFigures extends Figures {
  division: string;
  items: number;
}

export type Fate = 'past' | 'dropped' | 'onTime' | 'late' | 'overdue' | 'ahead';

/** An item that was cancelled or carried over is not asked any more for what it had not reported. */
export function askedOf({ status, checkpoints }: ItemRow): CheckpointRow[] {
  if (status !== 'cancelled' && status !== 'carried') return checkpoints;
  return checkpoints.map((checkpoint) =>
    ['ahead', 'open', 'returned'].includes(checkpoint.status) ? { ...checkpoint, status: 'dropped' } : checkpoint,
  );
}

export function fateOf(checkpoint: CheckpointRow, now: Instant): Fate {
  if (checkpoint.status === 'past' || checkpoint.status === 'dropped') return checkpoint.status;
  if (checkpointLight(checkpoint, now) === 'red') return 'overdue';
  if (checkpoint.late) return 'late';
  return checkpoint.status === 'submitted' || checkpoint.status === 'accepted' ? 'onTime' : 'ahead';
}

export function figuresOf(checkpoints: CheckpointRow[], now: Instant): Figures {
  const fates = checkpoints.map((checkpoint) => fateOf(checkpoint, now));
  const count = (fate: Fate): number => fates.filter((candidate) => candidate === fate).length;
  return {
    checkpoints: checkpoints.length,
    tracked: checkpoints.length - count('past') - count('dropped'),
    onTime: count('onTime'),
    late: count('late'),
    overdue: count('overdue'),
    ahead: count('ahead'),
    returns: checkpoints.reduce((sum, checkpoint) => sum + checkpoint.returns, 0),
  };
}

/** By lead division, those that were late most first. An item led jointly counts for each of its leads. */
export function figuresByDivision(items: ItemRow[], now: Instant): DivisionFigures[] {
  const led = new Map<string, ItemRow[]>();
  for (const item of items) {
    for (const { name, role } of item.posts) if (role === 'lead') led.set(name, [...(led.get(name) ?? []), item]);
  }
  return [...led]
    .map(([division, own]) => ({
      division,
      items: own.length,
      ...figuresOf(own.flatMap(askedOf), now),
    }))
    .sort((a, b) => b.overdue - a.overdue || b.late - a.late || b.returns - a.returns);
}
