import type { Readable } from 'node:stream';
import type { Instant } from '../domain/instant.js';
import type { EmlFolder } from '../mail/eml-folder.js';
import type { Database } from '../register/database.js';

/** What the console works on. Every page only reads. */
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
  /** Told what a page failed on. */
  onError?: (error: unknown) => void;
}
