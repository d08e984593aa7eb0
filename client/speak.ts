import { act, type Acted, type Doing } from './act.js';
import type { Duban } from './duban.js';

/** 催办; of the item as a whole unless a checkpoint is named. */
export function nudge(
  duban: Duban,
  doing: Doing,
  { words, checkpoint = 0 }: { words: string; checkpoint?: number | undefined },
): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'nudge', checkpoint, words } });
}

/** 批示. */
export function instruct(duban: Duban, doing: Doing, { words }: { words: string }): Promise<Acted> {
  return act(duban, { ...doing, body: { kind: 'instruct', words } });
}
