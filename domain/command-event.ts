import { addWorkingDays, workingDayOnOrBefore } from './calendar/working-calendar.js';
import { dayOf, instantOf } from './calendar/zoned.js';
import {
  clockTo,
  dueDay,
  handoverClocks,
  refusalClock,
  replanClocks,
  resumptionClocks,
  returnClock,
  sameClock,
} from './clocks.js';
import type { Command } from './command.js';
import { HOUR, type Instant } from './instant.js';
import type { Clock, ItemEvent } from './item-event.js';
import type { CheckpointState, ItemState } from './item-state.js';
import { termsOf } from './make-event.js';
import {
  answerClock,
  assignmentClock,
  nextRelease,
  promptRelease,
  releaseAfter,
  replyClock,
  reviewClock,
  roundClock,
  type Timekeeping,
} from './schedule.js';

/** Applied later than this after its receipt, a command was held up. */
const PROMPT = HOUR;

/** A command as the event it is for an item in `state`, with the clocks it starts. Without `now`, it is applied when it is received. */
export function commandEvent(command: Command, state: ItemState | null, t: Timekeeping & { now?: Instant }): ItemEvent {
  const { actor, at, body } = command;
  // What is told, and the days somebody has from then, count from the receipt, or, if that was held up, from when it can be told.
  const from = t.now !== undefined && t.now > at + PROMPT ? t.now : at;
  const begun = { at: from, t };
  const deed = { actor, at, release: promptRelease(from, t) };
  const morning = { actor, at, release: nextRelease(from, t) };
  const checkpoint = 'checkpoint' in body ? state?.checkpoints.find((c) => c.n === body.checkpoint) : undefined;
  /** Of no matter where there is no such checkpoint, which is refused. */
  const clock = (make: (known: CheckpointState) => Clock): Clock =>
    checkpoint === undefined ? { n: 0, due: at, lateFrom: at, pending: [] } : make(checkpoint);

  switch (body.kind) {
    case 'acknowledge':
      return { type: 'acknowledge', ...deed };
    case 'dispute': {
      const step = 2 * ((state?.counts.disputed ?? 0) + 1);
      return { type: 'dispute', ...deed, reason: body.reason, pending: answerClock('disputed', { at: from, step }, t) };
    }
    case 'insist':
      return {
        type: 'insist',
        ...deed,
        post: body.post,
        reason: body.reason,
        acknowledgement: assignmentClock(from, t),
      };
    case 'submit':
      return {
        type: 'submit',
        ...deed,
        checkpoint: body.checkpoint,
        figures: body.figures ?? [],
        review: reviewClock(at, t),
      };
    case 'confirm': {
      const { agree, post, reason } = body;
      return { type: 'confirm', ...deed, checkpoint: body.checkpoint, agree, post, reason, review: reviewClock(at, t) };
    }
    case 'contribute':
      return { type: 'contribute', ...deed, checkpoint: body.checkpoint };
    case 'accept':
      return { type: 'accept', ...morning, checkpoint: body.checkpoint };
    case 'return':
      return {
        type: 'return',
        ...deed,
        checkpoint: body.checkpoint,
        reason: body.reason,
        clock: clock((known) => returnClock(known, begun)),
      };
    case 'requestExtension': {
      const step = 2 * ((checkpoint?.extensions ?? 0) + 1);
      return {
        type: 'requestExtension',
        ...deed,
        checkpoint: body.checkpoint,
        reason: body.reason,
        due: dueDay(body.due, t),
        pending: answerClock('extensionRequested', { at: from, step }, t),
      };
    }
    case 'consentExtension': {
      const refused = clock((known) => refusalClock(known, begun));
      return {
        type: 'consentExtension',
        ...deed,
        checkpoint: body.checkpoint,
        agree: body.agree,
        reason: body.reason,
        refused,
        pending: answerClock('extensionConsented', { at: from, step: 2 * (checkpoint?.extensions ?? 0) }, t),
      };
    }
    case 'decideExtension': {
      const { grant, reason } = body;
      const due = body.due === null ? null : dueDay(body.due, t);
      const granted = due?.at ?? checkpoint?.request?.due ?? at;
      return {
        type: 'decideExtension',
        ...deed,
        checkpoint: body.checkpoint,
        grant,
        reason,
        due,
        clock: clock((known) => (grant ? clockTo(granted, known, begun) : refusalClock(known, begun))),
      };
    }
    case 'issueOrder': {
      const { signatory } = body;
      const first = state?.counts.orderUnanswered ?? 0;
      const day = body.due ?? addWorkingDays(t.calendar, dayOf(from, t.policy.zone), t.policy.orders.replyDays);
      const replyBy = dueDay(day, t);
      return {
        type: 'issueOrder',
        ...deed,
        checkpoint: body.checkpoint,
        signatory,
        replyBy,
        pending: replyClock(replyBy.at, first, t),
      };
    }
    case 'replyOrder': {
      const { plan, person } = body;
      return { type: 'replyOrder', ...deed, checkpoint: body.checkpoint, plan, person, due: dueDay(body.due, t).at };
    }
    case 'withdrawOrder':
      return { type: 'withdrawOrder', ...deed, checkpoint: body.checkpoint, reason: body.reason };
    case 'nudge': {
      const worked = workingDayOnOrBefore(t.calendar, dayOf(at, t.policy.zone));
      const quiet = addWorkingDays(t.calendar, worked, 1 - t.policy.nudgeEvery);
      return {
        type: 'nudge',
        ...deed,
        checkpoint: body.checkpoint,
        words: body.words,
        quietSince: instantOf(quiet, '00:00', t.policy.zone),
      };
    }
    case 'instruct':
      return { type: 'instruct', ...deed, words: body.words };
    case 'reassign': {
      const posts = { ...body.posts, office: state?.posts.office ?? '', principal: state?.posts.principal ?? null };
      const day = body.from === null ? from : instantOf(body.from, '00:00', t.policy.zone);
      const restart = state === null ? { acknowledgement: [], clocks: [] } : handoverClocks(state, posts, begun);
      return { type: 'reassign', ...deed, reason: body.reason, from: day, posts, ...restart };
    }
    case 'addCheckpoint': {
      const due = dueDay(body.due, t);
      const begins = instantOf(body.from, '00:00', t.policy.zone);
      const pending = roundClock({ from: begins, due: due.at, lateFrom: due.at }, from, t);
      return { type: 'addCheckpoint', ...deed, label: body.label, reason: body.reason, from: begins, due, pending };
    }
    case 'changeCheckpoint': {
      const due = dueDay(body.due, t);
      const begins = body.from === null ? (checkpoint?.from ?? at) : instantOf(body.from, '00:00', t.policy.zone);
      return {
        type: 'changeCheckpoint',
        ...deed,
        checkpoint: body.checkpoint,
        label: body.label,
        reason: body.reason,
        from: begins,
        due,
        clock: clockTo(due.at, { n: body.checkpoint, from: begins }, begun),
      };
    }
    case 'dropCheckpoint':
      return { type: 'dropCheckpoint', ...deed, checkpoint: body.checkpoint, reason: body.reason };
    case 'freeze':
      return { type: 'freeze', ...deed, reason: body.reason };
    case 'resume': {
      const restart = state === null ? { acknowledgement: [], clocks: [] } : resumptionClocks(state, body.shift, begun);
      return { type: 'resume', ...deed, reason: body.reason, shifted: body.shift, ...restart };
    }
    case 'cancel':
      return { type: 'cancel', ...deed, reason: body.reason };
    case 'decideCancel':
      return { type: 'decideCancel', ...deed, agree: body.agree, reason: body.reason };
    case 'close':
      return { type: 'close', ...morning };
    case 'reopen': {
      const due = dueDay(body.due, t);
      return {
        type: 'reopen',
        ...deed,
        checkpoint: body.checkpoint,
        reason: body.reason,
        due,
        clock: clock((known) => clockTo(due.at, known, begun)),
      };
    }
    case 'carry':
      return { type: 'carry', ...deed, reason: body.reason, to: body.to };
    case 'replan': {
      // Of many items, received long before it is given to the last: what went out meanwhile is not told again.
      const present = t.now ?? at;
      const clocks = state === null ? [] : replanClocks(state, body.dates, { at: present, t });
      return { type: 'replan', ...deed, at: present, terms: termsOf(t), clocks };
    }
    case 'undelivered': {
      const { notice, contact, otherContact } = body;
      const known = state?.checkpoints.find((c) => c.n === notice.checkpoint);
      return {
        type: 'undelivered',
        ...deed,
        // What is taken back is what the clock tells again.
        at: from,
        reason: body.reason,
        said: body.said ?? {},
        notice,
        contact,
        otherContact,
        waitUntil: releaseAfter(from, t.policy.undeliveredWait, t),
        clock: state === null || known === undefined ? null : sameClock(state, known, begun),
      };
    }
    case 'delivered':
      return { type: 'delivered', ...deed, checkpoint: body.checkpoint, round: body.round };
  }
}
