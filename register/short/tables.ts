import type { ColumnType } from 'kysely';
import type { Instant } from '../../domain/instant.js';
import type { ChannelName } from '../../domain/short-message.js';

/** Withdrawn: what it was to tell of was done before it went out, or its channel was taken away. */
export type ShortState = 'pending' | 'sending' | 'accepted' | 'rejected' | 'unknown' | 'withdrawn';

export interface ShortMessageTable {
  id: string;
  channel: ChannelName;
  /** Null for a group. */
  person_id: string | null;
  /** As it went out last; empty before. */
  text: ColumnType<string, string | undefined, string>;
  state: ShortState;
  created_at: Instant;
  next_attempt_at: Instant | null;
  attempts: ColumnType<number, number | undefined, number>;
  outcome: ColumnType<string, string | undefined, string>;
  finished_at: ColumnType<Instant | null, Instant | null | undefined, Instant | null>;
}
