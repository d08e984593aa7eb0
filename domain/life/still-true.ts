import type { Instant } from '../instant.js';
import type { NoticeKey } from '../item-event.js';
import type { ItemState, ItemStatus, PostId } from '../item-state.js';
import { postsOf } from '../ladder.js';
import { chasing, type Rule } from '../rule.js';
import { isOpen } from './decision.js';

/** What is told of an item that is not under way any more. */
const standing: Partial<Record<Rule, ItemStatus>> = {
  frozen: 'frozen',
  closed: 'closed',
  cancelled: 'cancelled',
  carried: 'carried',
};

/** Whether a notice that did not arrive is still worth telling at `release`: what was done meanwhile is not asked for again. */
export function stillTrue({ checkpoint: n, rule, post }: NoticeKey, state: ItemState, release: Instant): boolean {
  if (standing[rule] !== undefined) return state.status === standing[rule];
  if (state.status !== 'active' || (rule !== 'reassigned' && !answers(state, post))) return false;
  const about = state.checkpoints.find((checkpoint) => checkpoint.n === n);
  if (chasing.includes(rule) || rule === 'nudge') {
    if (about === undefined) return n === 0;
    if (!isOpen(about) || (rule !== 'opening' && about.reported[post] !== undefined)) return false;
  }
  switch (rule) {
    case 'opening':
    case 'reminder':
      return release <= (about?.due ?? release) && postsOf(['divisions'], state).includes(post);
    case 'overdue':
    case 'escalation':
      return about?.request === null && release > about.lateFrom;
    case 'order':
      return about?.order?.to.includes(post) === true && about.reported[post] === undefined;
    case 'orderUnanswered':
      return about?.order?.status === 'issued';
    case 'reviewDue':
      return about?.status === 'submitted';
    case 'returned':
    case 'accepted':
      return about?.status === rule;
    case 'extensionRequested':
    case 'extensionConsented':
      return about?.request !== null;
    case 'confirmation':
      return Object.keys(about?.drafts ?? {}).some((lead) => state.posts.heads[lead] === post);
    case 'unacknowledged':
      return postsOf(['unacknowledged'], state).some((lead) => lead === post || post === state.posts.office);
    case 'disputed':
      return Object.keys(state.disputed).length > 0;
    case 'cancelRequested':
      return state.cancelling !== null;
    default:
      return about?.status !== 'dropped' || rule === 'dateChanged';
  }
}

/** Whether the item concerns the post, or will; not that of one who has handed it over. */
function answers(state: ItemState, post: PostId): boolean {
  const { leads, supporting, leader, office, principal, heads } = state.posts;
  const known = [...leads, ...supporting, leader, office, principal, ...Object.values(heads)];
  return known.includes(post) || postsOf(['successors'], state).includes(post);
}
