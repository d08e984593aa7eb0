import type { JSONColumnType } from 'kysely';
import type { EvidenceType } from '../domain/evidence/evidence-types.js';
import type { Instant } from '../domain/instant.js';
import type { Figure } from '../domain/item-state.js';
import type { LinkPurpose } from '../domain/link-purpose.js';

/** A link in a mail, to one person, for one post and one thing to do. */
export interface LinkTable {
  id: string;
  mail_id: string;
  person_id: string;
  post_id: string;
  item_id: string;
  /** 0 for the item as a whole. */
  checkpoint: number;
  purpose: LinkPurpose;
  /** SHA-256 of the token: the register could not make one. */
  token_hash: string;
  created_at: Instant;
}

/** What a division is about to hand in at a checkpoint. */
export interface DraftTable {
  item_id: string;
  checkpoint: number;
  post_id: string;
  text: string;
  figures: JSONColumnType<Figure[], string, string>;
  saved_at: Instant;
  saved_by: string;
  saved_via: 'page' | 'mail';
  /** The command that handed it in. Answered with yes, the draft is done with. */
  sent_as: string | null;
}

export interface DraftFileTable {
  item_id: string;
  checkpoint: number;
  post_id: string;
  position: number;
  sha256: string;
  name: string;
  size: number;
  type: EvidenceType | '';
}
