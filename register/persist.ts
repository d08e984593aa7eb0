import { randomUUID } from 'node:crypto';
import { sql, type InsertObject } from 'kysely';
import type { Instant } from '../domain/instant.js';
import type { Effect, WithdrawEffect } from '../domain/item-event.js';
import { hasEnded, nextDue } from '../domain/life/standing.js';
import { nextMoment } from '../domain/lifecycle.js';
import { appendAudits, type AuditChain, type ChainHead } from './audit.js';
import { isoOrNull, timestamp, type Tx } from './database.js';
import { wakeFor } from './dispatch-wake.js';
import { resumeCampaign } from './end-campaign.js';
import { lightMoments } from './lights.js';
import type { Change, Outcome } from './outcome.js';
import { projectCheckpoints, projectPosts } from './project.js';
import { recordOrders, type OrderNumbers } from './record-orders.js';
import { recordSubmission } from './record-submission.js';
import type { Register } from './schema.js';

/**
 * Writes what was decided of one item, or of many at once: state, projection, evidence, notices, audit. The wake row comes
 * last: it is the one lock all items share.
 */
export async function persist(tx: Tx, changes: Change[]): Promise<void> {
  await projectCheckpoints(tx, changes);
  for (const { item, outcome } of changes) {
    const { state, effects } = outcome;
    if (item.state !== null && item.state.posts !== state.posts) await projectPosts(tx, item.id, state.posts);
    await recordSubmission(tx, item.state, outcome);
    for (const effect of effects) if (effect.type === 'withdraw') await withdraw(tx, item.id, effect);
    // Reopened after its campaign had ended.
    if (item.state !== null && hasEnded(item.state) && !hasEnded(state)) await resumeCampaign(tx, item.campaignId);
  }
  const notices = changes.flatMap(noticesOf);
  await stage(tx, notices);
  const audits: AuditChain[] = [];
  for (const change of changes) audits.push(auditOf(change, await recordOrders(tx, change)));
  const heads = await appendAudits(tx, audits);
  await keepStates(tx, changes, heads);
  const releases = changes.flatMap(({ outcome }) =>
    outcome.effects.flatMap((effect) => (effect.type === 'stage' ? [effect.notice.release] : [])),
  );
  if (releases.length > 0) await wakeFor(tx, Math.min(...releases));
}

/** All states in one statement. */
async function keepStates(tx: Tx, changes: Change[], heads: ChainHead[]): Promise<void> {
  const rows = changes.map(({ item, outcome: { state } }, index) => ({
    id: item.id,
    state,
    status: state.status,
    closed: hasEnded(state),
    nextMoment: isoOrNull(nextMoment(state)?.at ?? null),
    nextDue: isoOrNull(nextDue(state)),
    ...heads[index],
  }));
  await sql`
    update item set state = now.state, status = now.status, closed = now.closed, next_moment = now."nextMoment",
      next_due = now."nextDue", flagged = null, audit_seq = now.seq, audit_hash = now.hash, ${lightMoments}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as now(id text, state jsonb, status text, closed boolean,
      "nextMoment" timestamptz, "nextDue" timestamptz, seq integer, hash text)
    where item.id = now.id`.execute(tx);
}

function auditOf({ item, outcome }: Change, numbers: OrderNumbers): AuditChain {
  const { at, actor } = outcome;
  const entries = outcome.effects.flatMap((effect) =>
    effect.type === 'record'
      ? [{ at, actor, event: effect.event, checkpoint: effect.checkpoint, detail: detailOf(effect, outcome, numbers) }]
      : [],
  );
  const algorithm = item.t.policy.auditHash;
  return { itemId: item.id, head: item.audit, entries, before: item.state, after: outcome.state, algorithm };
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

function noticesOf({ item, outcome: { state, effects, now } }: Change): InsertObject<Register, 'notice'>[] {
  return effects.flatMap((effect) => {
    if (effect.type !== 'stage') return [];
    const { post, release, basis, said, ...notice } = effect.notice;
    return [
      {
        ...notice,
        id: randomUUID(),
        item_id: item.id,
        post_id: post,
        release_at: timestamp(release),
        staged_at: timestamp(now),
        state: 'staged' as const,
        basis: JSON.stringify(basis),
        said: JSON.stringify(said),
        policy_version: state.terms.policy,
        calendar_version: state.terms.calendar,
      },
    ];
  });
}

async function stage(tx: Tx, notices: InsertObject<Register, 'notice'>[]): Promise<void> {
  if (notices.length === 0) return;
  await tx
    .insertInto('notice')
    .values(notices)
    .onConflict((conflict) =>
      conflict.columns(['item_id', 'checkpoint', 'round', 'rule', 'step', 'post_id', 'contact']).doNothing(),
    )
    .execute();
}

/** The timeline shows what was said, too: it is part of what the trail must prove. So is the number of an order. */
function detailOf(
  effect: Effect & { type: 'record' },
  { command }: Outcome,
  numbers: OrderNumbers,
): Record<string, unknown> {
  const number = effect.event.startsWith('order-') ? numbers.get(effect.checkpoint) : undefined;
  if (number !== undefined) return { ...effect.detail, number };
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
