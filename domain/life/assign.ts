import { answer, record, stage, whole } from '../effects.js';
import type { AssignEvent } from '../item-event.js';
import { RULES, SCHEMA, type CheckpointState, type ItemState } from '../item-state.js';
import type { Decision } from './decision.js';

/** 交办: the divisions are told of the item and all its dates. What was due before they could hear of it is shown, never chased. */
export function assign(event: AssignEvent): Decision {
  const checkpoints = event.checkpoints.map((planned, index): CheckpointState => {
    const past = planned.due <= event.release;
    const open = planned.from <= event.release;
    const pending = planned.pending.filter((rung) =>
      rung.rule === 'opening' ? rung.release > event.release : rung.release > event.at,
    );
    return {
      ...freshCheckpoint({ ...planned, n: index + 1 }),
      status: past ? 'past' : open ? 'open' : 'ahead',
      pending: past ? [] : pending,
    };
  });
  const state: ItemState = {
    schema: SCHEMA,
    rules: RULES,
    terms: event.terms,
    posts: event.posts,
    status: 'active',
    assignedAt: event.at,
    lead: event.lead,
    round: 1,
    acknowledged: {},
    disputed: {},
    // Nobody is chased to sign for what is all past.
    pending: checkpoints.length > 0 && checkpoints.every((c) => c.status === 'past') ? [] : event.acknowledgement,
    checkpoints,
    targets: event.targets,
    frozenAt: null,
    handover: null,
    cancelling: null,
    lastNudge: null,
    counts: {},
  };
  return {
    state,
    effects: [
      record('assigned', 0, {
        release: event.release,
        past: checkpoints.filter((c) => c.status === 'past').map((c) => c.n),
      }),
      ...stage(state, whole(state), answer(event, 'assignment', { to: ['divisions'] })),
    ],
  };
}

/** A checkpoint as it is before anything has happened to it. */
export function freshCheckpoint(
  planned: Pick<CheckpointState, 'n' | 'label' | 'from' | 'due' | 'pending'>,
): CheckpointState {
  return {
    n: planned.n,
    label: planned.label,
    from: planned.from,
    due: planned.due,
    originalDue: planned.due,
    lateFrom: planned.due,
    status: 'ahead',
    round: 1,
    submittedAt: null,
    late: false,
    behind: false,
    returns: 0,
    reported: {},
    drafts: {},
    extensions: 0,
    request: null,
    hold: null,
    pending: planned.pending,
    order: null,
  };
}
