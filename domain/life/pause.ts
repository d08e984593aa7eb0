import { answer, record, stage, whole, withdraw } from '../effects.js';
import type { ItemEvent } from '../item-event.js';
import type { CheckpointState, ItemState } from '../item-state.js';
import { asking, chasing } from '../rule.js';
import { awaitsSignature } from './acknowledge.js';
import { count, refuse, type Decision } from './decision.js';

type Event<T extends ItemEvent['type']> = Extract<ItemEvent, { type: T }>;

/** 冻结: nobody is told anything of the item until it is resumed. */
export function freeze(before: ItemState, event: Event<'freeze'>): Decision {
  if (event.reason.trim() === '') return refuse('reason-missing');
  if (before.status === 'frozen') return refuse('item-frozen');
  const { state, step } = count(before, 'frozen');
  return {
    state: { ...state, status: 'frozen', frozenAt: event.at },
    effects: [
      record('frozen', 0, { reason: event.reason }),
      withdraw('any', ['unacknowledged', 'disputed', 'reviewDue', 'nudge', 'behindPace', ...asking, ...chasing], {
        because: 'frozen',
      }),
      ...stage(
        state,
        whole(state),
        answer(event, 'frozen', { to: ['divisions', 'leader'], step, said: { reason: event.reason } }),
      ),
    ],
  };
}

/** 恢复. The dates stand, or move on by the working days that the item was frozen, as the office chose. */
export function resume(before: ItemState, event: Event<'resume'>): Decision {
  if (before.status !== 'frozen') return refuse('not-frozen');
  const counted = count(before, 'resumed');
  const { handover } = before;
  const state: ItemState = {
    ...counted.state,
    status: 'active',
    frozenAt: null,
    round: before.round + 1,
    handover: handover === null ? null : { ...handover, at: Math.max(handover.at, event.at) },
    pending: event.acknowledgement.filter((rung) => rung.rule !== 'unacknowledged' || awaitsSignature(before)),
    checkpoints: before.checkpoints.map((checkpoint): CheckpointState => {
      const clock = event.clocks.find(({ n }) => n === checkpoint.n);
      return clock === undefined ? checkpoint : { ...checkpoint, ...clock, round: checkpoint.round + 1, hold: null };
    }),
  };
  return {
    state,
    effects: [
      record('resumed', 0, { reason: event.reason, shifted: event.shifted }),
      ...stage(
        state,
        whole(state),
        answer(event, 'resumed', {
          to: ['divisions', 'leader'],
          step: counted.step,
          said: { reason: event.reason, shifted: event.shifted },
        }),
      ),
    ],
  };
}
