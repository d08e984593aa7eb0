import { randomUUID } from 'node:crypto';
import { pinCalendar } from '../domain/calendar/pinned-calendar.js';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.js';
import type { Instant } from '../domain/instant.js';
import type { ItemPosts } from '../domain/item-state.js';
import type { PostKind } from '../domain/notice.js';
import type { DraftItem, PlanDraft } from '../domain/plan.js';
import { completePolicy, type Policy } from '../domain/policy.js';
import { refuseAtRest } from './at-rest.js';
import { timestamp, type Database, type Tx } from './database.js';
import { installedCalendar } from './holiday-notices.js';
import { recordItem } from './record-item.js';
import { recordRoster, type PostLookup, type RosterRow } from './record-roster.js';

export interface CampaignToRecord {
  draft: PlanDraft;
  document: { sha256: string; name: string };
  roster: RosterRow[];
  policy: Policy;
  /** The installation's; notices that the office has entered by hand are merged into it. */
  calendar: WorkingCalendar;
  launchedAt: Instant;
  /** Name of the post that launches it. */
  launchedBy: { kind: PostKind; post: string };
  assignmentRelease: Instant;
}

/**
 * Puts a campaign with all its items into the register, in one transaction. The same document for the same year is the
 * same campaign: recorded before, it is left as it is, and `isNew` is false.
 */
export function recordCampaign(db: Database, campaign: CampaignToRecord): Promise<{ id: string; isNew: boolean }> {
  const { draft, document } = campaign;
  return db.transaction().execute(async (tx) => {
    await refuseAtRest(tx);
    const posts = orThrow(await recordRoster(tx, campaign.roster));
    const policy = completePolicy(campaign.policy);
    const calendar = pinCalendar(await installedCalendar(tx, campaign.calendar), draft.year);
    const id = randomUUID();
    const launched_by = posts(campaign.launchedBy.kind, campaign.launchedBy.post);
    const inserted = await tx
      .insertInto('campaign')
      .values({
        id,
        title: draft.title,
        issuer: draft.issuer,
        principal: draft.principal,
        year: draft.year,
        span: draft.span.name,
        document_number: draft.number,
        document: document.sha256,
        document_name: document.name,
        policy: JSON.stringify(policy),
        calendar_version: calendar.version,
        calendar: JSON.stringify(calendar),
        launched_at: timestamp(campaign.launchedAt),
        launched_by,
        assignment_release: timestamp(campaign.assignmentRelease),
      })
      .onConflict((conflict) => conflict.columns(['document', 'year']).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      const known = await tx
        .selectFrom('campaign')
        .where('document', '=', document.sha256)
        .where('year', '=', draft.year)
        .select('id')
        .executeTakeFirstOrThrow();
      return { id: known.id, isNew: false };
    }
    await recordFirstVersion(tx, id, { ...campaign, by: launched_by });
    for (const [index, item] of draft.items.entries()) {
      const place = {
        campaignId: id,
        position: index + 1,
        origin: 'document' as const,
        carriedFrom: null,
        added: null,
      };
      await recordItem(tx, { ...place, item, posts: answering(item, campaign, posts), policy });
    }
    return { id, isNew: true };
  });
}

async function recordFirstVersion(
  tx: Tx,
  campaign_id: string,
  version: CampaignToRecord & { by: string },
): Promise<void> {
  const { draft, document, launchedAt, by } = version;
  await tx
    .insertInto('plan_version')
    .values({
      campaign_id,
      n: 1,
      document: document.sha256,
      document_name: document.name,
      document_number: draft.number,
      at: timestamp(launchedAt),
      by,
      reason: '',
    })
    .execute();
}

/** Who answers for an item of the plan, by the roster; a lead has a head where the roster names one for its division. */
function answering(
  { divisions, leader }: DraftItem,
  { draft: { principal }, roster }: CampaignToRecord,
  posts: (kind: PostKind, name: string) => string,
): ItemPosts {
  const named = (role: 'lead' | 'supporting') => divisions.filter((division) => division.role === role);
  const hasHead = (name: string) => roster.some((row) => row.kind === 'head' && row.post === name);
  const office = roster.find((row) => row.kind === 'office')?.post ?? '';
  return {
    leads: named('lead').map(({ name }) => posts('division', name)),
    supporting: named('supporting').map(({ name }) => posts('division', name)),
    leader: leader === '' ? null : posts('leader', leader),
    office: posts('office', office),
    principal: principal === '' ? null : posts('principal', principal),
    heads: Object.fromEntries(
      named('lead')
        .filter(({ name }) => hasHead(name))
        .map(({ name }) => [posts('division', name), posts('head', name)]),
    ),
  };
}

function orThrow(posts: PostLookup): (kind: PostKind, name: string) => string {
  return (kind, name) => {
    const id = posts(kind, name);
    if (id === null) throw new RangeError(`not in the roster: ${kind} ${name}`);
    return id;
  };
}
