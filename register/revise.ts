import type { Answering, RunningItem } from '../domain/compare-plans.js';
import { wordFields, type WordDifference } from '../domain/compare/words.js';
import { dayOf } from '../domain/calendar/zoned.js';
import type { Day, Instant } from '../domain/instant.js';
import type { ItemState, PostId } from '../domain/item-state.js';
import type { DraftItem } from '../domain/plan.js';
import { completePolicy } from '../domain/policy.js';
import { appendAudit } from './audit.js';
import { timestamp, type Database, type Tx } from './database.js';
import type { ItemRow } from './queries/items.js';

/** The items of a campaign's document as they run, for a comparison with a new version of it. `zone`: in which days are told. */
export function runningItems(items: readonly ItemRow[], zone: string): RunningItem[] {
  return items
    .filter(({ origin }) => origin === 'document')
    .map((item): RunningItem => {
      const named = (role: string): string[] => item.posts.filter((post) => post.role === role).map(({ name }) => name);
      const { id, code, heading, title, contents, measures, deadlineText, targets } = item;
      return {
        ...{ id, code, heading, title, contents, measures, deadlineText, targets },
        ended: item.closed,
        leads: named('lead'),
        supporting: named('supporting'),
        leader: named('leader')[0] ?? '',
        planned: item.plannedAnswering,
        checkpoints: item.checkpoints.map(({ n, label, contents: own, status, dueDay, due, byHand }) => ({
          ...{ n, label, contents: own, status, byHand, planned: dueDay },
          due: dayOf(due, zone),
        })),
      };
    });
}

/** The number of the version that a campaign goes by. */
export async function planVersion(db: Database | Tx, campaignId: string): Promise<number> {
  const { last } = await db
    .selectFrom('plan_version')
    .where('campaign_id', '=', campaignId)
    .select((eb) => eb.fn.max('n').as('last'))
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
}

export interface PlanVersionToRecord {
  campaignId: string;
  document: { sha256: string; name: string; number: string };
  reason: string;
  at: Instant;
  by: PostId;
}

/** Gives the number of the version. */
export async function recordPlanVersion(tx: Tx, given: PlanVersionToRecord): Promise<number> {
  const { campaignId, document, reason, at, by } = given;
  // One revision of a campaign after the other.
  await tx.selectFrom('campaign').where('id', '=', campaignId).select('id').forNoKeyUpdate().execute();
  const n = (await planVersion(tx, campaignId)) + 1;
  await tx
    .insertInto('plan_version')
    .values({
      campaign_id: campaignId,
      n,
      document: document.sha256,
      document_name: document.name,
      document_number: document.number,
      at: timestamp(at),
      by,
      reason,
    })
    .execute();
  return n;
}

export interface RevisedWords {
  itemId: string;
  revised: DraftItem;
  words: WordDifference[];
  reason: string;
  at: Instant;
  by: PostId;
}

/** Puts an item into the words of the new version, with what they were in its trail. */
export async function reviseWords(tx: Tx, { itemId, revised, words, reason, at, by }: RevisedWords): Promise<void> {
  const row = await tx
    .selectFrom('item')
    .innerJoin('campaign', 'campaign.id', 'item.campaign_id')
    .where('item.id', '=', itemId)
    .select(['audit_seq', 'audit_hash', 'state', 'policy'])
    .forNoKeyUpdate('item')
    .executeTakeFirstOrThrow();
  const before = Object.fromEntries(words.map((word) => [wordFields[word.field], word.before]));
  const entry = { at, actor: by, event: 'revised', checkpoint: 0, detail: { reason, before } };
  const after = row.state === null ? null : withTargets(row.state, revised);
  const head = await appendAudit(tx, {
    itemId,
    head: { seq: row.audit_seq, hash: row.audit_hash },
    entries: [entry],
    before: row.state,
    after,
    algorithm: completePolicy(row.policy).auditHash,
  });
  await tx
    .updateTable('item')
    .set({
      heading: revised.heading,
      title: revised.title,
      contents: JSON.stringify(revised.contents),
      measures: JSON.stringify(revised.measures),
      deadline_text: revised.deadlineText,
      targets: JSON.stringify(revised.targets),
      state: after === null ? null : JSON.stringify(after),
      audit_seq: head.seq,
      audit_hash: head.hash,
    })
    .where('id', '=', itemId)
    .execute();
}

/** The figures that pace is judged by are the plan's. */
function withTargets(state: ItemState, { targets }: DraftItem): ItemState {
  return {
    ...state,
    targets: targets.map(({ quantity, comparison }) => ({ quantity, paced: comparison !== 'at-most' })),
  };
}

/** As the new version has it: by this a later version is compared. */
export async function recordPlannedDay(
  tx: Tx,
  day: { itemId: string; n: number; dueDay: Day; why: string },
): Promise<void> {
  await tx
    .updateTable('checkpoint')
    .set({ due_day: day.dueDay, why: day.why })
    .where('item_id', '=', day.itemId)
    .where('n', '=', day.n)
    .execute();
}

/** Who answers by the new version of the document. */
export async function recordPlannedAnswering(tx: Tx, itemId: string, answering: Answering): Promise<void> {
  await tx
    .updateTable('item')
    .set({ planned_answering: JSON.stringify(answering) })
    .where('id', '=', itemId)
    .execute();
}
