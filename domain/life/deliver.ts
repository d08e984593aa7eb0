import { answer, record, stage, whole, withdraw } from '../effects.js';
import type { ItemEvent } from '../item-event.js';
import type { CheckpointState, ItemState } from '../item-state.js';
import { count, isOpen, replace, requestRungs, type Decision } from './decision.js';
import { stillTrue } from './still-true.js';

type Event<T extends ItemEvent['type']> = Extract<ItemEvent, { type: T }>;

/**
 * A notice that did not reach its post was no notice: the office is told at once, the post's other contact is tried, and
 * escalations that counted on it wait, once in a round.
 */
export function undelivered(before: ItemState, event: Event<'undelivered'>): Decision {
  const { notice, contact } = event;
  const counted = count(before, 'undelivered');
  const checkpoint = before.checkpoints.find(({ n }) => n === notice.checkpoint);
  const holds = before.status === 'active' && checkpoint !== undefined && mustWait(checkpoint, event);
  const state = holds ? held(counted.state, checkpoint, event) : counted.state;
  const told =
    // That the office itself is not reached by mail cannot be mailed to it for ever.
    notice.rule === 'undelivered'
      ? []
      : [
          answer(event, 'undelivered', {
            to: ['office'],
            step: counted.step,
            said: {
              notice: { rule: notice.rule, step: notice.step, post: notice.post },
              contact,
              reason: event.reason,
            },
          }),
        ];
  return {
    state,
    effects: [
      record('undelivered', notice.checkpoint, { ...notice, contact }),
      ...(holds
        ? [withdraw(notice.checkpoint, ['overdue', 'escalation'], { because: 'undelivered', after: event.at })]
        : []),
      ...told.flatMap((rung) => stage(state, checkpoint ?? whole(before), rung)),
      ...(event.otherContact && contact === 1 && stillTrue(notice, state, event.release)
        ? [
            {
              type: 'stage' as const,
              notice: {
                ...notice,
                release: event.release,
                basis: { of: 'deed' as const, at: event.at, days: 0 },
                said: event.said,
                contact: 2 as const,
              },
            },
          ]
        : []),
    ],
  };
}

/** The other contact was reached: nothing has to wait any longer. */
export function delivered(state: ItemState, event: Event<'delivered'>): Decision {
  const checkpoint = state.checkpoints.find(({ n }) => n === event.checkpoint);
  // The hold began the round after that of the notice: a later one is another notice's.
  if (checkpoint === undefined || checkpoint.hold === null || checkpoint.round > event.round + 1)
    return { state, effects: [] };
  return {
    state: replace(state, { ...checkpoint, hold: null }),
    effects: [record('delivered', checkpoint.n, { round: event.round })],
  };
}

/** Once at a time: while escalations wait, what else does not arrive makes them wait no longer. */
function mustWait(checkpoint: CheckpointState, { at, clock, contact, notice }: Event<'undelivered'>): boolean {
  return (
    clock !== null &&
    contact === 1 &&
    (checkpoint.hold === null || checkpoint.hold <= at) &&
    isOpen(checkpoint) &&
    (['opening', 'reminder', 'overdue'] as string[]).includes(notice.rule)
  );
}

function held(state: ItemState, checkpoint: CheckpointState, event: Event<'undelivered'>): ItemState {
  return replace(state, {
    ...checkpoint,
    ...(event.clock ?? {}),
    pending: [...requestRungs(checkpoint), ...(event.clock?.pending ?? [])],
    round: checkpoint.round + 1,
    hold: event.waitUntil,
  });
}
