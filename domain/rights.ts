import type { ItemEvent, RefusalCode } from './item-event.js';
import type { ItemPosts, PostId } from './item-state.js';

/** Who the engine itself acts as: for time, and for what the mail side reports. */
export const ENGINE: PostId = 'engine';

/** Who may approve what weighs most: the principal, where the plan names one, else the leader, else the office. */
export function approverOf({ principal, leader, office }: ItemPosts): PostId {
  return principal ?? leader ?? office;
}

/** Why the event's actor may not do this to an item of `posts`; `null` if he may. */
export function forbidden(event: Exclude<ItemEvent, { type: 'assign' }>, posts: ItemPosts): RefusalCode | null {
  switch (event.type) {
    case 'moment':
      return null;
    case 'acknowledge':
    case 'dispute':
    case 'contribute':
      return [...posts.leads, ...posts.supporting].includes(event.actor) ? null : 'not-your-item';
    case 'submit':
    case 'requestExtension':
    case 'replyOrder':
      if (posts.leads.includes(event.actor)) return null;
      return posts.supporting.includes(event.actor) ? 'leads-only' : 'not-your-item';
    case 'confirm':
      return posts.heads[event.post] === event.actor ? null : 'heads-only';
    case 'consentExtension':
      return event.actor === (posts.leader ?? approverOf(posts)) ? null : 'leader-only';
    case 'instruct':
      return [posts.leader, posts.principal, posts.office].includes(event.actor) ? null : 'leader-only';
    case 'decideCancel':
      return event.actor === approverOf(posts) ? null : 'approver-only';
    case 'cancel':
      return [posts.office, approverOf(posts)].includes(event.actor) ? null : 'office-only';
    case 'undelivered':
    case 'delivered':
      return event.actor === ENGINE ? null : 'office-only';
    default:
      return event.actor === posts.office ? null : 'office-only';
  }
}
