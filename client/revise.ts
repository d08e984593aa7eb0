import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { dayOf } from '../domain/calendar/zoned.js';
import type { CommandBody } from '../domain/command.js';
import {
  answeringOf,
  comparePlans,
  type Answering,
  type ItemDifference,
  type PlanDifferences,
} from '../domain/compare-plans.js';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import type { ItemPosts } from '../domain/item-state.js';
import type { PlanDraft } from '../domain/plan.js';
import { addItems, type ItemToAdd } from '../register/add-items.js';
import { isBulkUnderWay, recordBulk } from '../register/bulk.js';
import type { Tx } from '../register/database.js';
import { lockItems } from '../register/lock-items.js';
import type { CampaignRow } from '../register/queries/campaigns.js';
import { itemsOf, type ItemRow } from '../register/queries/items.js';
import {
  planVersion,
  recordPlannedAnswering,
  recordPlannedDay,
  recordPlanVersion,
  reviseWords,
  runningItems,
} from '../register/revise.js';
import { answering as postsAnswering, armAdded, type Adding } from './add-item.js';
import { signalCampaign } from './arm-item.js';
import type { Duban } from './duban.js';
import { choosePosts } from './find.js';

export interface Revision {
  campaign: CampaignRow;
  draft: PlanDraft;
  now: Instant;
}

const PAGE = 500;

/** How a new version of the plan differs from the campaign as it runs. Changes nothing. */
export async function planRevision(duban: Duban, { campaign, draft, now }: Revision): Promise<PlanDifferences> {
  const items: ItemRow[] = [];
  for (let offset = 0; offset < campaign.items; offset += PAGE) {
    items.push(...(await itemsOf(duban.db, campaign.id, { offset, limit: PAGE })));
  }
  return comparePlans(runningItems(items, campaign.zone), draft.items, dayOf(now, campaign.zone));
}

export interface Revised {
  differences: PlanDifferences;
  /** Codes of the items that were added. */
  added: string[];
  /** `null` where no running item has to change. */
  bulkId: string | null;
}

/** 方案修订: carries the differences out. Throws `no-differences`, `no-lead`, `unknown-post` or `bulk-under-way` before anything is changed. */
export async function applyRevision(
  duban: Duban,
  revision: Revision & { as: string; document: { bytes: Uint8Array; name: string } },
): Promise<Revised> {
  const { campaign, draft, as, now, document } = revision;
  const [by = ''] = await choosePosts(duban, as, 'office');
  const seen = await planVersion(duban.db, campaign.id);
  const differences = await planRevision(duban, revision);
  const { added, dropped, changed } = differences;
  if (added.length + dropped.length + changed.length === 0) {
    throw new DubanError('no-differences', '新版方案与在办专项没有差异，无须修订。');
  }
  const reason = `方案修订：${draft.number === '' ? document.name : draft.number}`;
  const adding: Adding = { campaign, as, now };
  const items: ItemToAdd[] = [];
  for (const item of added) {
    items.push({ item, posts: await postsBy(duban, adding, answeringOf(item)), origin: 'document', carriedFrom: null });
  }
  const commands: { itemId: string; body: CommandBody }[] = [];
  for (const difference of changed) {
    const posts = difference.answering === null ? null : await postsBy(duban, adding, difference.answering);
    commands.push(...bodiesFor(difference, posts, reason).map((body) => ({ itemId: difference.item.id, body })));
  }
  commands.push(...dropped.map(({ id }) => ({ itemId: id, body: { kind: 'cancel', reason } satisfies CommandBody })));
  const { sha256 } = await duban.evidence.put(Readable.from([Buffer.from(document.bytes)]));
  const bulkId = commands.length === 0 ? null : randomUUID();
  const fresh = await duban.db.transaction().execute(async (tx) => {
    await lockItems(
      tx,
      changed.map(({ item }) => item.id),
    );
    const version = { sha256, name: document.name, number: draft.number };
    const n = await recordPlanVersion(tx, { campaignId: campaign.id, document: version, reason, at: now, by });
    // What was compared must be how the campaign still runs, or it would be changed, and added to, twice.
    if (n !== seen + 1 || (await isBulkUnderWay(tx, campaign.id))) {
      throw new DubanError('bulk-under-way', '该专项有修订或批量指令正在办理，未作修订；请稍后重新比对再办。');
    }
    for (const difference of changed) await recordDifference(tx, difference, { reason, at: now, by });
    const codes = await addItems(tx, campaign.id, { items, at: now, by });
    if (bulkId !== null) await recordBulk(tx, { id: bulkId, campaignId: campaign.id, commands, actor: by, at: now });
    return codes;
  });
  await signalCampaign(duban, campaign.id).catch(() => undefined);
  await armAdded(duban, campaign.id, fresh);
  return { differences, added: fresh.map(({ code }) => code), bulkId };
}

async function recordDifference(
  tx: Tx,
  { item, revised, words, answering, checkpoints }: ItemDifference,
  deed: { reason: string; at: Instant; by: string },
): Promise<void> {
  if (answering !== null) await recordPlannedAnswering(tx, item.id, answering);
  if (words.length > 0) await reviseWords(tx, { itemId: item.id, revised, words, ...deed });
  for (const one of checkpoints) {
    if (one.kind !== 'changed') continue;
    const { due: dueDay, why } = one.checkpoint;
    await recordPlannedDay(tx, { itemId: item.id, n: one.before.n, dueDay, why });
  }
}

/** What a running item is told. Who answers comes first: the new dates are told to them. */
function bodiesFor(
  { checkpoints }: ItemDifference,
  posts: Omit<ItemPosts, 'office' | 'principal'> | null,
  reason: string,
): CommandBody[] {
  return [
    ...(posts === null ? [] : [{ kind: 'reassign', posts, from: null, reason } satisfies CommandBody]),
    ...checkpoints.flatMap((one): CommandBody[] => {
      switch (one.kind) {
        case 'added': {
          const { label, from, due, contents } = one.checkpoint;
          return [{ kind: 'addCheckpoint', label, from, due, contents, reason, planned: true }];
        }
        case 'changed': {
          const { label, from, due: planned } = one.checkpoint;
          // A date set by hand stands where the document has not changed its own.
          const due = planned === one.before.planned ? one.before.due : planned;
          return [{ kind: 'changeCheckpoint', checkpoint: one.before.n, label, from, due, reason }];
        }
        case 'dropped':
          return [{ kind: 'dropCheckpoint', checkpoint: one.before.n, reason }];
        case 'kept':
          return [];
      }
    }),
  ];
}

function postsBy(duban: Duban, adding: Adding, { leads, supporting, leader }: Answering): Promise<ItemPosts> {
  return postsAnswering(duban, adding, { lead: leads.join('、'), supporting: supporting.join('、'), leader });
}
