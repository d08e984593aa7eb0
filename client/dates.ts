import type { Day } from '../domain/instant.js';
import { act, type Acted, type Doing } from './act.js';
import type { Duban } from './duban.js';

export interface NewCheckpoint {
  label: string;
  due: Day;
  /** First day of the span it reports on. */
  from: Day;
  contents: string[];
  reason: string;
}

/** A checkpoint more: 时间待定 got its date, or the plan was adjusted. */
export function addCheckpoint(duban: Duban, doing: Doing, given: NewCheckpoint): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'addCheckpoint', ...given } });
}

export interface ChangedCheckpoint {
  checkpoint: number;
  due: Day;
  from?: Day | undefined;
  /** By default the one it has. */
  label?: string | undefined;
  reason: string;
}

/** Another date; for one that was past at launch, its catch-up date (补报期限). */
export function changeCheckpoint(duban: Duban, doing: Doing, given: ChangedCheckpoint): Promise<Acted> {
  const { checkpoint, due, from = null, label = '', reason } = given;
  return act(duban, { ...doing, body: { kind: 'changeCheckpoint', checkpoint, label, from, due, reason } });
}

/** A checkpoint that need not be reported on any more. */
export function dropCheckpoint(
  duban: Duban,
  doing: Doing,
  { checkpoint, reason }: { checkpoint: number; reason: string },
): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'dropCheckpoint', checkpoint, reason } });
}
