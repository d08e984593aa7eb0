import type { Rule } from '../../domain/rule.js';
import type { Database } from '../database.js';
import type { NoticeState, MailState } from '../schema.js';

export interface CampaignCounts {
  notices: { rule: Rule; state: NoticeState; count: number }[];
  mails: { state: MailState; count: number }[];
}

/** What was told in a campaign. */
export async function countCampaign(db: Database, campaignId: string): Promise<CampaignCounts> {
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
  return { notices, mails };
}
