import PostalMime from 'postal-mime';
import { oneLine } from '../plain.js';
import { attachedTo, type Attached } from './attached.js';
import { readBounce, type Bounce } from './bounce.js';
import { addressOf, kindOf, messageIdsIn, referencesOf } from './message-kind.js';
import { ownWords } from './own-words.js';

interface Head {
  /** Without angle brackets; empty where it has none. */
  messageId: string;
  /** The sender's address, in small letters. Anybody can write it: no proof of who sent it. */
  from: string;
  subject: string;
}

/** A message that came in, as far as it concerns us. */
export type ReceivedMessage = Head &
  (
    | ({ kind: 'reply'; answers: string[]; text: string } & Attached)
    | ({ kind: 'bounce' } & Bounce)
    | { kind: 'autoReply' | 'loop' | 'other' }
  );

/** Reads the bytes of a message; `own` is the address that we send from. Never throws: what cannot be read is `other`. */
export async function readMessage(bytes: Uint8Array, own: string): Promise<ReceivedMessage> {
  try {
    const email = await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: 50 });
    const head: Head = {
      messageId: messageIdsIn(email.messageId ?? '')[0] ?? '',
      from: addressOf(email),
      subject: oneLine(email.subject ?? '').slice(0, 500),
    };
    const kind = kindOf(email, own);
    if (kind === 'bounce') return { ...head, kind, ...readBounce(email) };
    if (kind !== 'reply') return { ...head, kind };
    return { ...head, kind, answers: referencesOf(email), text: ownWords(email), ...attachedTo(email) };
  } catch {
    return { messageId: '', from: '', subject: '', kind: 'other' };
  }
}
