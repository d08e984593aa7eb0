import { sql } from 'kysely';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import type { EvidenceFile } from '../../domain/command.js';
import type { Instant } from '../../domain/instant.js';
import type { Basis, Figure } from '../../domain/item-state.js';
import type { Rule } from '../../domain/rule.js';
import { basisOf } from '../basis-of.js';
import type { Database } from '../database.js';
import type { MailState, NoticeState } from '../schema.js';
import { itemStateOf } from './item-state.js';
import { modernDetail } from './old-detail.js';

/** One line of an item's story: what happened, or who was told what. Oldest first. */
export type TimelineEntry =
  | {
      kind: 'event';
      at: Instant;
      seq: number;
      event: string;
      checkpoint: number;
      actor: string;
      detail: Record<string, unknown>;
    }
  | {
      kind: 'notice';
      at: Instant;
      checkpoint: number;
      round: number;
      rule: Rule;
      step: number;
      post: string;
      person: string | null;
      state: NoticeState;
      mail: MailState | null;
      mailId: string | null;
      because: string | null;
      contact: 1 | 2;
      /** The person on leave in whose stead `person` was told. */
      standsInFor: string | null;
      /** Why: for `whyText`. */
      basis: Basis;
      versions: { policy: string; calendar: string };
    };

export async function timelineOf(db: Database, itemId: string): Promise<TimelineEntry[]> {
  const events = await db
    .selectFrom('audit')
    .leftJoin('post', 'post.id', 'audit.actor')
    .where('item_id', '=', itemId)
    .orderBy('seq')
    .select(['seq', 'at', 'event', 'checkpoint', 'detail', 'post.name as actor'])
    .execute();
  const notices = await db
    .selectFrom('notice')
    .innerJoin('post', 'post.id', 'notice.post_id')
    .leftJoin('mail', 'mail.id', 'notice.mail_id')
    .leftJoin('person as absent', 'absent.id', 'notice.stands_in_for')
    .where('item_id', '=', itemId)
    .select([
      'release_at',
      'checkpoint',
      'round',
      'rule',
      'step',
      'post.name as post',
      'notice.state',
      'withdrawn_because as because',
    ])
    .orderBy('staged_at')
    .orderBy('notice.checkpoint')
    .orderBy('rule')
    .orderBy('step')
    .select(['contact', 'absent.name as standsInFor', 'basis', 'policy_version', 'calendar_version'])
    .select(['mail.state as mail', 'mail.name as person', 'mail.id as mailId', 'mail.created_at as mailedAt'])
    .execute();
  // Refused commands moved nothing and are not in the audit trail, but who sent one while the engine was away must find the answer.
  const refused = await db
    .selectFrom('command')
    .innerJoin('post', 'post.id', 'command.actor')
    .where('item_id', '=', itemId)
    .where(sql<boolean>`answer ->> 'ok' = 'false'`)
    .orderBy('at')
    .select(['at', 'command.kind as command', 'post.name as actor', 'answer'])
    .execute();
  // By which notices that do not say why they were sent can be explained.
  const known = notices.some(({ basis }) => basis === null)
    ? await itemStateOf(db, itemId, stateCouncilCalendar)
    : null;
  const entries: TimelineEntry[] = [
    ...refused.map(({ at, actor, command, answer }) => ({
      ...{ kind: 'event' as const, at, seq: 0, event: 'refused', checkpoint: 0, actor },
      detail: { command, reason: answer?.ok === false ? answer.message : '' },
    })),
    ...events.map((row) => ({
      ...row,
      kind: 'event' as const,
      actor: row.actor ?? '系统',
      detail: modernDetail(row.event, row.detail),
    })),
    ...notices.map(({ release_at, mailedAt, policy_version: policy, calendar_version: calendar, ...row }) => ({
      ...row,
      kind: 'notice' as const,
      at: mailedAt ?? release_at,
      basis: basisOf({ ...row, release: release_at }, known),
      versions: { policy, calendar },
    })),
  ];
  return entries.sort((a, b) => a.at - b.at || order(a) - order(b));
}

function order(entry: TimelineEntry): number {
  return entry.kind === 'event' ? entry.seq : Number.MAX_SAFE_INTEGER;
}

export interface SubmissionRow {
  id: string;
  checkpoint: number;
  round: number;
  actor: string;
  at: Instant;
  text: string;
  late: boolean;
  /** A draft waits for the signature of the division's head; a contribution is a supporting division's. */
  kind: 'report' | 'draft' | 'contribution';
  figures: Figure[];
  /** Who signed it, as its division's head, and when. */
  confirmedBy: string | null;
  confirmedAt: Instant | null;
  files: EvidenceFile[];
}

/** Everything handed in for an item, oldest first. */
export async function submissionsOf(db: Database, itemId: string): Promise<SubmissionRow[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('post', 'post.id', 'submission.actor')
    .leftJoin('post as head', 'head.id', 'submission.confirmed_by')
    .where('item_id', '=', itemId)
    .orderBy('at')
    .select(['submission.id', 'checkpoint', 'round', 'post.name as actor', 'at', 'text', 'late'])
    .select(['submission.kind', 'figures', 'head.name as confirmedBy', 'confirmed_at as confirmedAt'])
    .execute();
  const files =
    rows.length === 0
      ? []
      : await db
          .selectFrom('evidence')
          .where(
            'submission_id',
            'in',
            rows.map((row) => row.id),
          )
          .orderBy('position')
          .selectAll()
          .execute();
  return rows.map((row) => ({
    ...row,
    files: files
      .filter((file) => file.submission_id === row.id)
      .map(({ sha256, name, size }) => ({ sha256, name, size })),
  }));
}
