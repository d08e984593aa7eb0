import type { Readable } from 'node:stream';
import type { Instant } from '../domain/instant.js';
import type { Duban } from '../client/duban.js';
import type { EmlFolder } from '../mail/eml-folder.js';
import type { LinkSettings } from '../mail/link-token.js';
import type { Database } from '../register/database.js';

/** By which divisions act on their links' pages. */
export interface DivisionDependencies {
  /** Its engine may be away: what is handed in is then received, and applied later. */
  duban: Duban;
  links: LinkSettings;
}

/** What the console works on. Its pages only read; those of divisions, where there are any, take what is handed in. */
export interface ConsoleDependencies {
  db: Database;
  /** The present of every page; the demo passes the end of the year it played. */
  now: () => Instant;
  /** For what belongs to no campaign. IANA name; default Asia/Shanghai. */
  zone?: string;
  /** The caught mails, where this installation catches them. */
  mailbox: EmlFolder | null;
  /** Where evidence is read from; without it, files are named but not served. */
  evidence?: { read(sha256: string): Readable };
  /** Absent where mails have no links. */
  division?: DivisionDependencies | undefined;
  /** Told what a page failed on. */
  onError?: (error: unknown) => void;
}
