import type { Instant } from './instant.js';
import type { Audience, CheckpointState, ItemState, PostId, Rule, Rung } from './item-state.js';

/** Rules of one ladder replace one another when several steps were missed: only the latest is still worth telling. */
export type Ladder = 'approach' | 'overdue' | 'escalation' | 'review' | 'acknowledgement' | 'answer';

const ladders: Record<Rule, Ladder> = {
  opening: 'approach',
  reminder: 'approach',
  overdue: 'overdue',
  escalation: 'escalation',
  review: 'review',
  acknowledgement: 'acknowledgement',
  assignment: 'answer',
  return: 'answer',
  acceptance: 'answer',
  closing: 'answer',
};

export function ladderOf(rule: Rule): Ladder {
  return ladders[rule];
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

/** The posts that `to` means now. Where the plan names no leader or principal, the office is told, so that nothing is told to nobody. */
export function postsOf(to: Audience[], state: Pick<ItemState, 'posts' | 'acknowledged'>): PostId[] {
  const { posts, acknowledged } = state;
  const divisions = [...posts.leads, ...posts.supporting];
  const found = to.flatMap((audience): PostId[] => {
    switch (audience) {
      case 'leads':
        return posts.leads;
      case 'divisions':
        return divisions;
      case 'unacknowledged':
        return divisions.filter((post) => acknowledged[post] === undefined);
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

/** Every rung still to climb, the item's own first. */
export function pendingRungs(state: ItemState): { checkpoint: CheckpointState | null; rung: Rung }[] {
  return [
    ...state.pending.map((rung) => ({ checkpoint: null, rung })),
    ...state.checkpoints.flatMap((checkpoint) => checkpoint.pending.map((rung) => ({ checkpoint, rung }))),
  ];
}
