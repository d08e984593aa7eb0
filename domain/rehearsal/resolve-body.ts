import type { CommandBody } from '../command.js';
import type { NoticeKey } from '../item-event.js';
import type { PostKind } from '../notice.js';
import type { Policy } from '../policy.js';
import type { NamedBody, NamedNotice } from './deed.js';
import type { Names } from './names.js';

const ANY: PostKind[] = ['division', 'head', 'leader', 'office', 'principal'];

/** What is done, with ids and numbers for names. Files are of no matter in a rehearsal. */
export function resolveBody(named: NamedBody, names: Names, policy: Pick<Policy, 'reminders'>): CommandBody {
  switch (named.kind) {
    case 'insist':
      return { ...named, post: names.id(named.post, ['division']) };
    case 'submit': {
      const figures = named.figures.map(({ target, value }) => ({ target: target - 1, value }));
      return { ...named, checkpoint: names.checkpoint(named.checkpoint), files: [], figures };
    }
    case 'contribute':
      return { ...named, checkpoint: names.checkpoint(named.checkpoint), files: [] };
    case 'confirm':
      return {
        ...named,
        checkpoint: names.checkpoint(named.checkpoint),
        post: names.id(named.post, ['division']),
      };
    case 'reassign':
      return { ...named, posts: names.answering(named.posts) };
    case 'addCheckpoint':
      names.added(named.label);
      return named;
    case 'changeCheckpoint': {
      const checkpoint = names.checkpoint(named.checkpoint);
      names.renamed(checkpoint, named.label);
      return { ...named, checkpoint };
    }
    case 'replan': {
      const dates = named.dates.map(({ checkpoint, due }) => ({ checkpoint: names.checkpoint(checkpoint), due }));
      return { ...named, dates };
    }
    case 'undelivered':
      return { ...named, notice: noticeKey(named.notice, names, policy) };
    case 'accept':
    case 'return':
    case 'requestExtension':
    case 'consentExtension':
    case 'decideExtension':
    case 'issueOrder':
    case 'replyOrder':
    case 'withdrawOrder':
    case 'nudge':
    case 'dropCheckpoint':
    case 'reopen':
    case 'delivered':
      return { ...named, checkpoint: names.checkpoint(named.checkpoint) };
    default:
      return named;
  }
}

/** The register counts reminders by the working days before due. */
function noticeKey(
  { checkpoint, post, ...notice }: NamedNotice,
  names: Names,
  { reminders }: Pick<Policy, 'reminders'>,
): NoticeKey {
  const step = notice.rule === 'reminder' ? (reminders[notice.step - 1] ?? notice.step) : notice.step;
  return { ...notice, step, checkpoint: names.checkpoint(checkpoint), post: names.id(post, ANY) };
}
