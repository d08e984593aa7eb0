import type { Instant } from '../../domain/instant.js';
import { completePolicy } from '../../domain/policy.js';
import type { Database } from '../database.js';

/** What of a campaign needs no counting. */
export interface CampaignFacts {
  id: string;
  title: string;
  issuer: string;
  principal: string;
  /** The time it runs over: 2017年, 2017—2018学年度. */
  span: string;
  /** 发文字号; empty when the document has none. */
  documentNumber: string;
  zone: string;
  documentName: string;
  launchedAt: Instant;
  assignmentRelease: Instant;
  /** When its last item had ended. */
  endedAt: Instant | null;
}

export interface CampaignRow extends CampaignFacts {
  items: number;
  assigned: number;
  /** Ended, in whatever way. */
  closed: number;
}

/** Every campaign, newest first. */
export async function listCampaigns(db: Database): Promise<CampaignRow[]> {
  return (await counted(db).orderBy('campaign.launched_at', 'desc').execute()).map(rowOf);
}

export async function findCampaign(db: Database, id: string): Promise<CampaignRow | null> {
  const row = await counted(db).where('campaign.id', '=', id).executeTakeFirst();
  return row === undefined ? null : rowOf(row);
}

/** For pages that show none of its counts: to count a hundred thousand items takes longer than all else they ask. */
export async function findCampaignFacts(db: Database, id: string): Promise<CampaignFacts | null> {
  const row = await select(db).where('campaign.id', '=', id).executeTakeFirst();
  return row === undefined ? null : factsOf(row);
}

function select(db: Database) {
  return db
    .selectFrom('campaign')
    .select(['campaign.id', 'title', 'issuer', 'principal', 'span', 'policy', 'document_number as documentNumber'])
    .select(['document_name as documentName', 'launched_at as launchedAt', 'assignment_release as assignmentRelease'])
    .select('ended_at as endedAt');
}

/** Each count is answered by an index alone. */
function counted(db: Database) {
  return select(db).select((eb) => {
    const items = eb.selectFrom('item').whereRef('item.campaign_id', '=', 'campaign.id');
    const count = eb.fn.countAll<number>();
    return [
      items.select(count.as('n')).$asScalar().$notNull().as('items'),
      items.where('state', 'is', null).select(count.as('n')).$asScalar().$notNull().as('unassigned'),
      items.where('closed', '=', false).select(count.as('n')).$asScalar().$notNull().as('open'),
    ];
  });
}

type Selected = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

function factsOf<Row extends Selected>({ policy, ...facts }: Row): Omit<Row, 'policy'> & { zone: string } {
  return { ...facts, zone: completePolicy(policy).zone };
}

function rowOf(row: Awaited<ReturnType<ReturnType<typeof counted>['executeTakeFirstOrThrow']>>): CampaignRow {
  const { unassigned, open, items, ...facts } = factsOf(row);
  return { ...facts, items, assigned: items - unassigned, closed: items - open };
}
