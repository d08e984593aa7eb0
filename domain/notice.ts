import type { Instant } from './instant.js';
import type { CheckpointStatus, PostId, Rule } from './item-state.js';
import type { DivisionRole } from './plan.js';

export type PostKind = 'division' | 'leader' | 'office' | 'principal';

/** A notice with all its reader needs to be told, as it is when it is released. */
export interface ReleasedNotice {
  id: string;
  rule: Rule;
  step: number;
  round: number;
  release: Instant;
  post: { id: PostId; kind: PostKind; name: string };
  campaign: { id: string; title: string; issuer: string; zone: string };
  item: {
    id: string;
    code: string;
    heading: string;
    title: string;
    divisions: { name: string; role: DivisionRole }[];
    leader: string | null;
    checkpoints: NoticeCheckpoint[];
  };
  /** `null` for notices about the item as a whole. */
  checkpoint: NoticeCheckpoint | null;
  /** Why the office returned a submission, for `return`. */
  reason: string | null;
  /** Working days since due, for `overdue` and `escalation`. */
  daysLate: number | null;
}

export interface NoticeCheckpoint {
  n: number;
  label: string;
  from: Instant;
  due: Instant;
  status: CheckpointStatus;
  contents: string[];
  /** Due computed without a published holiday notice: say so wherever the date is shown. */
  provisional: boolean;
}
