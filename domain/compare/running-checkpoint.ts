import type { Day } from '../instant.js';
import type { CheckpointStatus } from '../item-state.js';
import type { DraftCheckpoint } from '../plan.js';

/** A checkpoint of a running item, as far as a plan has a say in it. */
export type RunningCheckpoint = Pick<DraftCheckpoint, 'label' | 'contents'> & {
  n: number;
  status: CheckpointStatus;
  /** As the plan has it. */
  planned: Day;
  /** The office added it; no document has it. */
  byHand: boolean;
  /** As it holds now. */
  due: Day;
};
