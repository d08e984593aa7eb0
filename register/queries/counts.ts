import type { Rule } from '../../domain/rule.js';
import type { Database } from '../database.js';
import type { NoticeState, MailState } from '../schema.js';

export interface CheckpointCounts {
  total: number;
  /** Neither past at launch nor dropped since. */
  tracked: number;
  accepted: number;
  late: number;
  /** Returned at least once. */
  returned: number;
  behind: number;
}

export interface CampaignCounts {
  checkpoints: CheckpointCounts;
  notices: { rule: Rule; state: NoticeState; count: number }[];
  mails: { state: MailState; count: number }[];
}

/** What a campaign came to: for closing pages. */
export async function countCampaign(db: Database, campaignId: string): Promise<CampaignCounts> {
  const checkpoints = await db
    .selectFrom('checkpoint')
    .innerJoin('item', 'item.id', 'checkpoint.item_id')
    .where('campaign_id', '=', campaignId)
    .select((eb) => {
      const count = eb.fn.countAll<number>();
      return [
        count.as('total'),
        count.filterWhere('checkpoint.status', 'not in', ['past', 'dropped']).as('tracked'),
        count.filterWhere('checkpoint.status', '=', 'accepted').as('accepted'),
        count.filterWhere('late', '=', true).as('late'),
        count.filterWhere('returns', '>', 0).as('returned'),
        count.filterWhere('behind', '=', true).as('behind'),
      ];
    })
    .executeTakeFirstOrThrow();
  const notices = await db
    .selectFrom('notice')
    .innerJoin('item', 'item.id', 'notice.item_id')
    .where('campaign_id', '=', campaignId)
    .groupBy(['rule', 'notice.state'])
    .orderBy('rule')
    .select((eb) => ['rule', 'notice.state', eb.fn.countAll<number>().as('count')])
    .execute();
  const mails = await db
    .selectFrom('mail')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('notice')
        .innerJoin('item', 'item.id', 'notice.item_id')
        .where('campaign_id', '=', campaignId)
        .where('mail_id', 'is not', null)
        .select((inner) => inner.ref('notice.mail_id').$notNull().as('mail_id')),
    )
    .groupBy('state')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .execute();
  return { checkpoints, notices, mails };
}
