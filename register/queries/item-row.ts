import type { Answering } from '../../domain/compare-plans.js';
import type { Day, Instant } from '../../domain/instant.js';
import type { CheckpointStatus, ItemStatus } from '../../domain/item-state.js';
import type { Target } from '../../domain/plan.js';
import type { ItemOrigin } from '../schema.js';

export interface ItemRow {
  id: string;
  campaignId: string;
  code: string;
  heading: string;
  title: string;
  contents: string[];
  measures: string[];
  deadlineText: string;
  targets: Target[];
  status: ItemStatus;
  /** Ended, in whatever way. */
  closed: boolean;
  origin: ItemOrigin;
  /** The item of last year's campaign that it goes on with. */
  carriedFrom: string | null;
  /** Who answers as the document has it. */
  plannedAnswering: Answering | null;
  flagged: string | null;
  nextMoment: Instant | null;
  /** The soonest date a report is due. */
  nextDue: Instant | null;
  posts: ItemPostRow[];
  checkpoints: CheckpointRow[];
}

export interface ItemPostRow {
  id: string;
  name: string;
  role: string;
  /** Of a head: the lead whose reports it signs. */
  forPost: string | null;
  acknowledgedAt: Instant | null;
}

export interface CheckpointRow {
  n: number;
  label: string;
  from: Day;
  /** As planned. */
  dueDay: Day;
  /** How the day follows from the document's text. */
  why: string;
  mark: string | null;
  contents: string[];
  /** In this round. */
  due: Instant;
  nearFrom: Instant | null;
  status: CheckpointStatus;
  round: number;
  submittedAt: Instant | null;
  late: boolean;
  /** The office added it; no document has it. */
  byHand: boolean;
  /** Behind pace by the figures last reported. */
  behind: boolean;
  originalDue: Instant;
  /** The date asked for, while an extension is asked for. */
  requestedDue: Instant | null;
  /** How often an extension was asked for. */
  extensions: number;
  returns: number;
}
