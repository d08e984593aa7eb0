import type { ItemState } from './item-state.js';

/** What an event changed: by path (`checkpoints/2/status`), before and after. Null stands for what is not there. */
export type StateChange = Record<string, [before: unknown, after: unknown]>;

/**
 * The leaves of the state that an event changed, so that a reader of the trail sees what it did. What is planned to be told is
 * left out: it is long, follows from the rest, and each telling is an entry of its own. A list is one leaf; a checkpoint goes by its
 * number. What was not there and now is nothing (no, none, 0) did not change.
 */
export function stateChange(before: ItemState | null, after: ItemState): StateChange {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  return Object.fromEntries(
    paths.flatMap((path): [string, [unknown, unknown]][] => {
      const [was, is] = [old.get(path) ?? null, now.get(path) ?? null];
      return JSON.stringify(was) === JSON.stringify(is) ? [] : [[path, [was, is]]];
    }),
  );
}

function leavesOf(state: ItemState | null): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  if (state === null) return leaves;
  const { checkpoints, ...rest } = state;
  collect({ ...rest, checkpoints: Object.fromEntries(checkpoints.map((each) => [each.n, each])) }, '', leaves);
  return leaves;
}

function collect(value: unknown, path: string, leaves: Map<string, unknown>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (!isNothing(value)) leaves.set(path, value);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key !== 'pending') collect(inner, path === '' ? key : `${path}/${key}`, leaves);
  }
}

function isNothing(value: unknown): boolean {
  return value == null || value === false || value === 0 || (Array.isArray(value) && value.length === 0);
}
