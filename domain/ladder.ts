import type { Instant } from './instant.js';
import type { Audience, CheckpointState, ItemState, PostId, Rung } from './item-state.js';
import type { Rule } from './rule.js';

/** Rules of one ladder replace one another when several steps were missed: only the latest is still worth telling. */
export type Ladder =
  'approach' | 'overdue' | 'escalation' | 'review' | 'acknowledgement' | 'dispute' | 'request' | 'reply' | 'answer';

const ladders: Partial<Record<Rule, Ladder>> = {
  opening: 'approach',
  reminder: 'approach',
  overdue: 'overdue',
  escalation: 'escalation',
  reviewDue: 'review',
  unacknowledged: 'acknowledgement',
  disputed: 'dispute',
  extensionRequested: 'request',
  extensionConsented: 'request',
  orderUnanswered: 'reply',
};

/** What follows from a deed at once is on no ladder of its own. */
export function ladderOf(rule: Rule): Ladder {
  return ladders[rule] ?? 'answer';
}

/** When what was missed can still be told. */
export interface Late {
  /** What was to go out today, from `since` on, can go out at `release`; `null` outside working hours. */
  today: { since: Instant; release: Instant } | null;
  nextRelease: Instant;
}

export interface Climb {
  /** Still to be told, with the release it goes out at. */
  told: Rung[];
  /** Missed, and overtaken by a later step or by the due date. */
  superseded: Rung[];
  pending: Rung[];
}

/**
 * Takes off a ladder what must be staged at `now`: every rung whose release is at most `lead` away.
 * A rung whose release was missed goes out at once if that was today and offices are still at work, else at
 * `nextRelease`, unless a later one of its ladder overtakes it or, before due, the due date does. Rungs planned for one
 * release are told together: none of them is the later one.
 */
export function climb(pending: Rung[], at: Late & { now: Instant; lead: number; due?: Instant }): Climb {
  const ripe = pending.filter((rung) => rung.release - at.lead <= at.now);
  const told: Rung[] = [];
  const superseded: Rung[] = [];
  for (const rung of ripe) {
    const release = rung.release <= at.now ? releaseOfMissed(rung, at) : rung.release;
    const ladder = ladderOf(rung.rule);
    const pointless = ladder === 'approach' && at.due !== undefined && release > at.due;
    const overtaken = ripe.some((later) => ladderOf(later.rule) === ladder && later.release > rung.release);
    if (pointless || overtaken) superseded.push(rung);
    else told.push({ ...rung, release });
  }
  return { told, superseded, pending: pending.filter((rung) => !ripe.includes(rung)) };
}

function releaseOfMissed(rung: Rung, { today, nextRelease }: Late): Instant {
  return today !== null && rung.release >= today.since ? today.release : nextRelease;
}

export type Addressed = Pick<ItemState, 'posts' | 'acknowledged' | 'disputed' | 'checkpoints' | 'handover'>;

/**
 * The posts that a rung is for now. Where the plan names no leader or principal, the office is told, so that nothing is
 * told to nobody. Leads that have reported in this round, and posts that dispute the item, are not chased.
 */
export function postsOf(to: Audience[], state: Addressed, n = 0): PostId[] {
  const { posts, acknowledged, disputed } = state;
  const checkpoint = state.checkpoints.find((candidate) => candidate.n === n);
  const found = to.flatMap((audience): PostId[] => {
    switch (audience) {
      case 'leads':
        return posts.leads;
      case 'outstanding':
        return posts.leads.filter((post) => checkpoint?.reported[post] === undefined);
      case 'divisions':
        return [...posts.leads, ...posts.supporting];
      // Those that are to take over must know by which dates.
      case 'successors':
        return state.handover === null ? [] : [...state.handover.posts.leads, ...state.handover.posts.supporting];
      case 'unacknowledged':
        return posts.leads.filter((post) => acknowledged[post] === undefined && disputed[post] === undefined);
      case 'heads':
        return Object.keys(checkpoint?.drafts ?? {}).flatMap((lead) => posts.heads[lead] ?? []);
      case 'leader':
        return [posts.leader ?? posts.office];
      case 'principal':
        return [posts.principal ?? posts.office];
      case 'office':
        return [posts.office];
    }
  });
  return [...new Set(found)];
}

/** Every rung still to climb, the item's own first, each with the release it has now. None while the item is frozen or has ended. */
export function pendingRungs(state: ItemState): { checkpoint: CheckpointState | null; rung: Rung }[] {
  if (state.status !== 'active') return [];
  return [
    ...state.pending.map((rung) => ({ checkpoint: null, rung })),
    ...state.checkpoints.flatMap((checkpoint) => climbable(checkpoint).map((rung) => ({ checkpoint, rung }))),
  ];
}

const late: Rule[] = ['overdue', 'escalation'];

/** The rungs of a checkpoint that may be told: none for lateness while an extension is asked for; escalations wait for a notice that did not arrive. */
export function climbable({ pending, request, hold, order }: CheckpointState): Rung[] {
  const all = order === null || order.pending.length === 0 ? pending : [...pending, ...order.pending];
  if (request === null && hold === null) return all;
  return all.flatMap((rung) => {
    if (request !== null && late.includes(rung.rule)) return [];
    if (hold === null || rung.rule !== 'escalation' || rung.release >= hold) return [rung];
    return [{ ...rung, release: hold }];
  });
}
