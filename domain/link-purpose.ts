import type { CheckpointStatus } from './item-state.js';
import type { ReleasedNotice } from './notice.js';

/** What a link in a mail is for. Only what divisions do is offered so: offices and leaders decide elsewhere. */
export type LinkPurpose = 'acknowledge' | 'report' | 'contribute' | 'reply';

/** What a division can do by a link of a purpose; to sign for the item is never in the way. */
export type LinkDeed = 'acknowledge' | 'dispute' | 'submit' | 'requestExtension' | 'contribute' | 'replyOrder';

export const linkDeeds: Record<LinkPurpose, readonly LinkDeed[]> = {
  acknowledge: ['acknowledge', 'dispute'],
  report: ['acknowledge', 'dispute', 'submit', 'requestExtension'],
  contribute: ['acknowledge', 'dispute', 'contribute'],
  reply: ['acknowledge', 'dispute', 'replyOrder', 'submit', 'requestExtension'],
};

/** Of a reassignment: its reader is one of those who answer from then on, though the item may not be theirs yet. */
export function takesOver({ post, said }: Pick<ReleasedNotice, 'post' | 'said'>): boolean {
  return post.kind === 'division' && (said.leads ?? []).includes(post.name);
}

/** What a link in a mail is for, and of which checkpoint; 0: of the item as a whole. */
export interface LinkTask {
  purpose: LinkPurpose;
  checkpoint: number;
}

/** What the notice asks its division to do; null where it asks nothing, or is to somebody else. */
export function linkTask({ rule, post, item, checkpoint, said }: ReleasedNotice): LinkTask | null {
  if (post.kind !== 'division') return null;
  const role = item.divisions.find(({ name }) => name === post.name)?.role;
  const report = (n: number | undefined): LinkTask | null =>
    role === 'lead' && n !== undefined ? { purpose: 'report', checkpoint: n } : null;
  /** No mail of its own opens what is open at launch: who is asked to sign can report at once. */
  const sign = (): LinkTask => {
    const open = role === undefined ? undefined : firstOf(item, ['open', 'returned']);
    if (open === undefined) return { purpose: 'acknowledge', checkpoint: 0 };
    return { purpose: role === 'lead' ? 'report' : 'contribute', checkpoint: open };
  };
  switch (rule) {
    case 'assignment':
    case 'unacknowledged':
    case 'disputeAnswered':
      return sign();
    case 'reassigned':
      return takesOver({ post, said }) ? sign() : null;
    case 'order':
      return role === 'lead' && checkpoint !== null ? { purpose: 'reply', checkpoint: checkpoint.n } : null;
    case 'dateChanged':
      return said.dropped === true ? null : report(checkpoint?.n);
    case 'opening':
      return role === 'supporting' && checkpoint !== null
        ? { purpose: 'contribute', checkpoint: checkpoint.n }
        : report(checkpoint?.n);
    case 'nudge':
      return report(checkpoint?.n ?? firstOf(item, ['open', 'returned']) ?? firstOf(item, ['ahead']));
    case 'reminder':
    case 'overdue':
    case 'escalation':
    case 'orderWithdrawn':
    case 'declined':
    case 'returned':
    case 'extensionDecided':
    case 'reopened':
      return report(checkpoint?.n);
    default:
      return null;
  }
}

/** The checkpoint in one of these states that is due first. */
function firstOf({ checkpoints }: ReleasedNotice['item'], states: CheckpointStatus[]): number | undefined {
  const [first] = checkpoints.filter(({ status }) => states.includes(status)).toSorted((a, b) => a.due - b.due);
  return first?.n;
}
