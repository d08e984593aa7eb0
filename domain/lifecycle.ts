import { record, stage, WHOLE, withdraw } from './effects.js';
import type { Instant } from './instant.js';
import type { AssignEvent, Effect, ItemEvent, MomentEvent, Refusal } from './item-event.js';
import type { CheckpointState, ItemState, PostId, Rule } from './item-state.js';
import { climb, pendingRungs, postsOf } from './ladder.js';
import { forbidden } from './rights.js';

export type Decision = { state: ItemState; effects: Effect[] } | { refusal: Refusal };

/**
 * The life of an item: the one place where it is decided what follows from what happens. Pure: instants in, instants out.
 * A stale event (a moment already applied, an assignment repeated) changes nothing.
 */
export function decide(state: ItemState | null, event: ItemEvent): Decision {
  if (event.type === 'assign') return state === null ? assign(event) : { state, effects: [] };
  if (state === null) return refuse('not-assigned');
  if (event.type === 'moment') return moment(state, event);

  if (state.status === 'closed') return refuse('item-closed');
  const code = forbidden(event.type, event.actor, state.posts);
  if (code !== null) return refuse(code);
  switch (event.type) {
    case 'acknowledge':
      if (state.acknowledged[event.actor] !== undefined) {
        return refuse('already-acknowledged', { at: state.acknowledged[event.actor] });
      }
      return acknowledge(state, event.actor, event.at);
    case 'submit':
      return onCheckpoint(state, event.checkpoint, (checkpoint) => submit(state, checkpoint, event));
    case 'accept':
      return onCheckpoint(state, event.checkpoint, (checkpoint) => accept(state, checkpoint, event));
    case 'return':
      return onCheckpoint(state, event.checkpoint, (checkpoint) => giveBack(state, checkpoint, event));
    case 'close':
      return close(state, event);
  }
}

export interface Moment {
  at: Instant;
  /** The first rule to be applied then. */
  rule: Rule;
  /** 0 for the item as a whole. */
  checkpoint: number;
}

/** When the item must wake next, and for what; `null` when nothing is left to be told unless somebody acts. */
export function nextMoment(state: ItemState): Moment | null {
  let next: Moment | null = null;
  for (const { checkpoint, rung } of pendingRungs(state)) {
    const at = rung.release - state.lead;
    if (next === null || at < next.at) next = { at, rule: rung.rule, checkpoint: checkpoint?.n ?? 0 };
  }
  return next;
}

function assign(event: AssignEvent): Decision {
  const checkpoints = event.checkpoints.map((planned, index): CheckpointState => {
    // Due before the division could have heard of it: shown, never chased.
    const past = planned.due <= event.release;
    const open = planned.from <= event.release;
    const pending = planned.pending.filter((rung) =>
      rung.rule === 'opening' ? rung.release > event.release : rung.release > event.at,
    );
    return {
      n: index + 1,
      label: planned.label,
      from: planned.from,
      due: planned.due,
      status: past ? 'past' : open ? 'open' : 'ahead',
      round: 1,
      submittedAt: null,
      late: false,
      pending: past ? [] : pending,
    };
  });
  const state: ItemState = {
    posts: event.posts,
    status: 'active',
    assignedAt: event.at,
    lead: event.lead,
    acknowledged: {},
    // Nobody is chased to sign for what is all past.
    pending: checkpoints.length > 0 && checkpoints.every((c) => c.status === 'past') ? [] : event.acknowledgement,
    checkpoints,
  };
  return {
    state,
    effects: [
      record('assigned', 0, {
        release: event.release,
        past: checkpoints.filter((c) => c.status === 'past').map((c) => c.n),
      }),
      ...stage(state, WHOLE, { rule: 'assignment', step: 0, release: event.release, to: ['divisions'] }),
    ],
  };
}

function moment(state: ItemState, event: MomentEvent): Decision {
  if (nextMoment(state)?.at !== event.moment) return { state, effects: [] };
  // A timer is never early, but clocks differ: the moment itself is the least that `now` can be.
  const at = {
    now: Math.max(event.now, event.moment),
    lead: state.lead,
    today: event.today,
    nextRelease: event.nextRelease,
  };
  const effects: Effect[] = [];

  const own = climb(state.pending, at);
  effects.push(...climbed(state, null, own));
  const checkpoints = state.checkpoints.map((checkpoint): CheckpointState => {
    const step = climb(checkpoint.pending, { ...at, due: checkpoint.due });
    if (step.told.length === 0 && step.superseded.length === 0) return checkpoint;
    effects.push(...climbed(state, checkpoint, step));
    const opened = checkpoint.status === 'ahead' ? 'open' : checkpoint.status;
    return { ...checkpoint, status: opened, pending: step.pending };
  });
  return { state: { ...state, pending: own.pending, checkpoints }, effects };
}

function acknowledge(state: ItemState, actor: PostId, at: Instant): { state: ItemState; effects: Effect[] } {
  const acknowledged = { ...state.acknowledged, [actor]: at };
  const next = { ...state, acknowledged };
  const all = postsOf(['unacknowledged'], next).length === 0;
  return {
    state: all ? { ...next, pending: [] } : next,
    effects: [
      record('acknowledged', 0, { post: actor }),
      { ...withdraw('any', ['acknowledgement'], 'acknowledged'), ...(all ? {} : { post: actor }) },
    ],
  };
}

const chasing: Rule[] = ['opening', 'reminder', 'overdue', 'escalation'];

function submit(state: ItemState, checkpoint: CheckpointState, event: ItemEvent & { type: 'submit' }): Decision {
  switch (checkpoint.status) {
    case 'past':
      return refuse('checkpoint-past', { label: checkpoint.label });
    case 'submitted':
      return refuse('under-review', { label: checkpoint.label });
    case 'accepted':
      return refuse('already-accepted', { label: checkpoint.label });
    case 'ahead':
    case 'open':
    case 'returned': {
      // To hand in a report is to have the item in hand: nobody is chased for a signature after that.
      const known = state.acknowledged[event.actor] === undefined ? acknowledge(state, event.actor, event.at) : null;
      const late = event.at > checkpoint.due;
      const chased = !late && !checkpoint.pending.some((rung) => rung.rule === 'overdue');
      return {
        state: replace(known?.state ?? state, {
          ...checkpoint,
          status: 'submitted',
          submittedAt: event.at,
          late: checkpoint.late || late,
          pending: event.review,
        }),
        effects: [
          ...(known?.effects ?? []),
          record('submitted', checkpoint.n, { round: checkpoint.round, late }),
          // Received in time, applied late (the engine was down over the deadline): the lateness never was.
          ...(chased ? [record('lateness-withdrawn', checkpoint.n, { round: checkpoint.round })] : []),
          withdraw(checkpoint.n, [...chasing, 'return'], 'submitted'),
        ],
      };
    }
  }
}

function accept(state: ItemState, checkpoint: CheckpointState, event: ItemEvent & { type: 'accept' }): Decision {
  if (checkpoint.status === 'accepted') return refuse('already-accepted', { label: checkpoint.label });
  if (checkpoint.status !== 'submitted') return refuse('nothing-submitted', { label: checkpoint.label });
  return {
    state: replace(state, { ...checkpoint, status: 'accepted', pending: [] }),
    effects: [
      record('accepted', checkpoint.n, { round: checkpoint.round, late: checkpoint.late }),
      withdraw(checkpoint.n, ['review'], 'accepted'),
      ...stage(state, checkpoint, { rule: 'acceptance', step: 0, release: event.release, to: ['leads'] }),
    ],
  };
}

function giveBack(state: ItemState, checkpoint: CheckpointState, event: ItemEvent & { type: 'return' }): Decision {
  if (checkpoint.status === 'accepted') return refuse('already-accepted', { label: checkpoint.label });
  if (checkpoint.status !== 'submitted') return refuse('nothing-submitted', { label: checkpoint.label });
  if (event.reason.trim() === '') return refuse('reason-missing');
  const round = checkpoint.round + 1;
  return {
    state: replace(state, {
      ...checkpoint,
      status: 'returned',
      round,
      due: event.due,
      submittedAt: null,
      pending: event.pending,
    }),
    effects: [
      record('returned', checkpoint.n, { round, reason: event.reason, due: event.due }),
      withdraw(checkpoint.n, ['review'], 'returned'),
      ...stage(state, { n: checkpoint.n, round }, { rule: 'return', step: 0, release: event.release, to: ['leads'] }),
    ],
  };
}

function close(state: ItemState, event: ItemEvent & { type: 'close' }): Decision {
  const open = state.checkpoints.filter((c) => c.status !== 'accepted' && c.status !== 'past');
  if (open.length > 0) return refuse('checkpoints-open', { labels: open.map((c) => c.label) });
  return {
    state: {
      ...state,
      status: 'closed',
      pending: [],
      checkpoints: state.checkpoints.map((c) => ({ ...c, pending: [] })),
    },
    effects: [
      record('closed', 0, {}),
      withdraw('any', ['assignment', 'acknowledgement', 'review', ...chasing], 'closed'),
      ...stage(state, WHOLE, { rule: 'closing', step: 0, release: event.release, to: ['leads'] }),
    ],
  };
}

function onCheckpoint(state: ItemState, n: number, then: (checkpoint: CheckpointState) => Decision): Decision {
  const checkpoint = state.checkpoints.find((c) => c.n === n);
  return checkpoint === undefined
    ? refuse('no-such-checkpoint', { n, last: state.checkpoints.length })
    : then(checkpoint);
}

function replace(state: ItemState, checkpoint: CheckpointState): ItemState {
  return { ...state, checkpoints: state.checkpoints.map((c) => (c.n === checkpoint.n ? checkpoint : c)) };
}

function climbed(state: ItemState, checkpoint: CheckpointState | null, step: ReturnType<typeof climb>): Effect[] {
  const { n, round } = checkpoint ?? WHOLE;
  return [
    ...step.superseded.map(({ rule, step, release }) => record('superseded', n, { round, rule, step, release })),
    ...step.told.flatMap((rung) => [
      record('told', n, { round, rule: rung.rule, step: rung.step, release: rung.release }),
      ...stage(state, { n, round }, rung),
    ]),
  ];
}

function refuse(code: Refusal['code'], data: Record<string, unknown> = {}): Decision {
  return { refusal: { code, data } };
}
