import { answer, record, stage, whole } from '../effects.js';
import type { ItemEvent } from '../item-event.js';
import type { ItemState } from '../item-state.js';
import { count, isOpen, onOpenCheckpoint, refuse, type Decision } from './decision.js';

type Event<T extends ItemEvent['type']> = Extract<ItemEvent, { type: T }>;

/** 催办, in the office's own words; not again before some working days are over. */
export function nudge(before: ItemState, event: Event<'nudge'>): Decision {
  if (event.words.trim() === '') return refuse('words-missing');
  if (before.lastNudge !== null && before.lastNudge >= event.quietSince) {
    return refuse('nudged-recently', { at: before.lastNudge });
  }
  if (event.checkpoint === 0) {
    if (before.checkpoints.length > 0 && !before.checkpoints.some(isOpen)) return refuse('nothing-to-nudge');
    return nudged(before, event);
  }
  return onOpenCheckpoint(before, event.checkpoint, () => nudged(before, event));
}

function nudged(before: ItemState, event: Event<'nudge'>): Decision {
  const { state, step } = count(before, 'nudge');
  const about = before.checkpoints.find(({ n }) => n === event.checkpoint) ?? whole(before);
  return {
    state: { ...state, lastNudge: event.at },
    effects: [
      record('nudged', event.checkpoint, { words: event.words, step }),
      ...stage(state, about, answer(event, 'nudge', { to: ['outstanding'], step, said: { words: event.words } })),
    ],
  };
}

/** 批示: a leader's words, attached to the item and sent to its divisions. */
export function instruct(before: ItemState, event: Event<'instruct'>): Decision {
  if (event.words.trim() === '') return refuse('words-missing');
  const { state, step } = count(before, 'instruction');
  return {
    state,
    effects: [
      record('instructed', 0, { words: event.words, step }),
      ...stage(
        state,
        whole(state),
        answer(event, 'instruction', { to: ['divisions'], step, said: { words: event.words, by: event.actor } }),
      ),
    ],
  };
}
