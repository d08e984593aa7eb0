import { workingDaysBetween } from '../domain/calendar/working-calendar.js';
import { dayOf } from '../domain/calendar/zoned.js';
import type { Instant } from '../domain/instant.js';
import type { Basis, ItemState } from '../domain/item-state.js';
import type { Rule } from '../domain/rule.js';
import type { Timekeeping } from '../domain/schedule.js';

interface Staged {
  rule: Rule;
  checkpoint: number;
  round: number;
  release: Instant;
  basis: Basis | null;
}

/** What a notice follows from. One that was staged before this was kept tells it by the dates that its item has, if they are still those of its round. */
export function basisOf(notice: Staged, known: { state: ItemState; t: Timekeeping } | null): Basis {
  const { rule, release, basis } = notice;
  const deed: Basis = { of: 'deed', at: release, days: 0 };
  if (basis !== null || known === null) return basis ?? deed;
  const { state, t } = known;
  const checkpoint = state.checkpoints.find(({ n, round }) => n === notice.checkpoint && round === notice.round);
  const since = (of: Basis['of'], at: Instant): Basis => {
    const { zone } = t.policy;
    return { of, at, days: workingDaysBetween(t.calendar, dayOf(at, zone), dayOf(release, zone)) };
  };
  switch (rule) {
    case 'unacknowledged':
      return since('assignment', state.assignedAt);
    case 'opening':
      if (checkpoint !== undefined) return { of: 'opens', at: checkpoint.from, days: 0 };
      break;
    case 'reminder':
    case 'overdue':
    case 'escalation':
      if (checkpoint !== undefined) return since('due', checkpoint.due);
      break;
    case 'reviewDue':
      if (checkpoint?.submittedAt != null) return since('submission', checkpoint.submittedAt);
      break;
    default:
  }
  return deed;
}
