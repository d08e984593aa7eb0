import type { ItemEvent, RefusalCode } from './item-event.js';
import type { ItemPosts, PostId } from './item-state.js';

/** Why `actor` may not do this to an item of `posts`; `null` if it may. */
export function forbidden(type: ItemEvent['type'], actor: PostId, posts: ItemPosts): RefusalCode | null {
  switch (type) {
    case 'assign':
    case 'moment':
      return null;
    case 'acknowledge':
      return [...posts.leads, ...posts.supporting].includes(actor) ? null : 'not-your-item';
    case 'submit':
      if (posts.leads.includes(actor)) return null;
      return posts.supporting.includes(actor) ? 'leads-only' : 'not-your-item';
    case 'accept':
    case 'return':
    case 'close':
      return actor === posts.office ? null : 'office-only';
  }
}
