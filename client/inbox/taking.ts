import type { Instant } from '../../domain/instant.js';
import type { LinkNaming } from '../../register/links.js';
import type { Place, Received } from '../../register/replies/received.js';
import type { Duban } from '../duban.js';

/** What a message is taken in with. */
export interface Taking {
  place: Place;
  now: Instant;
  /** The address that we send from. */
  own: string;
  office: string;
  /** How mails name their links; absent where they have none. */
  links?: LinkNaming;
}

/** What taking a message needs of an installation. */
export type InboxDuban = Pick<Duban, 'db' | 'evidence' | 'evidenceLimits' | 'policy'>;

/** What is known of a message before anything became of it. */
export type Base = Pick<Received, 'id' | 'message_id' | 'sha256' | 'sender' | 'subject' | 'kind'>;
