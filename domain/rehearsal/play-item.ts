import { commandEvent } from '../command-event.js';
import { MINUTE, type Instant } from '../instant.js';
import type { ItemEvent, Refusal, StagedNotice } from '../item-event.js';
import type { ItemState, PostId } from '../item-state.js';
import { decide, nextMoment } from '../lifecycle.js';
import { assignEvent, type PlannedItem } from '../make-event.js';
import { ENGINE } from '../rights.js';
import type { Timekeeping } from '../schedule.js';
import type { Deed } from './deed.js';
import type { Moments } from './moments.js';
import { Outbox } from './outbox.js';
import type { PostLookup } from './posts.js';
import type { Launch } from './punctual.js';

/** How far ahead of its releases an item wakes is of no matter to what goes out; here it is the same for all. */
const LEAD = 10 * MINUTE;

export interface PlayOptions {
  launch: Launch;
  until: Instant;
  postOf: PostLookup;
  /** Of the same campaign: its items wake at the same moments, and what these mean is worked out once. */
  moments: Moments;
  /** Hears of every event before it is decided. */
  told?: (event: ItemEvent) => void;
}

export interface Played {
  /** What goes out, and nothing that was withdrawn before. */
  notices: StagedNotice[];
  refused: { deed: Deed; refusal: Refusal }[];
  state: ItemState;
}

/** The life of one item on a simulated clock: whatever comes first, its next moment or the next deed, until nothing is left. `deeds` in order of time. */
export function playItem(
  { item, deeds }: { item: PlannedItem; deeds: readonly Deed[] },
  { launch, until, postOf, moments, told }: PlayOptions,
  t: Timekeeping,
): Played {
  const outbox = new Outbox();
  const refused: Played['refused'] = [];
  let clock = launch.at;
  let state = assigned();

  function assigned(): ItemState {
    const event = { ...assignEvent(item, launch, t), lead: LEAD };
    told?.(event);
    const decision = decide(null, event);
    if ('refusal' in decision) throw new Error(`an assignment was refused: ${decision.refusal.code}`);
    outbox.take(decision.effects, launch.at);
    return decision.state;
  }

  function pass(to: Instant): void {
    for (let next = nextMoment(state); next !== null && next.at <= to;) {
      clock = Math.max(clock, next.at);
      const event = moments.event(next.at, { now: clock, state });
      told?.(event);
      const decision = decide(state, event);
      if ('refusal' in decision) throw new Error(`a moment was refused: ${decision.refusal.code}`);
      state = decision.state;
      outbox.take(decision.effects, clock);
      const after = nextMoment(state);
      if (after !== null && after.at <= next.at) throw new Error(`item ${item.id}: a moment leads to itself`);
      next = after;
    }
  }

  for (const deed of deeds) {
    if (deed.at < launch.at) {
      refused.push({ deed, refusal: { code: 'not-assigned', data: {} } });
      continue;
    }
    pass(deed.at);
    clock = deed.at;
    const actor: PostId = deed.as === null ? ENGINE : postOf(deed.as.kind, deed.as.name);
    const command = { id: '', itemId: item.id, actor, at: deed.at, body: deed.body };
    const event = commandEvent(command, state, t);
    told?.(event);
    const decision = decide(state, event);
    if ('refusal' in decision) {
      refused.push({ deed, refusal: decision.refusal });
      continue;
    }
    state = decision.state;
    outbox.take(decision.effects, clock);
  }
  pass(until);
  return { notices: outbox.sent(), refused, state };
}
