import type { Instant } from '../instant.js';
import type { ItemState } from '../item-state.js';
import { isOpen } from './decision.js';

/** Whether nothing more is to come of the item, unless it is reopened. */
export function hasEnded({ status }: ItemState): boolean {
  return status !== 'active' && status !== 'frozen';
}

/** The soonest date on which a report is due; `null` when none is waited for. */
export function nextDue(state: ItemState): Instant | null {
  const dues = hasEnded(state) ? [] : state.checkpoints.filter(isOpen).map((checkpoint) => checkpoint.due);
  return dues.length === 0 ? null : Math.min(...dues);
}
