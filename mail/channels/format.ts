import type { Instant } from '../../domain/instant.js';
import type { DeliveryOutcome } from '../smtp.js';
import type { Post, Posted } from './post.js';

/** What a service says of a message in its answer. */
export interface Verdict {
  taken: boolean;
  /** Not taken, but may be in a while: too many a minute, or its own trouble. */
  forNow: boolean;
  /** In its own words, with its code. */
  words: string;
}

/** How one service wants to be asked, and answers. `at` is the wall's clock, which signatures are checked against. */
export interface Format<Message> {
  /** Messages that it takes in a minute. */
  perMinute: number;
  request: (message: Message, at: Instant) => Post;
  /** Null where the answer is none of the service. */
  verdict: (answer: Record<string, unknown>) => Verdict | null;
}

export const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/** Of a service's own words, so much is kept. */
const WORDS = 200;

/** What became of a message. An answer that is not the service's own says little: by its status alone it was refused, or nobody knows. */
export function outcomeOf(posted: Posted, verdict: Format<never>['verdict']): DeliveryOutcome {
  if (posted.kind !== 'answered') return posted;
  const { status, body } = posted;
  const said = verdict(objectOf(body));
  if (said !== null) {
    const words = said.words.replace(/\s+/g, ' ').slice(0, WORDS);
    if (said.taken) return { kind: 'accepted', response: words };
    return { kind: 'rejected', permanent: !said.forNow, response: words };
  }
  const response = `HTTP ${status}，不是该服务的答复`;
  if (status === 429 || status === 503) return { kind: 'rejected', permanent: false, response };
  // Something between here and the service failed, or speaks in its place: it may have passed the message on.
  if (status < 300 || status >= 500) return { kind: 'unknown', reason: response };
  return { kind: 'rejected', permanent: true, response };
}

function objectOf(body: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null ? { ...json } : {};
  } catch {
    return {};
  }
}
