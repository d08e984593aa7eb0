import type { Readable } from 'node:stream';
import type { Instant } from '../../domain/instant.js';

export interface StoredContent {
  sha256: string;
  /** Bytes. */
  size: number;
}

/** Watches what arrives. Either may throw: then nothing is kept. */
export interface Admission {
  see(chunk: Uint8Array): void;
  /** After the last chunk, before anything is kept. */
  admit(): void;
}

export type StoreEntry =
  | { kind: 'content'; sha256: string; size: number; at: Instant }
  /** Still arriving, or left by a crash. */
  | { kind: 'incoming'; name: string; size: number; at: Instant }
  /** Nothing of ours. */
  | { kind: 'foreign'; name: string };

/** There is no way to delete or to change: what is kept is kept for good. */
export interface EvidenceStore {
  /** Keeps what the stream carries under its SHA-256; the same content is kept once. Never overwrites. Throws `evidence-no-space` or `evidence-unwritable`. */
  put(content: Readable, admission?: Admission): Promise<StoredContent>;
  /** Fails with `evidence-missing`, or with `evidence-corrupt` rather than to end on bytes that are not those kept. */
  read(sha256: string): Readable;
  /** All there is; content in the order of its hashes. */
  entries(): AsyncIterable<StoreEntry>;
  /** Throws unless content can be put; leaves nothing. */
  probe(): Promise<void>;
}
