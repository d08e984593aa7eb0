import { sql } from 'kysely';
import type { EvidenceFile } from '../../domain/command.js';
import type { Instant } from '../../domain/instant.js';
import type { Rule } from '../../domain/item-state.js';
import type { Database } from '../database.js';
import type { MailState, NoticeState } from '../schema.js';

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
  const entries: TimelineEntry[] = [
    ...refused.map(({ at, actor, command, answer }) => ({
      ...{ kind: 'event' as const, at, seq: 0, event: 'refused', checkpoint: 0, actor },
      detail: { command, reason: answer?.ok === false ? answer.message : '' },
    })),
    ...events.map((row) => ({ ...row, kind: 'event' as const, actor: row.actor ?? '系统' })),
    ...notices.map(({ release_at, mailedAt, ...row }) => ({
      ...row,
      kind: 'notice' as const,
      at: mailedAt ?? release_at,
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
  files: EvidenceFile[];
}

/** Everything handed in for an item, oldest first. */
export async function submissionsOf(db: Database, itemId: string): Promise<SubmissionRow[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('post', 'post.id', 'submission.actor')
    .where('item_id', '=', itemId)
    .orderBy('at')
    .select(['submission.id', 'checkpoint', 'round', 'post.name as actor', 'at', 'text', 'late'])
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
