import { sql } from 'kysely';
import type { Rule } from '../../domain/rule.js';
import type { Database } from '../database.js';
import type { NoticeState, MailState } from '../schema.js';

export interface CampaignCounts {
  notices: { rule: Rule; state: NoticeState; count: number }[];
  mails: { state: MailState; count: number }[];
  /** Supervision orders issued, and those among them that were replied to. */
  orders: { issued: number; replied: number };
}

export interface MailTotals {
  all: number;
  weekly: number;
  bulletins: number;
}

/** Every mail of the register: those with notices, and what goes out besides. */
export function countMails(db: Database): Promise<MailTotals> {
  return db
    .selectFrom('mail')
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('occasion', 'like', 'weekly/%').as('weekly'),
      fn.countAll<number>().filterWhere('occasion', 'like', 'bulletin/%').as('bulletins'),
    ])
    .executeTakeFirstOrThrow();
}

/** What was told and ordered in a campaign. */
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
  const orders = await db
    .selectFrom('supervision_order')
    .innerJoin('item', 'item.id', 'supervision_order.item_id')
    .where('campaign_id', '=', campaignId)
    .where('number', 'is not', null)
    .select((eb) => [
      eb.fn.countAll<number>().as('issued'),
      eb.fn
        .countAll<number>()
        .filterWhere(sql<boolean>`replies <> '[]'`)
        .as('replied'),
    ])
    .executeTakeFirstOrThrow();
  return { notices, mails, orders };
}
