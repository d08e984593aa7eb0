import { answer, record, stage, withdraw } from '../effects.js';
import type { Deed, Effect, ItemEvent } from '../item-event.js';
import type { CheckpointState, ItemState, Said } from '../item-state.js';
import { asking, chasing, rules, type Rule } from '../rule.js';
import { freshCheckpoint } from './assign.js';
import { count, isOpen, isServed, onCheckpoint, refuse, replace, requestRungs, type Decision } from './decision.js';
import { needless } from './submit.js';

type Event<T extends ItemEvent['type']> = Extract<ItemEvent, { type: T }>;

/** A checkpoint more: 时间待定 got its date, or the plan was adjusted. */
export function addCheckpoint(state: ItemState, event: Event<'addCheckpoint'>): Decision {
  const wrong = unusable(event);
  if (wrong !== null) return wrong;
  if (event.label.trim() === '') return refuse('label-missing');
  const n = Math.max(0, ...state.checkpoints.map((checkpoint) => checkpoint.n)) + 1;
  const { label, from, pending } = event;
  const fresh = freshCheckpoint({ n, label, from, due: event.due.at, pending });
  const added: CheckpointState = { ...fresh, status: from <= event.at ? 'open' : 'ahead' };
  const said = { due: added.due, reason: event.reason };
  return told({ ...state, checkpoints: [...state.checkpoints, added] }, added, {
    event,
    done: 'checkpoint-added',
    gone: [],
    said,
  });
}

/** Another date. One that was past at launch gets its catch-up date (补报期限) so, and is tracked from then on. */
export function changeCheckpoint(state: ItemState, event: Event<'changeCheckpoint'>): Decision {
  return onCheckpoint(state, event.checkpoint, (checkpoint) => {
    const { label } = checkpoint;
    const wrong = unusable(event);
    if (wrong !== null) return wrong;
    if (checkpoint.status === 'submitted') return refuse('under-review', { label });
    if (checkpoint.status === 'accepted') return refuse('already-accepted', { label });
    const { from, clock } = event;
    const status = checkpoint.status === 'returned' ? 'returned' : from <= event.at ? 'open' : 'ahead';
    const next: CheckpointState = {
      ...checkpoint,
      ...clock,
      status,
      from,
      label: event.label.trim() === '' ? label : event.label,
      round: checkpoint.round + 1,
      request: null,
      hold: null,
    };
    const said = { before: checkpoint.due, due: next.due, reason: event.reason };
    return told(replace(state, next), next, {
      event,
      done: 'checkpoint-changed',
      gone: [...chasing, ...asking],
      said,
    });
  });
}

/** A checkpoint that need not be reported on any more. */
export function dropCheckpoint(state: ItemState, event: Event<'dropCheckpoint'>): Decision {
  return onCheckpoint(state, event.checkpoint, (checkpoint) => {
    if (event.reason.trim() === '') return refuse('reason-missing');
    if (checkpoint.status === 'accepted') return refuse('already-accepted', { label: checkpoint.label });
    const next: CheckpointState = { ...checkpoint, status: 'dropped', pending: [], request: null, drafts: {} };
    const after = replace(state, next);
    const dropped = told(after, next, {
      event,
      done: 'checkpoint-dropped',
      gone: rules.filter((rule) => rule !== 'undelivered'),
      said: { dropped: true, reason: event.reason },
    });
    // Nothing is left to be nudged for.
    const idle = after.checkpoints.some(isOpen) ? [] : [withdraw(0, ['nudge'], { because: 'checkpoint-dropped' })];
    return { ...dropped, effects: [...dropped.effects, ...idle] };
  });
}

/** A new policy or holiday notice, as `duban replan` showed it beforehand. Whose date moves is told. */
export function replan(before: ItemState, event: Event<'replan'>): Decision {
  let state: ItemState = { ...before, terms: event.terms };
  const effects: Effect[] = [record('replanned', 0, { policy: event.terms.policy, calendar: event.terms.calendar })];
  for (const clock of event.clocks) {
    const checkpoint = before.checkpoints.find(({ n }) => n === clock.n);
    if (checkpoint === undefined || !isOpen(checkpoint)) continue;
    const pending = [...requestRungs(checkpoint), ...clock.pending];
    const next: CheckpointState = { ...checkpoint, ...clock, pending, round: checkpoint.round + 1 };
    if (isServed(checkpoint, event.terms)) {
      const submittedAt = Math.min(...Object.values(checkpoint.reported));
      state = replace(state, { ...next, status: 'submitted', submittedAt, drafts: {}, hold: null });
      effects.push(withdraw(next.n, needless, { because: 'submitted' }));
      continue;
    }
    effects.push(withdraw(next.n, ['overdue', 'escalation'], { because: 'replanned', after: event.at }));
    state = replace(state, next);
    // While the item is frozen nobody is told; its resumption is.
    if (next.due === checkpoint.due || state.status === 'frozen') continue;
    const moved = told(state, next, {
      event,
      done: 'checkpoint-moved',
      gone: chasing,
      said: { before: checkpoint.due, due: next.due },
    });
    state = moved.state;
    effects.push(...moved.effects);
  }
  return { state, effects };
}

function unusable({ reason, due, at }: Pick<Event<'addCheckpoint'>, 'reason' | 'due' | 'at'>): Decision | null {
  if (reason.trim() === '') return refuse('reason-missing');
  if (!due.working) return refuse('not-a-working-day', { due: due.at });
  return due.at <= at ? refuse('date-past', { due: due.at }) : null;
}

function told(
  state: ItemState,
  checkpoint: CheckpointState,
  { event, done, gone, said }: { event: Deed; done: string; gone: Rule[]; said: Said },
): { state: ItemState; effects: Effect[] } {
  const counted = count(state, 'dateChanged');
  return {
    state: counted.state,
    effects: [
      record(done, checkpoint.n, { round: checkpoint.round, label: checkpoint.label, ...said }),
      // What should have gone out before, and has not, would name for nothing who has time again.
      withdraw(checkpoint.n, gone, { because: 'date-changed' }),
      ...stage(
        state,
        checkpoint,
        answer(event, 'dateChanged', { to: ['divisions', 'successors'], step: counted.step, said }),
      ),
    ],
  };
}
