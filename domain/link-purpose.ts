import type { ReleasedNotice } from './notice.js';

/** What a link in a mail is for. Only what divisions do is offered so: offices and leaders decide elsewhere. */
export type LinkPurpose = 'acknowledge' | 'report' | 'contribute' | 'reply';

/** What a division can do by a link of a purpose; to sign for the item is never in the way. */
export type LinkDeed = 'acknowledge' | 'dispute' | 'submit' | 'requestExtension' | 'contribute' | 'replyOrder';

export const linkDeeds: Record<LinkPurpose, readonly LinkDeed[]> = {
  acknowledge: ['acknowledge', 'dispute'],
  report: ['acknowledge', 'submit', 'requestExtension'],
  contribute: ['acknowledge', 'contribute'],
  reply: ['acknowledge', 'replyOrder', 'submit', 'requestExtension'],
};

/** Of a reassignment: its reader is one of those who answer from then on, though the item may not be theirs yet. */
export function takesOver({ post, said }: Pick<ReleasedNotice, 'post' | 'said'>): boolean {
  return post.kind === 'division' && (said.leads ?? []).includes(post.name);
}

/** What the notice asks its division to do; null where it asks nothing, or is to somebody else. */
export function linkPurpose({ rule, post, item, checkpoint, said }: ReleasedNotice): LinkPurpose | null {
  if (post.kind !== 'division') return null;
  const role = item.divisions.find(({ name }) => name === post.name)?.role;
  switch (rule) {
    case 'assignment':
    case 'unacknowledged':
    case 'disputeAnswered':
      return 'acknowledge';
    case 'reassigned':
      return takesOver({ post, said }) ? 'acknowledge' : null;
    case 'order':
      return role === 'lead' && checkpoint !== null ? 'reply' : null;
    case 'dateChanged':
      if (said.dropped === true) return null;
      break;
    case 'opening':
      if (role === 'supporting') return checkpoint === null ? null : 'contribute';
      break;
    case 'reminder':
    case 'overdue':
    case 'escalation':
    case 'orderWithdrawn':
    case 'declined':
    case 'returned':
    case 'extensionDecided':
    case 'nudge':
    case 'reopened':
      break;
    default:
      return null;
  }
  return role === 'lead' && checkpoint !== null ? 'report' : null;
}
