import { addWorkingDays } from './calendar/working-calendar.js';
import { dayOf } from './calendar/zoned.js';
import type { CommandBody } from './command.js';
import { commandEvent } from './command-event.js';
import type { Instant } from './instant.js';
import type { Refusal } from './item-event.js';
import type { ItemState, PostId } from './item-state.js';
import { decide } from './lifecycle.js';
import { linkDeeds, type LinkDeed, type LinkPurpose } from './link-purpose.js';
import type { Timekeeping } from './schedule.js';

/** What a link is scoped to. `checkpoint`: 0 for the item as a whole. */
export interface LinkScope {
  post: PostId;
  checkpoint: number;
  purpose: LinkPurpose;
}

/** Why a link opens nothing: what it was for is over, or is another's; `coming`: is another's until its post takes over. */
export type LinkEnd =
  'coming' | 'signed' | 'accepted' | 'dropped' | 'past' | 'reassigned' | 'closed' | 'cancelled' | 'carried';

/**
 * A link expires with what it is for and not by the calendar: what is late, returned or reopened can be handed in by it, however long
 * that takes. One to sign for an item expires with the signature. `null` while it lives.
 */
export function linkEnd(state: ItemState, { post, checkpoint, purpose }: LinkScope): LinkEnd | null {
  const { leads, supporting } = state.posts;
  const answers = purpose === 'report' || purpose === 'reply' ? leads : [...leads, ...supporting];
  if (!answers.includes(post)) return takesOverLater(state, post) ? 'coming' : 'reassigned';
  if (state.status !== 'active' && state.status !== 'frozen') return state.status;
  if (purpose === 'acknowledge') return state.acknowledged[post] === undefined ? null : 'signed';
  const status = state.checkpoints.find(({ n }) => n === checkpoint)?.status ?? 'dropped';
  return status === 'accepted' || status === 'dropped' || status === 'past' ? status : null;
}

function takesOverLater({ status, handover }: ItemState, post: PostId): boolean {
  const open = status === 'active' || status === 'frozen';
  return open && handover !== null && [...handover.posts.leads, ...handover.posts.supporting].includes(post);
}

/** Why a link's division may not do what the link is for, by the rules that its command would meet: each is tried on the state. `null`: it may. */
export function divisionDeeds(
  state: ItemState,
  scope: LinkScope,
  t: Timekeeping & { now: Instant },
): Map<LinkDeed, Refusal | null> {
  const tried = linkDeeds[scope.purpose].map((deed): [LinkDeed, Refusal | null] => {
    const command = { id: '', itemId: '', actor: scope.post, at: t.now, body: sample(deed, state, { scope, t }) };
    const decision = decide(state, commandEvent(command, state, t));
    return [deed, 'refusal' in decision ? decision.refusal : null];
  });
  return new Map(tried);
}

/** The deed, filled in so that nothing but where the item stands could be against it. */
function sample(
  deed: LinkDeed,
  state: ItemState,
  { scope: { checkpoint }, t }: { scope: LinkScope; t: Timekeeping & { now: Instant } },
): CommandBody {
  const due = state.checkpoints.find(({ n }) => n === checkpoint)?.due ?? t.now;
  const later = addWorkingDays(t.calendar, dayOf(Math.max(due, t.now), t.policy.zone), 1);
  switch (deed) {
    case 'acknowledge':
      return { kind: 'acknowledge' };
    case 'dispute':
      return { kind: 'dispute', reason: '…' };
    case 'submit':
    case 'contribute':
      return { kind: deed, checkpoint, text: '', files: [] };
    case 'requestExtension':
      return { kind: 'requestExtension', checkpoint, due: later, reason: '…' };
    case 'replyOrder':
      return { kind: 'replyOrder', checkpoint, plan: '…', due: later, person: '…' };
  }
}
