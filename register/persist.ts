import { randomUUID } from 'node:crypto';
import type { Command } from '../domain/command.js';
import type { Instant } from '../domain/instant.js';
import type { Effect, StagedNotice } from '../domain/item-event.js';
import type { CheckpointState, ItemState } from '../domain/item-state.js';
import { nextMoment } from '../domain/lifecycle.js';
import type { Policy } from '../domain/policy.js';
import { appendAudit } from './audit.js';
import { timestamp, type Tx } from './database.js';
import { wakeFor } from './dispatch-wake.js';
import type { LockedItem } from './lock-item.js';

export interface Outcome {
  state: ItemState;
  effects: Effect[];
  actor: string;
  /** When it happened: receipt for a command, the moment for a timer. */
  at: Instant;
  /** When it is applied. */
  now: Instant;
  command?: Command;
}

/** Writes what was decided: state, projection, evidence, notices, audit. The wake row comes last: it is the one lock all items share. */
export async function persist(tx: Tx, item: LockedItem, outcome: Outcome): Promise<void> {
  const { state, effects } = outcome;
  for (const [index, checkpoint] of state.checkpoints.entries()) {
    const before = item.state?.checkpoints[index];
    if (checkpoint === before) continue;
    const near = before?.round === checkpoint.round ? {} : { near_from: nearFrom(checkpoint, item.policy, outcome.at) };
    await projectCheckpoint(tx, item.id, { ...checkpoint, ...near });
  }
  await recordSubmission(tx, state, outcome);
  for (const effect of effects) if (effect.type === 'withdraw') await withdraw(tx, item.id, effect);
  const staged = effects.flatMap((effect) => (effect.type === 'stage' ? [effect.notice] : []));
  await stage(tx, item.id, { staged, now: outcome.now });

  const entries = effects.flatMap((effect) =>
    effect.type === 'record'
      ? [
          {
            at: outcome.at,
            actor: outcome.actor,
            event: effect.event,
            checkpoint: effect.checkpoint,
            detail: detailOf(effect, outcome),
          },
        ]
      : [],
  );
  const head = await appendAudit(tx, item.id, { head: item.audit, entries });
  const next = nextMoment(state);
  await tx
    .updateTable('item')
    .set({
      state: JSON.stringify(state),
      closed: state.status === 'closed',
      next_moment: next === null ? null : timestamp(next.at),
      flagged: null,
      audit_seq: head.seq,
      audit_hash: head.hash,
    })
    .where('id', '=', item.id)
    .execute();
  if (staged.length > 0) await wakeFor(tx, Math.min(...staged.map((notice) => notice.release)));
}

async function projectCheckpoint(
  tx: Tx,
  itemId: string,
  checkpoint: CheckpointState & { near_from?: Instant | null },
): Promise<void> {
  const { near_from: near } = checkpoint;
  await tx
    .updateTable('checkpoint')
    .set({
      due_at: timestamp(checkpoint.due),
      status: checkpoint.status,
      round: checkpoint.round,
      submitted_at: checkpoint.submittedAt === null ? null : timestamp(checkpoint.submittedAt),
      late: checkpoint.late,
      ...(near === undefined ? {} : { near_from: near === null ? null : timestamp(near) }),
    })
    .where('item_id', '=', itemId)
    .where('n', '=', checkpoint.n)
    .execute();
}

/** When due counts as near, known when a round begins: at its middle reminder, or from the start where that is past already. */
function nearFrom(checkpoint: CheckpointState, policy: Policy, began: Instant): Instant | null {
  const middle = policy.reminders.at(-2) ?? policy.reminders.at(-1);
  if (checkpoint.status === 'past' || middle === undefined) return null;
  return checkpoint.pending.find((rung) => rung.rule === 'reminder' && rung.step === middle)?.release ?? began;
}

async function recordSubmission(tx: Tx, state: ItemState, { command }: Outcome): Promise<void> {
  if (command?.body.kind !== 'submit') return;
  const { checkpoint: n, text, files } = command.body;
  const checkpoint = state.checkpoints.find((c) => c.n === n);
  if (checkpoint === undefined) return;
  // An id of its own: a command's is unique in its item only.
  const id = randomUUID();
  await tx
    .insertInto('submission')
    .values({
      id,
      item_id: command.itemId,
      checkpoint: n,
      round: checkpoint.round,
      actor: command.actor,
      at: timestamp(command.at),
      text,
      late: command.at > checkpoint.due,
    })
    .execute();
  if (files.length === 0) return;
  await tx
    .insertInto('evidence')
    .values(files.map(({ sha256, name, size }, position) => ({ sha256, name, size, submission_id: id, position })))
    .execute();
}

async function withdraw(tx: Tx, itemId: string, effect: Effect & { type: 'withdraw' }): Promise<void> {
  await tx
    .updateTable('notice')
    .set({ state: 'withdrawn', withdrawn_because: effect.because })
    .where('item_id', '=', itemId)
    .where('state', '=', 'staged')
    .where('rule', 'in', effect.rules)
    .$if(effect.checkpoint !== 'any', (query) => query.where('checkpoint', '=', effect.checkpoint as number))
    .$if(effect.post !== undefined, (query) => query.where('post_id', '=', effect.post as string))
    .execute();
}

async function stage(tx: Tx, itemId: string, { staged, now }: { staged: StagedNotice[]; now: Instant }): Promise<void> {
  if (staged.length === 0) return;
  await tx
    .insertInto('notice')
    .values(
      staged.map(({ post, release, ...notice }) => ({
        ...notice,
        id: randomUUID(),
        item_id: itemId,
        post_id: post,
        release_at: timestamp(release),
        staged_at: timestamp(now),
        state: 'staged' as const,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['item_id', 'checkpoint', 'round', 'rule', 'step', 'post_id']).doNothing(),
    )
    .execute();
}

/** The timeline shows what was said, too: it is part of what the trail must prove. */
function detailOf(effect: Effect & { type: 'record' }, { command }: Outcome): Record<string, unknown> {
  if (command === undefined || effect.event === 'lateness-withdrawn') return effect.detail;
  const { body } = command;
  switch (body.kind) {
    case 'submit':
      return effect.event === 'submitted' ? { ...effect.detail, text: body.text, files: body.files } : effect.detail;
    case 'accept':
    case 'close':
      return body.note === '' ? effect.detail : { ...effect.detail, note: body.note };
    case 'acknowledge':
    case 'return':
      return effect.detail;
  }
}
