import { answer, record, stage, stageTo, withdraw } from '../effects.js';
import type { Instant } from '../instant.js';
import type { Deed, ItemEvent } from '../item-event.js';
import type { CheckpointState, ExtensionRequest, ItemState, Rung, Said } from '../item-state.js';
import { asking, chasing } from '../rule.js';
import { answering, onCheckpoint, onOpenCheckpoint, refuse, replace, type Decision } from './decision.js';

type Event<T extends ItemEvent['type']> = Extract<ItemEvent, { type: T }>;

/** 申请延期: before the date only, so often and no more. Escalations rest until it is decided. */
export function requestExtension(state: ItemState, event: Event<'requestExtension'>): Decision {
  return onOpenCheckpoint(state, event.checkpoint, (checkpoint) => {
    const { label, n, round } = checkpoint;
    const { atMost, leaderConsent } = state.terms.extensions;
    if (event.reason.trim() === '') return refuse('reason-missing');
    if (checkpoint.request !== null) return refuse('extension-pending', { label });
    if (event.at > checkpoint.due) return refuse('extension-after-due', { label, due: checkpoint.due });
    if (checkpoint.extensions >= atMost) return refuse('extensions-used-up', { label, atMost });
    if (event.due.at <= checkpoint.due) return refuse('date-not-later', { label, due: checkpoint.due });
    if (!event.due.working) return refuse('not-a-working-day', { due: event.due.at });
    const step = checkpoint.extensions + 1;
    const request = { by: event.actor, at: event.at, due: event.due.at, consent: !leaderConsent };
    const to = answering(state.posts, request);
    const said: Said = { reason: event.reason, asked: event.due.at, by: event.actor };
    const next: CheckpointState = {
      ...checkpoint,
      extensions: step,
      request,
      pending: [...checkpoint.pending, ...event.pending.map((rung) => ({ ...rung, to, said }))],
    };
    return {
      state: replace(state, next),
      effects: [
        record('extension-requested', n, { round, reason: event.reason, due: event.due.at }),
        // Received in time, applied late (the engine was down over the deadline): nothing of lateness is told.
        withdraw(n, ['overdue', 'escalation'], { because: 'extension-requested' }),
        ...stage(state, checkpoint, answer(event, 'extensionRequested', { to, step: 2 * step - 1, said })),
      ],
    };
  });
}

/** The leader's consent, where policy asks for it: now the office has days to answer. Without it the request is refused. */
export function consentExtension(state: ItemState, event: Event<'consentExtension'>): Decision {
  return onRequest(state, event.checkpoint, (checkpoint, request) => {
    if (request.consent) return refuse('consent-not-asked', { label: checkpoint.label });
    if (!event.agree) return refused(state, checkpoint, { request, ...event, clock: event.refused });
    const { n, round, extensions } = checkpoint;
    const said: Said = { asked: request.due, by: request.by, reason: event.reason };
    const next: CheckpointState = {
      ...checkpoint,
      request: { ...request, consent: true },
      pending: [...answered(checkpoint).pending, ...event.pending.map((rung) => ({ ...rung, said }))],
    };
    const consented = answer(event, 'extensionConsented', { to: ['office'], step: 2 * extensions - 1, said });
    return {
      state: replace(state, next),
      effects: [
        record('extension-consented', n, { round, note: event.reason }),
        withdraw(n, ['extensionRequested'], { because: 'extension-consented', after: event.at }),
        ...stage(state, checkpoint, consented),
      ],
    };
  });
}

/** The office grants it, for the date asked for or another one, or refuses it. The date first planned stays on record. */
export function decideExtension(state: ItemState, event: Event<'decideExtension'>): Decision {
  return onRequest(state, event.checkpoint, (checkpoint, request) => {
    if (!event.grant) return refused(state, checkpoint, { request, ...event });
    const { label, n } = checkpoint;
    if (!request.consent) return refuse('consent-missing', { label });
    const { at: due, working } = event.due ?? { at: request.due, working: true };
    if (!working) return refuse('not-a-working-day', { due });
    if (due <= checkpoint.due) return refuse('date-not-later', { label, due: checkpoint.due });
    if (due <= event.at && checkpoint.status !== 'submitted') return refuse('date-past', { due });
    const open = checkpoint.status !== 'submitted';
    const next: CheckpointState = {
      ...judged(checkpoint, due),
      due,
      lateFrom: event.clock.lateFrom,
      ...(open ? { round: checkpoint.round + 1, pending: event.clock.pending, hold: null } : answered(checkpoint)),
    };
    const detail = { round: next.round, due, asked: request.due, before: checkpoint.due, late: next.late };
    return {
      state: replace(state, next),
      effects: [
        record('extension-granted', n, { ...detail, reason: event.reason }),
        withdraw(n, [...(open ? chasing : []), ...asking], { because: 'extended' }),
        ...stage(
          state,
          next,
          decided(checkpoint, event, {
            agreed: true,
            due,
            before: checkpoint.due,
            asked: request.due,
            reason: event.reason,
          }),
        ),
      ],
    };
  });
}

/** The date stands. What was held back goes on; counted from the refusal if that came after the date. */
function refused(
  state: ItemState,
  checkpoint: CheckpointState,
  event: Pick<Event<'decideExtension'>, 'actor' | 'at' | 'release' | 'reason' | 'clock'> & {
    request: ExtensionRequest;
  },
): Decision {
  if (event.reason.trim() === '') return refuse('reason-missing');
  const { n, round, due } = checkpoint;
  const { lateFrom, pending } = event.clock;
  const { by, due: asked } = event.request;
  const { office } = state.posts;
  const said: Said = { agreed: false, due, asked, by, reason: event.reason };
  const open = checkpoint.status !== 'submitted';
  const next: CheckpointState = {
    ...judged(checkpoint, due),
    ...(open ? { lateFrom, pending, round: round + 1, hold: null } : answered(checkpoint)),
  };
  return {
    state: replace(state, next),
    effects: [
      record('extension-refused', n, { round, due, asked, late: next.late, reason: event.reason }),
      withdraw(n, asking, { because: 'extension-refused' }),
      ...(open ? [withdraw(n, chasing, { because: 'extension-refused', after: event.at })] : []),
      // The office may not hear of a leader's refusal from anybody else.
      ...stageTo([by, ...(event.actor === office ? [] : [office])], checkpoint, decided(checkpoint, event, said)),
    ],
  };
}

/** What was handed in while nobody knew the date is late, or not, by the date that holds now. */
function judged(checkpoint: CheckpointState, due: Instant): CheckpointState {
  const late = checkpoint.late || Object.values(checkpoint.reported).some((at) => at > due);
  return { ...checkpoint, late, request: null };
}

/** The office need not be asked for an answer again. */
function answered({ pending }: CheckpointState): Pick<CheckpointState, 'pending'> {
  return { pending: pending.filter((rung) => !asking.includes(rung.rule)) };
}

function decided({ extensions }: CheckpointState, deed: Pick<Deed, 'at' | 'release'>, said: Said): Rung {
  return answer(deed, 'extensionDecided', { to: ['divisions', 'successors', 'leader'], step: extensions, said });
}

function onRequest(
  state: ItemState,
  n: number,
  then: (checkpoint: CheckpointState, request: ExtensionRequest) => Decision,
): Decision {
  return onCheckpoint(state, n, (checkpoint) =>
    checkpoint.request === null
      ? refuse('no-extension-request', { label: checkpoint.label })
      : then(checkpoint, checkpoint.request),
  );
}
