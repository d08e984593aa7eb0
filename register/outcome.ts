import type { Command } from '../domain/command.js';
import type { Instant } from '../domain/instant.js';
import type { Effect } from '../domain/item-event.js';
import type { ItemState } from '../domain/item-state.js';
import type { LockedItem } from './lock-item.js';

/** An event applied: what was decided, by whose deed, and when. */
export interface Outcome {
  state: ItemState;
  effects: Effect[];
  actor: string;
  /** When it happened: receipt for a command, the moment for a timer. */
  at: Instant;
  /** When it is applied. */
  now: Instant;
  command?: Command;
}

/** An event applied to an item whose row is locked. */
export interface Change {
  item: LockedItem;
  outcome: Outcome;
}
