import { sql } from 'kysely';
import type { Instant } from '../domain/instant.js';
import type { CheckpointState, ItemPosts } from '../domain/item-state.js';
import { dayOf } from '../domain/calendar/zoned.js';
import type { Policy } from '../domain/policy.js';
import { movesAnswering, movesReportDue } from '../domain/report-account.js';
import { isoOrNull, timestamp, type Tx } from './database.js';
import type { LockedItem } from './lock-item.js';
import type { Change, Outcome } from './outcome.js';
import { recordItemPosts } from './record-item.js';

/** Brings the rows that pages read to what the state says of its checkpoints: all that changed in one statement. */
export async function projectCheckpoints(tx: Tx, changes: Change[]): Promise<void> {
  const rows: ReturnType<typeof rowOf>[] = [];
  for (const { item, outcome } of changes) {
    const known = new Map(item.state?.checkpoints.map((checkpoint) => [checkpoint.n, checkpoint]));
    for (const checkpoint of outcome.state.checkpoints) {
      const before = known.get(checkpoint.n);
      if (checkpoint === before && item.state?.posts === outcome.state.posts) continue;
      if (item.state !== null && before === undefined) await insert(tx, item, { checkpoint, outcome });
      rows.push(rowOf(checkpoint, { item, outcome }, before));
    }
  }
  if (rows.length === 0) return;
  await sql`
    update checkpoint set label = now.label, status = now.status, round = now.round, late = now.late, behind = now.behind,
      extensions = now.extensions, returns = now.returns, from_day = now."fromDay", due_at = now."dueAt",
      original_due_at = now."originalDueAt", submitted_at = now."submittedAt", requested_due_at = now.requested,
      near_from = case when now.near then now."nearFrom" else checkpoint.near_from end,
      report_due_at = case when now.moved then now."dueAt" else checkpoint.report_due_at end,
      leads = case when now.answering then now.leads else checkpoint.leads end,
      leader = case when now.answering then now.leader else checkpoint.leader end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as now("itemId" text, n integer, label text, status text, round integer, late boolean,
      behind boolean, extensions integer, returns integer, "fromDay" date, "dueAt" timestamptz, "originalDueAt" timestamptz,
      "submittedAt" timestamptz, requested timestamptz, near boolean, "nearFrom" timestamptz,
      moved boolean, answering boolean, leads text[], leader text)
    where checkpoint.item_id = now."itemId" and checkpoint.n = now.n`.execute(tx);
}

function rowOf(checkpoint: CheckpointState, { item, outcome }: Change, before: CheckpointState | undefined) {
  const { policy } = item.t;
  const { pending: _, ...shown } = checkpoint;
  return {
    ...shown,
    itemId: item.id,
    fromDay: dayOf(checkpoint.from, policy.zone),
    requested: isoOrNull(checkpoint.request?.due ?? null),
    dueAt: isoOrNull(checkpoint.due),
    originalDueAt: isoOrNull(checkpoint.originalDue),
    submittedAt: isoOrNull(checkpoint.submittedAt),
    // Known when a round begins.
    near: before?.round !== checkpoint.round,
    nearFrom: isoOrNull(nearFrom(checkpoint, policy, outcome.at)),
    moved: movesReportDue(before, checkpoint),
    answering: movesAnswering(before, checkpoint),
    leads: outcome.state.posts.leads,
    leader: outcome.state.posts.leader,
  };
}

/** A checkpoint that the plan did not have; the rest of its row is brought up to date as every other's. */
async function insert(
  tx: Tx,
  { id, t }: LockedItem,
  { checkpoint, outcome }: { checkpoint: CheckpointState; outcome: Outcome },
): Promise<void> {
  const body = outcome.command?.body;
  const { contents, reason, planned } =
    body?.kind === 'addCheckpoint' ? body : { contents: [], reason: '', planned: false };
  const { n, label, status, round, late } = checkpoint;
  await tx
    .insertInto('checkpoint')
    .values({
      ...{ item_id: id, n, label, status, round, late },
      from_day: dayOf(checkpoint.from, t.policy.zone),
      due_day: dayOf(checkpoint.due, t.policy.zone),
      due_at: timestamp(checkpoint.due),
      original_due_at: timestamp(checkpoint.originalDue),
      report_due_at: timestamp(checkpoint.due),
      leads: outcome.state.posts.leads,
      leader: outcome.state.posts.leader,
      why: reason,
      by_hand: planned !== true,
      mark: null,
      contents: JSON.stringify(contents),
      near_from: null,
      submitted_at: null,
      requested_due_at: null,
    })
    .execute();
}

/** When due counts as near, known when a round begins: at its middle reminder, or from the start where that is past already. */
function nearFrom(checkpoint: CheckpointState, policy: Policy, began: Instant): Instant | null {
  const middle = policy.reminders.at(-2) ?? policy.reminders.at(-1);
  if (checkpoint.status === 'past' || middle === undefined) return null;
  return checkpoint.pending.find((rung) => rung.rule === 'reminder' && rung.step === middle)?.release ?? began;
}

/** Other divisions answer from now on. */
export async function projectPosts(tx: Tx, itemId: string, posts: ItemPosts): Promise<void> {
  await tx.deleteFrom('item_post').where('item_id', '=', itemId).execute();
  await recordItemPosts(tx, itemId, posts);
}
