import type { CommandBody } from '../command.js';
import type { Day, Instant } from '../instant.js';
import type { PostKind } from '../notice.js';
import type { Rule } from '../rule.js';

/** Somebody does something to an item, ready to be played: on the simulated clock, or on the real engine. */
export interface Deed {
  at: Instant;
  itemCode: string;
  /** `null`: the engine itself, for what the mail side reports. */
  as: PostName | null;
  /** With posts by their ids and checkpoints by their numbers. */
  body: CommandBody;
}

export interface PostName {
  kind: PostKind;
  name: string;
}

/** What everybody does in a rehearsal. */
export interface Behaviour {
  /** Of items for which no deed is given. */
  default: 'silent' | 'punctual';
  deeds: NamedDeed[];
}

/** A deed as a person writes it down. */
export interface NamedDeed {
  /** Clocks of the campaign's zone: `2027-03-05T10:00`. */
  at: string;
  /** The item's code. */
  item: string;
  /** Only what the mail side reports is done by nobody. */
  as?: string | PostName | undefined;
  do: NamedBody;
}

/** A label, or the number where labels repeat. */
export type CheckpointName = string | number;

/** `CommandBody` with posts by their names, checkpoints by their labels and targets counted from 1. */
export type NamedBody =
  | { kind: 'acknowledge' }
  | { kind: 'dispute'; reason: string }
  | { kind: 'insist'; post: string; reason: string }
  | { kind: 'submit'; checkpoint: CheckpointName; text: string; figures: { target: number; value: number }[] }
  | { kind: 'confirm'; checkpoint: CheckpointName; post: string; agree: boolean; reason: string }
  | { kind: 'contribute'; checkpoint: CheckpointName; text: string }
  | { kind: 'accept'; checkpoint: CheckpointName; note: string }
  | { kind: 'return'; checkpoint: CheckpointName; reason: string }
  | { kind: 'requestExtension'; checkpoint: CheckpointName; due: Day; reason: string }
  | { kind: 'consentExtension'; checkpoint: CheckpointName; agree: boolean; reason: string }
  | { kind: 'decideExtension'; checkpoint: CheckpointName; grant: boolean; due: Day | null; reason: string }
  | { kind: 'issueOrder'; checkpoint: CheckpointName; signatory: string; due: Day | null }
  | { kind: 'replyOrder'; checkpoint: CheckpointName; plan: string; due: Day; person: string }
  | { kind: 'withdrawOrder'; checkpoint: CheckpointName; reason: string }
  | { kind: 'nudge'; checkpoint?: CheckpointName | undefined; words: string }
  | { kind: 'instruct'; words: string }
  | { kind: 'reassign'; posts: NamedPosts; from: Day | null; reason: string }
  | { kind: 'addCheckpoint'; label: string; from: Day; due: Day; contents: string[]; reason: string }
  | {
      kind: 'changeCheckpoint';
      checkpoint: CheckpointName;
      label: string;
      from: Day | null;
      due: Day;
      reason: string;
    }
  | { kind: 'dropCheckpoint'; checkpoint: CheckpointName; reason: string }
  | { kind: 'freeze'; reason: string }
  | { kind: 'resume'; shift: boolean; reason: string }
  | { kind: 'cancel'; reason: string }
  | { kind: 'decideCancel'; agree: boolean; reason: string }
  | { kind: 'close'; note: string }
  | { kind: 'reopen'; checkpoint: CheckpointName; due: Day; reason: string }
  | { kind: 'carry'; to: string; reason: string }
  | { kind: 'replan'; dates: { checkpoint: CheckpointName; due: Day }[] }
  | { kind: 'undelivered'; notice: NamedNotice; contact: 1 | 2; otherContact: boolean; reason: string }
  | { kind: 'delivered'; checkpoint: CheckpointName; round: number };

/** Who answers from then on; the leader stays as he is where none is named, `null` for none. */
export interface NamedPosts {
  leads: string[];
  supporting: string[];
  leader?: string | null | undefined;
}

export interface NamedNotice {
  checkpoint?: CheckpointName | undefined;
  round: number;
  rule: Rule;
  /** As the rehearsal counts: of reminders the first is 1. */
  step: number;
  post: string | PostName;
}
