import type { Instant } from './instant.js';
import type { Basis, CheckpointStatus, ItemStatus, PostId, Said } from './item-state.js';
import type { OrderStatus, OrderText } from './order.js';
import type { Policy } from './policy.js';
import type { Rule } from './rule.js';
import type { DivisionRole, Target } from './plan.js';
import type { Following } from './what-follows.js';

export type PostKind = 'division' | 'head' | 'leader' | 'office' | 'principal';

/** A notice with all its reader needs to be told, as it is when it is released. */
export interface ReleasedNotice {
  id: string;
  rule: Rule;
  step: number;
  round: number;
  release: Instant;
  post: { id: PostId; kind: PostKind; name: string };
  campaign: { id: string; title: string; issuer: string; zone: string; policy: Policy };
  item: {
    id: string;
    code: string;
    heading: string;
    title: string;
    divisions: { name: string; role: DivisionRole }[];
    leader: string | null;
    targets: Target[];
    status: ItemStatus;
    checkpoints: NoticeCheckpoint[];
  };
  /** `null` for notices about the item as a whole. */
  checkpoint: NoticeCheckpoint | null;
  /** What the deed that it follows from said; posts by their names. */
  said: Omit<Said, 'leads' | 'supporting' | 'by' | 'notice'> & {
    leads?: string[];
    supporting?: string[];
    by?: string;
    notice?: { rule: Rule; step: number; post: string };
  };
  /** The supervision order that it is about, or that stands where lateness is told; its text is null while it is a draft. */
  order: { status: OrderStatus; text: OrderText | null } | null;
  /** The rule and the dates that led to it: `whyText`. */
  basis: Basis;
  versions: { policy: string; calendar: string };
  /** 2: sent to the post's other contact, because the first was not reached. */
  contact: 1 | 2;
  /** The person on leave for whom its reader stands in (代理). */
  standsInFor: string | null;
  /** Working days since due, for `overdue` and `escalation`. */
  daysLate: number | null;
  /** Of one that waits for a report: what is told next unless it comes. */
  following?: Following | null;
  /** Address of the page where its division does what it asks; absent where mails have no links, or nothing is asked. */
  link?: string;
}

export interface NoticeCheckpoint {
  n: number;
  label: string;
  from: Instant;
  due: Instant;
  status: CheckpointStatus;
  contents: string[];
  /** Grows with every round of the checkpoint or its item, and so whenever its date moves. */
  revision: number;
  /** Due computed without a published holiday notice: say so wherever the date is shown. */
  provisional: boolean;
}
