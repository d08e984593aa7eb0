import type { Day } from '../domain/instant.js';
import { act, type Acted, type Doing } from './act.js';
import type { Duban } from './duban.js';
import { checkpointToReopen, checkpointToReview } from './find.js';

/** 审核通过; by default the earliest checkpoint under review. */
export async function accept(
  duban: Duban,
  doing: Doing,
  {
    note = '',
    checkpoint = checkpointToReview(doing.item),
  }: { note?: string | undefined; checkpoint?: number | undefined },
): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'accept', checkpoint, note } });
}

/** 退回. */
export async function giveBack(
  duban: Duban,
  doing: Doing,
  { reason, checkpoint = checkpointToReview(doing.item) }: { reason: string; checkpoint?: number | undefined },
): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'return', checkpoint, reason } });
}

/** 办结销号. */
export async function close(duban: Duban, doing: Doing, { note = '' }: { note?: string | undefined }): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'close', note } });
}

/** 回退; by default the checkpoint accepted last. */
export async function reopen(
  duban: Duban,
  doing: Doing,
  {
    reason,
    due,
    checkpoint = checkpointToReopen(doing.item),
  }: { reason: string; due: Day; checkpoint?: number | undefined },
): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'reopen', checkpoint, due, reason } });
}
