import type { EvidenceType } from './evidence/evidence-types.js';
import type { Day, Instant } from './instant.js';
import type { NoticeKey } from './item-event.js';
import type { Figure, ItemPosts, PostId, Said } from './item-state.js';

/** What somebody asks of an item. It is committed to the register before the engine hears of it. */
export interface Command {
  id: string;
  itemId: string;
  actor: PostId;
  /** Receipt: decides "on time". */
  at: Instant;
  body: CommandBody;
}

/** Days are civil days of the campaign's zone; `checkpoint` is its number, 0 for the item as a whole. */
export type CommandBody =
  | { kind: 'acknowledge' }
  | { kind: 'dispute'; reason: string }
  | { kind: 'insist'; post: PostId; reason: string }
  | { kind: 'submit'; checkpoint: number; text: string; files: EvidenceFile[]; figures?: Figure[] }
  | { kind: 'confirm'; checkpoint: number; post: PostId; agree: boolean; reason: string }
  | { kind: 'contribute'; checkpoint: number; text: string; files: EvidenceFile[] }
  | { kind: 'accept'; checkpoint: number; note: string }
  | { kind: 'return'; checkpoint: number; reason: string }
  | { kind: 'requestExtension'; checkpoint: number; due: Day; reason: string }
  | { kind: 'consentExtension'; checkpoint: number; agree: boolean; reason: string }
  /** `due`: another date than the one asked for. */
  | { kind: 'decideExtension'; checkpoint: number; grant: boolean; due: Day | null; reason: string }
  /** `due`: the day by which the reply slip is to be back; `null` for the policy's. */
  | { kind: 'issueOrder'; checkpoint: number; signatory: string; due: Day | null }
  /** The reply slip: what will be done, by when, and who sees to it. */
  | { kind: 'replyOrder'; checkpoint: number; plan: string; due: Day; person: string }
  | { kind: 'withdrawOrder'; checkpoint: number; reason: string }
  | { kind: 'nudge'; checkpoint: number; words: string }
  | { kind: 'instruct'; words: string }
  /** `from`: the first day on which the others answer; `null` for at once. */
  | { kind: 'reassign'; posts: Omit<ItemPosts, 'office' | 'principal'>; from: Day | null; reason: string }
  /** `planned`: a new version of the document has it, and not the office alone. */
  | { kind: 'addCheckpoint'; label: string; from: Day; due: Day; contents: string[]; reason: string; planned?: boolean }
  /** `from`: `null` to leave it. */
  | { kind: 'changeCheckpoint'; checkpoint: number; label: string; from: Day | null; due: Day; reason: string }
  | { kind: 'dropCheckpoint'; checkpoint: number; reason: string }
  | { kind: 'freeze'; reason: string }
  /** `shift`: the dates move on by the working days that the item was frozen. */
  | { kind: 'resume'; shift: boolean; reason: string }
  | { kind: 'cancel'; reason: string }
  | { kind: 'decideCancel'; agree: boolean; reason: string }
  | { kind: 'close'; note: string }
  | { kind: 'reopen'; checkpoint: number; due: Day; reason: string }
  /** `to`: the item of next year's campaign. */
  | { kind: 'carry'; to: string; reason: string }
  /** `dates`: the checkpoints whose day is another by the new policy and calendar; `before`: the day that it was, for one that is still due then. */
  | { kind: 'replan'; dates: { checkpoint: number; due: Day; before?: Day }[] }
  /** From the mail side: a notice was refused or bounced. `otherContact`: the post has one that has not been tried. */
  | { kind: 'undelivered'; notice: NoticeKey; contact: 1 | 2; otherContact: boolean; reason: string; said?: Said }
  | { kind: 'delivered'; checkpoint: number; round: number };

export type CommandKind = CommandBody['kind'];

/** A file handed in: its content is kept under its hash, its name only shown. */
export interface EvidenceFile {
  sha256: string;
  name: string;
  /** Bytes. */
  size: number;
  /** By its bytes; missing where it was handed in before that was looked at. */
  type?: EvidenceType;
}

/** The first answer is the answer, however often the command arrives. */
export type Answer = { ok: true } | { ok: false; code: string; message: string };
