import { randomUUID } from 'node:crypto';
import type { WorkingCalendar } from '../domain/calendar/working-calendar.js';
import { instantOf } from '../domain/calendar/zoned.js';
import type { Instant } from '../domain/instant.js';
import type { PostKind } from '../domain/notice.js';
import type { DraftItem, PlanDraft } from '../domain/plan.js';
import type { Policy } from '../domain/policy.js';
import { timestamp, type Database, type Tx } from './database.js';

export interface CampaignToRecord {
  draft: PlanDraft;
  document: { sha256: string; name: string };
  roster: { kind: PostKind; post: string; person: string; mailbox: string }[];
  policy: Policy;
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
    const posts = await recordRoster(tx, campaign.roster);
    const id = randomUUID();
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
        policy: JSON.stringify(campaign.policy),
        calendar_version: campaign.calendar.version,
        launched_at: timestamp(campaign.launchedAt),
        launched_by: posts(campaign.launchedBy.kind, campaign.launchedBy.post),
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
    const office = campaign.roster.find((entry) => entry.kind === 'office')?.post ?? '';
    for (const [index, item] of draft.items.entries()) {
      await recordItem(tx, item, { campaignId: id, position: index + 1, campaign, office, posts });
    }
    return { id, isNew: true };
  });
}

type RosterEntry = CampaignToRecord['roster'][number];
type PostLookup = (kind: PostKind, name: string) => string;

/**
 * Posts and their holders are the office's, not the campaign's: a new mailbox for a post changes one row. A post that is known is
 * left unlocked, because commands and notices of other campaigns refer to it meanwhile; all rows are written in one order, so that
 * two launches wait for each other instead of standing in each other's way.
 */
async function recordRoster(tx: Tx, roster: CampaignToRecord['roster']): Promise<PostLookup> {
  const entries = new Map(roster.map((entry) => [keyOf(entry.kind, entry.post), entry]));
  const names = new Map(roster.map(({ mailbox, person }) => [mailbox, person]));
  const posts = new Map<string, string>();
  for (const key of [...entries.keys()].sort()) posts.set(key, await recordPost(tx, entries.get(key) as RosterEntry));
  const people = new Map<string, string>();
  for (const mailbox of [...names.keys()].sort())
    people.set(mailbox, await recordPerson(tx, mailbox, names.get(mailbox) as string));
  for (const [key, post_id] of posts) {
    const person_id = people.get((entries.get(key) as RosterEntry).mailbox) as string;
    await tx
      .insertInto('holding')
      .values({ post_id, person_id })
      .onConflict((conflict) => conflict.column('post_id').doUpdateSet({ person_id }))
      .execute();
  }
  return (kind, name) => {
    const id = posts.get(keyOf(kind, name));
    if (id === undefined) throw new RangeError(`not in the roster: ${kind} ${name}`);
    return id;
  };
}

async function recordPost(tx: Tx, { kind, post: name }: RosterEntry): Promise<string> {
  await tx
    .insertInto('post')
    .values({ id: randomUUID(), kind, name })
    .onConflict((conflict) => conflict.columns(['kind', 'name']).doNothing())
    .execute();
  return (
    await tx.selectFrom('post').where('kind', '=', kind).where('name', '=', name).select('id').executeTakeFirstOrThrow()
  ).id;
}

async function recordPerson(tx: Tx, mailbox: string, name: string): Promise<string> {
  const { id } = await tx
    .insertInto('person')
    .values({ id: randomUUID(), name, mailbox })
    .onConflict((conflict) => conflict.column('mailbox').doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

function keyOf(kind: PostKind, name: string): string {
  return `${kind} ${name}`;
}

interface ItemPlace {
  campaignId: string;
  position: number;
  campaign: CampaignToRecord;
  office: string;
  posts: PostLookup;
}

async function recordItem(tx: Tx, item: DraftItem, place: ItemPlace): Promise<void> {
  const { campaign, posts } = place;
  const id = randomUUID();
  await tx
    .insertInto('item')
    .values({
      id,
      campaign_id: place.campaignId,
      position: place.position,
      code: item.code,
      heading: item.heading,
      title: item.title,
      contents: JSON.stringify(item.contents),
      measures: JSON.stringify(item.measures),
      deadline_text: item.deadlineText,
      targets: JSON.stringify(item.targets),
      source: JSON.stringify(item.source),
      state: null,
      next_moment: null,
      flagged: null,
      closed: false,
      audit_seq: 0,
      audit_hash: '',
    })
    .execute();

  const answering = [
    ...item.divisions.map(({ name, role }) => ({ post_id: posts('division', name), role })),
    ...(item.leader === '' ? [] : [{ post_id: posts('leader', item.leader), role: 'leader' as const }]),
    { post_id: posts('office', place.office), role: 'office' as const },
    ...(campaign.draft.principal === ''
      ? []
      : [{ post_id: posts('principal', campaign.draft.principal), role: 'principal' as const }]),
  ];
  await tx
    .insertInto('item_post')
    .values(answering.map((post, position) => ({ ...post, item_id: id, position })))
    .execute();

  const { policy } = campaign;
  if (item.checkpoints.length === 0) return;
  await tx
    .insertInto('checkpoint')
    .values(
      item.checkpoints.map((checkpoint, index) => ({
        item_id: id,
        n: index + 1,
        label: checkpoint.label,
        from_day: checkpoint.from,
        due_day: checkpoint.due,
        why: checkpoint.why,
        mark: checkpoint.mark ?? null,
        contents: JSON.stringify(checkpoint.contents),
        due_at: timestamp(instantOf(checkpoint.due, policy.dueTime, policy.zone)),
        near_from: null,
        status: 'ahead' as const,
        round: 1,
        submitted_at: null,
        late: false,
      })),
    )
    .execute();
}
