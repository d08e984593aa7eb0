import { HOUR, MINUTE } from './instant.js';

const LEAST = 10 * MINUTE;
const SPAN = 6 * HOUR;
/** No item wakes further ahead than this: what is to go out later is not staged yet. */
export const MOST_LEAD = LEAST + SPAN;

/**
 * Milliseconds by which an item wakes ahead of every release: 10 minutes to about 6 hours, fixed by a hash of its id,
 * so that ten thousand items with one due date do not wake at one instant. Well below the 15.5 hours between a
 * due time (17:30) and the next release (09:00): a step for lateness is never staged before the deadline has passed.
 */
export function leadOf(itemId: string): number {
  return LEAST + (fnv1a(itemId) % SPAN);
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
