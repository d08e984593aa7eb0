import { randomUUID } from 'node:crypto';

import type { Instant } from '../domain/instant.js';
import type { Effect, StagedNotice, WithdrawEffect } from '../domain/item-event.js';
import type { Terms } from '../domain/item-state.js';
import { hasEnded, nextDue } from '../domain/life/standing.js';
import { nextMoment } from '../domain/lifecycle.js';
import { appendAudit } from './audit.js';
import { resumeCampaign } from './end-campaign.js';
import { atOrNull, timestamp, type Tx } from './database.js';
import { wakeFor } from './dispatch-wake.js';
import type { LockedItem } from './lock-item.js';
import type { Outcome } from './outcome.js';
import { projectCheckpoints, projectPosts } from './project.js';
import { recordSubmission } from './record-submission.js';

/** Writes what was decided: state, projection, evidence, notices, audit. The wake row comes last: it is the one lock all items share. */
export async function persist(tx: Tx, item: LockedItem, outcome: Outcome): Promise<void> {
  const { state, effects } = outcome;
  await projectCheckpoints(tx, item, outcome);
  if (item.state !== null && item.state.posts !== state.posts) await projectPosts(tx, item.id, state.posts);
  await recordSubmission(tx, item.state, outcome);
  for (const effect of effects) if (effect.type === 'withdraw') await withdraw(tx, item.id, effect);
  const staged = effects.flatMap((effect) => (effect.type === 'stage' ? [effect.notice] : []));
  await stage(tx, item.id, { staged, terms: state.terms, now: outcome.now });

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
  // Reopened after its campaign had ended.
  if (item.state !== null && hasEnded(item.state) && !hasEnded(state)) await resumeCampaign(tx, item.campaignId);
  const head = await appendAudit(tx, item.id, { head: item.audit, entries });
  const next = nextMoment(state);
  await tx
    .updateTable('item')
    .set({
      state: JSON.stringify(state),
      status: state.status,
      closed: hasEnded(state),
      next_moment: next === null ? null : timestamp(next.at),
      next_due: atOrNull(nextDue(state)),
      flagged: null,
      audit_seq: head.seq,
      audit_hash: head.hash,
    })
    .where('id', '=', item.id)
    .execute();
  if (staged.length > 0) await wakeFor(tx, Math.min(...staged.map((notice) => notice.release)));
}

async function withdraw(tx: Tx, itemId: string, effect: WithdrawEffect): Promise<void> {
  if (effect.rules.length === 0) return;
  await tx
    .updateTable('notice')
    .set({ state: 'withdrawn', withdrawn_because: effect.because })
    .where('item_id', '=', itemId)
    .where('state', '=', 'staged')
    .where('rule', 'in', effect.rules)
    .$if(effect.checkpoint !== 'any', (query) => query.where('checkpoint', '=', effect.checkpoint as number))
    .$if(effect.post !== undefined, (query) => query.where('post_id', '=', effect.post as string))
    .$if(effect.after !== undefined, (query) => query.where('release_at', '>', timestamp(effect.after as Instant)))
    .execute();
}

async function stage(
  tx: Tx,
  itemId: string,
  { staged, terms, now }: { staged: StagedNotice[]; terms: Terms; now: Instant },
): Promise<void> {
  if (staged.length === 0) return;
  await tx
    .insertInto('notice')
    .values(
      staged.map(({ post, release, basis, said, ...notice }) => ({
        ...notice,
        id: randomUUID(),
        item_id: itemId,
        post_id: post,
        release_at: timestamp(release),
        staged_at: timestamp(now),
        state: 'staged' as const,
        basis: JSON.stringify(basis),
        said: JSON.stringify(said),
        policy_version: terms.policy,
        calendar_version: terms.calendar,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['item_id', 'checkpoint', 'round', 'rule', 'step', 'post_id', 'contact']).doNothing(),
    )
    .execute();
}

/** The timeline shows what was said, too: it is part of what the trail must prove. */
function detailOf(effect: Effect & { type: 'record' }, { command }: Outcome): Record<string, unknown> {
  const { body } = command ?? {};
  if (body === undefined || !told.includes(effect.event)) return effect.detail;
  if ('files' in body)
    return {
      ...effect.detail,
      text: body.text,
      files: body.files,
      ...('figures' in body ? { figures: body.figures } : {}),
    };
  return 'note' in body && body.note !== '' ? { ...effect.detail, note: body.note } : effect.detail;
}

/** The events that carry what was handed in or noted. */
const told = ['submitted', 'drafted', 'contributed', 'accepted', 'closed'];
