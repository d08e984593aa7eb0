import { specialReport } from '../documents/forms/special-report.js';
import type { Form } from '../documents/forms/form.js';
import { BulletinTally } from '../domain/bulletin-figures.js';
import { isWithin } from '../domain/counted-checkpoint.js';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import { workingDaysLate, type Timekeeping } from '../domain/schedule.js';
import type { ReportedOrder } from '../domain/special-report.js';
import type { Database } from '../register/database.js';
import type { CampaignRow } from '../register/queries/campaigns.js';
import { countedCheckpoints } from '../register/queries/counted-checkpoints.js';
import { readSnapshot } from '../register/read-snapshot.js';
import { ordersOfCampaign, type OrderRow } from '../register/queries/orders.js';

interface Asked {
  /** The leader it is for; of the whole campaign, to its principal, where none is named. */
  leader: string | undefined;
  asOf: Instant;
  t: Timekeeping;
}

/** Orders of a campaign that a report can speak of; the newest. */
const MOST_ORDERS = 5000;

/** 督查专报. Throws `no-such-leader`. */
export function specialReportOf(db: Database, campaign: CampaignRow, { leader, asOf, t }: Asked): Promise<Form> {
  return readSnapshot(db, async (tx) => {
    const tally = new BulletinTally(asOf);
    const [items, leaders] = [new Set<string>(), new Set<string>()];
    for await (const row of countedCheckpoints(tx, campaign.id)) {
      if (row.leader !== null) leaders.add(row.leader);
      if (leader !== undefined && !isWithin({ leader }, row)) continue;
      items.add(row.itemId);
      tally.add(row);
    }
    if (leader !== undefined && !leaders.has(leader)) throw unknownLeader(leader, [...leaders]);
    const figures = tally.result();
    const orders = (await ordersOfCampaign(tx, campaign.id, MOST_ORDERS))
      .filter(({ itemId }) => items.has(itemId))
      .map(reported)
      .reverse();
    const standing = orders.filter(({ status }) => ['drafted', 'issued', 'replied'].includes(status));
    const { title, span, issuer, zone } = campaign;
    return specialReport({
      campaign: { title, span, issuer, zone },
      to: leader ?? campaign.principal,
      leader: leader ?? null,
      asOf,
      figures,
      missing: figures.missing.map((each) => ({
        ...each,
        days: workingDaysLate(each.due, asOf, t),
        order: standing.find(({ itemId, checkpoint }) => itemId === each.itemId && checkpoint === each.n) ?? null,
      })),
      orders: orders.filter(({ number }) => number !== null),
    });
  });
}

function reported({ itemId, checkpoint, number, status, text, replyBy, replies }: OrderRow): ReportedOrder {
  return { itemId, checkpoint, number, status, to: text?.to ?? [], replyBy, replies };
}

function unknownLeader(leader: string, known: string[]): DubanError {
  const message = `该专项没有分管负责人“${leader}”；可填：${known.join('、') || '（方案没有写明）'}。`;
  return new DubanError('no-such-leader', message, { leader });
}
