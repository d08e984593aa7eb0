import type { Day } from '../domain/instant.js';
import { act, type Acted, type Doing } from './act.js';
import type { Duban } from './duban.js';
import { checkpointToDecide, checkpointToSubmit } from './find.js';

interface OnCheckpoint {
  reason: string;
  checkpoint?: number | undefined;
}

/** 申请延期; by default of the earliest checkpoint to report on. */
export async function requestExtension(
  duban: Duban,
  doing: Doing,
  { due, reason, checkpoint = checkpointToSubmit(doing.item) }: OnCheckpoint & { due: Day },
): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'requestExtension', checkpoint, due, reason } });
}

/** The leader's consent or refusal. */
export async function consentExtension(
  duban: Duban,
  doing: Doing,
  { agree, reason, checkpoint = checkpointToDecide(doing.item) }: OnCheckpoint & { agree: boolean },
): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'consentExtension', checkpoint, agree, reason } });
}

/** The office's decision. `due`: another date than the one asked for. */
export async function decideExtension(
  duban: Duban,
  doing: Doing,
  {
    grant,
    due = null,
    reason,
    checkpoint = checkpointToDecide(doing.item),
  }: OnCheckpoint & { grant: boolean; due?: Day | null | undefined },
): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'decideExtension', checkpoint, grant, due, reason } });
}
