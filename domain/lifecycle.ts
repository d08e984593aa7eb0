import type { ItemEvent } from './item-event.js';
import { RULES, type ItemState, type ItemStatus } from './item-state.js';
import { acknowledge, dispute, insist } from './life/acknowledge.js';
import { assign } from './life/assign.js';
import { addCheckpoint, changeCheckpoint, dropCheckpoint, replan } from './life/dates.js';
import { refuse, type Decision } from './life/decision.js';
import { delivered, undelivered } from './life/deliver.js';
import { cancel, carry, close, decideCancel, reopen } from './life/end.js';
import { consentExtension, decideExtension, requestExtension } from './life/extend.js';
import { moment } from './life/moment.js';
import { issueOrder, replyOrder, settleOrders, withdrawOrder } from './life/order.js';
import { freeze, resume } from './life/pause.js';
import { reassign } from './life/reassign.js';
import { accept, giveBack } from './life/review.js';
import { instruct, nudge } from './life/speak.js';
import { confirm, contribute, submit } from './life/submit.js';
import { forbidden } from './rights.js';

export type { Decision } from './life/decision.js';
export { nextMoment, type Moment } from './life/moment.js';

/**
 * The life of an item: the one place where it is decided what follows from what happens. Pure: instants in, instants out.
 * A stale event (a moment already applied, an assignment repeated) changes nothing.
 */
export function decide(state: ItemState | null, event: ItemEvent): Decision {
  if (state === null) return event.type === 'assign' ? assign(event) : refuse('not-assigned');
  if (event.type === 'assign') return { state, effects: [] };
  const code = shut(state.status, event.type) ?? forbidden(event, state.posts);
  if (code !== null) return refuse(code);
  const decision = happen(state, event);
  if ('refusal' in decision || decision.state === state) return decision;
  const settled = settleOrders(state, decision, event);
  return { ...settled, state: { ...settled.state, rules: RULES } };
}

function happen(state: ItemState, event: Exclude<ItemEvent, { type: 'assign' }>): Decision {
  switch (event.type) {
    // Time
    case 'moment':
      return moment(state, event);

    // The divisions
    case 'acknowledge':
      return acknowledge(state, event);
    case 'dispute':
      return dispute(state, event);
    case 'submit':
      return submit(state, event);
    case 'confirm':
      return confirm(state, event);
    case 'contribute':
      return contribute(state, event);
    case 'requestExtension':
      return requestExtension(state, event);
    case 'replyOrder':
      return replyOrder(state, event);

    // The leaders
    case 'consentExtension':
      return consentExtension(state, event);
    case 'instruct':
      return instruct(state, event);
    case 'decideCancel':
      return decideCancel(state, event);

    // The office
    case 'insist':
      return insist(state, event);
    case 'accept':
      return accept(state, event);
    case 'return':
      return giveBack(state, event);
    case 'decideExtension':
      return decideExtension(state, event);
    case 'nudge':
      return nudge(state, event);
    case 'issueOrder':
      return issueOrder(state, event);
    case 'withdrawOrder':
      return withdrawOrder(state, event);
    case 'reassign':
      return reassign(state, event);
    case 'addCheckpoint':
      return addCheckpoint(state, event);
    case 'changeCheckpoint':
      return changeCheckpoint(state, event);
    case 'dropCheckpoint':
      return dropCheckpoint(state, event);
    case 'replan':
      return replan(state, event);
    case 'freeze':
      return freeze(state, event);
    case 'resume':
      return resume(state, event);
    case 'cancel':
      return cancel(state, event);
    case 'carry':
      return carry(state, event);
    case 'close':
      return close(state, event);
    case 'reopen':
      return reopen(state, event);

    // The mail
    case 'undelivered':
      return undelivered(state, event);
    case 'delivered':
      return delivered(state, event);
  }
}

/** What may still happen to an item that is frozen or has ended; the rest is refused. Divisions may always hand in what they have. */
const frozen: ItemEvent['type'][] = [
  'moment',
  'acknowledge',
  'submit',
  'confirm',
  'contribute',
  'freeze',
  'resume',
  'cancel',
  'decideCancel',
  'carry',
  'replan',
  'undelivered',
  'delivered',
];
const closed: ItemEvent['type'][] = ['moment', 'reopen', 'undelivered', 'delivered'];
const gone: ItemEvent['type'][] = ['moment', 'undelivered', 'delivered'];

function shut(status: ItemStatus, type: ItemEvent['type']): 'item-frozen' | 'item-closed' | null {
  switch (status) {
    case 'active':
      return null;
    case 'frozen':
      return frozen.includes(type) ? null : 'item-frozen';
    case 'closed':
      return closed.includes(type) ? null : 'item-closed';
    case 'cancelled':
    case 'carried':
      return gone.includes(type) ? null : 'item-closed';
  }
}
