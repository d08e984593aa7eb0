import type { Instant } from './instant.js';
import type { PostId } from './item-state.js';

/** What somebody asks of an item. It is committed to the register before the engine hears of it. */
export interface Command {
  id: string;
  itemId: string;
  actor: PostId;
  /** Receipt: decides "on time". */
  at: Instant;
  body: CommandBody;
}

export type CommandBody =
  | { kind: 'acknowledge' }
  | { kind: 'submit'; checkpoint: number; text: string; files: EvidenceFile[] }
  | { kind: 'accept'; checkpoint: number; note: string }
  | { kind: 'return'; checkpoint: number; reason: string }
  | { kind: 'close'; note: string };

export type CommandKind = CommandBody['kind'];

/** A file handed in: its content is kept under its hash, its name only shown. */
export interface EvidenceFile {
  sha256: string;
  name: string;
  /** Bytes. */
  size: number;
}

/** The first answer is the answer, however often the command arrives. */
export type Answer = { ok: true } | { ok: false; code: string; message: string };
