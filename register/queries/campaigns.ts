import type { Instant } from '../../domain/instant.js';
import { completePolicy } from '../../domain/policy.js';
import type { Database } from '../database.js';

export interface CampaignRow {
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
  items: number;
  assigned: number;
  /** Ended, in whatever way. */
  closed: number;
}

/** Every campaign, newest first. */
export async function listCampaigns(db: Database): Promise<CampaignRow[]> {
  const rows = await select(db).orderBy('campaign.launched_at', 'desc').execute();
  return rows.map(({ policy, ...row }) => ({ ...row, zone: completePolicy(policy).zone }));
}

export async function findCampaign(db: Database, id: string): Promise<CampaignRow | null> {
  const row = await select(db).where('campaign.id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const { policy, ...rest } = row;
  return { ...rest, zone: completePolicy(policy).zone };
}

function select(db: Database) {
  return db
    .selectFrom('campaign')
    .select(['campaign.id', 'title', 'issuer', 'principal', 'span', 'policy', 'document_number as documentNumber'])
    .select(['document_name as documentName', 'launched_at as launchedAt', 'assignment_release as assignmentRelease'])
    .select('ended_at as endedAt')
    .select((eb) => {
      const items = eb.selectFrom('item').whereRef('item.campaign_id', '=', 'campaign.id');
      const count = eb.fn.countAll<number>();
      return [
        items.select(count.as('n')).$asScalar().$notNull().as('items'),
        items.where('state', 'is not', null).select(count.as('n')).$asScalar().$notNull().as('assigned'),
        items.where('closed', '=', true).select(count.as('n')).$asScalar().$notNull().as('closed'),
      ];
    });
}
