import { workingDaysBetween } from './calendar/working-calendar.js';
import { dayOf } from './calendar/zoned.js';
import type { Instant } from './instant.js';
import { SCHEMA, type Audience, type Basis, type CheckpointState, type ItemState, type Rung } from './item-state.js';
import { withoutIdle } from './life/acknowledge.js';
import { freshCheckpoint } from './life/assign.js';
import { termsOf } from './make-event.js';
import type { PlannedItem } from './make-event.js';
import type { Rule } from './rule.js';
import type { Timekeeping } from './schedule.js';

/** What the register knows beside the state, for what an older shape did not hold. */
export interface UpgradeContext {
  t: Timekeeping;
  targets: PlannedItem['targets'];
}

/**
 * A stored state in the shape of today. What was planned under older rules stays planned: releases and steps are kept.
 * Throws a RangeError for a shape that this release does not know, as a newer one would have written.
 */
export function upgradeState(stored: { schema?: number }, context: UpgradeContext): ItemState {
  const { schema = 1 } = stored;
  if (schema === SCHEMA) return stored as ItemState;
  if (schema === 1) return withoutIdle(fromSecond(fromFirst(stored as FirstState, context)));
  if (schema === 2) return fromSecond(stored as SecondState);
  throw new RangeError(`state of schema ${schema}; this release knows up to ${SCHEMA}`);
}

/** Schema 2: the release without supervision orders. What has been escalated is drafted by the next escalation that names the office. */
type SecondState = Omit<ItemState, 'schema' | 'checkpoints'> & {
  schema: 2;
  checkpoints: Omit<CheckpointState, 'order'>[];
};

function fromSecond(state: SecondState): ItemState {
  const checkpoints = state.checkpoints.map((checkpoint) => ({ ...checkpoint, order: null }));
  return { ...state, schema: SCHEMA, checkpoints };
}

/** Schema 1: the first release, without extensions, handovers, pauses or figures. */
interface FirstState {
  posts: Omit<ItemState['posts'], 'heads'>;
  status: 'active' | 'closed';
  assignedAt: Instant;
  lead: number;
  acknowledged: ItemState['acknowledged'];
  pending: FirstRung[];
  checkpoints: (Pick<CheckpointState, 'n' | 'label' | 'from' | 'due' | 'status' | 'round' | 'submittedAt' | 'late'> & {
    pending: FirstRung[];
  })[];
}

interface FirstRung {
  rule: 'acknowledgement' | 'opening' | 'reminder' | 'overdue' | 'escalation' | 'review';
  step: number;
  release: Instant;
  to: Audience[];
}

function fromFirst(state: FirstState, { t, targets }: UpgradeContext): SecondState {
  const since = (rung: FirstRung, of: Basis['of'], at: Instant): Rung => modern(rung, { of, at }, t);
  return {
    ...state,
    schema: 2,
    rules: 1,
    terms: termsOf(t),
    posts: { ...state.posts, heads: {} },
    round: 1,
    disputed: {},
    pending: state.pending.map((rung) => since(rung, 'assignment', state.assignedAt)),
    checkpoints: state.checkpoints.map((checkpoint) => ({
      ...freshCheckpoint({ ...checkpoint, pending: [] }),
      ...checkpoint,
      returns: checkpoint.round - 1,
      pending: checkpoint.pending.map((rung) =>
        rung.rule === 'opening'
          ? since(rung, 'opens', checkpoint.from)
          : rung.rule === 'review'
            ? since(rung, 'submission', checkpoint.submittedAt ?? checkpoint.due)
            : since(rung, 'due', checkpoint.due),
      ),
    })),
    targets: targets.map(({ quantity, comparison }) => ({ quantity, paced: comparison !== 'at-most' })),
    frozenAt: null,
    handover: null,
    cancelling: null,
    lastNudge: null,
    counts: {},
  };
}

const renamed: Partial<Record<FirstRung['rule'], Rule>> = { acknowledgement: 'unacknowledged', review: 'reviewDue' };

/** Supporting divisions are no longer chased. */
function modern(
  { rule, step, release, to }: FirstRung,
  basis: Omit<Basis, 'days'>,
  { policy, calendar }: Timekeeping,
): Rung {
  const days = workingDaysBetween(calendar, dayOf(basis.at, policy.zone), dayOf(release, policy.zone));
  return {
    rule: renamed[rule] ?? (rule as Rule),
    step: Math.max(1, step),
    release,
    to: rule === 'reminder' || rule === 'overdue' ? ['outstanding'] : to,
    basis: { ...basis, days },
  };
}
