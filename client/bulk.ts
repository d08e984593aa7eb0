import { randomUUID } from 'node:crypto';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import type { PostId } from '../domain/item-state.js';
import { refuseAtRest } from '../register/at-rest.js';
import { recordBulk, strangersIn, type BulkCommand } from '../register/bulk.js';
import { signalCampaign } from './arm-item.js';
import type { Duban } from './duban.js';

export { bulkProgress } from '../register/bulk.js';

export interface BulkInput {
  campaignId: string;
  commands: BulkCommand[];
  actor: PostId;
  now: Instant;
}

/**
 * Gives commands to many items of a campaign at once (freeze, resume, replan …): into the register first; the campaign's
 * workflow gives them, item by item. How far it is stands in the register (`bulkProgress`).
 * Throws `empty-bulk` or `not-of-campaign`.
 */
export async function bulk(duban: Duban, { campaignId, commands, actor, now }: BulkInput): Promise<{ id: string }> {
  if (commands.length === 0) throw new DubanError('empty-bulk', '没有需要办理的事项，未下达批量指令。');
  await refuseAtRest(duban.db);
  const strangers = await strangersIn(duban.db, campaignId, commands);
  if (strangers.length > 0) {
    const message = `有${strangers.length}条指令的事项不属于该专项，未下达批量指令；请核对事项。`;
    throw new DubanError('not-of-campaign', message, { campaignId, items: strangers });
  }
  const id = randomUUID();
  await recordBulk(duban.db, { id, campaignId, commands, actor, at: now });
  // An engine that is away is told later, by the courier.
  await signalCampaign(duban, campaignId).catch(() => undefined);
  return { id };
}
