import type { ColumnType, JSONColumnType } from 'kysely';
import type { Answer, CommandBody, CommandKind } from '../domain/command.js';
import type { EvidenceType } from '../domain/evidence/evidence-types.js';
import type { Instant } from '../domain/instant.js';
import type { Figure } from '../domain/item-state.js';

type Json<T extends object> = JSONColumnType<T, string, string>;

export interface CommandTable {
  id: string;
  item_id: string;
  kind: CommandKind;
  actor: string;
  at: Instant;
  body: Json<CommandBody>;
  answer: ColumnType<Answer | null, string | null, string | null>;
}

export interface SubmissionTable {
  id: string;
  item_id: string;
  checkpoint: number;
  round: number;
  actor: string;
  at: Instant;
  text: string;
  late: boolean;
  /** A draft waits for the signature of the division's head; a contribution is a supporting division's. */
  kind: 'report' | 'draft' | 'contribution';
  figures: Json<Figure[]>;
  confirmed_by: string | null;
  confirmed_at: Instant | null;
}

export interface EvidenceTable {
  submission_id: string;
  sha256: string;
  name: string;
  size: number;
  position: number;
  /** By its bytes; empty where it was handed in before that was looked at. */
  type: ColumnType<EvidenceType | '', EvidenceType | '' | undefined, never>;
}
