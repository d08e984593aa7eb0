import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { armItem } from '../../client/arm-item.js';
import { resendCommands, type UnderWay } from '../../client/courier.js';
import { sendCommand } from '../../client/send-command.js';
import type { CommandBody } from '../../domain/command.js';
import { applyAssignment } from '../../register/apply-event.js';
import { itemsOf, type ItemRow } from '../../register/queries/items.js';
import { recordCampaign } from '../../register/record-campaign.js';
import { at, campaign } from '../register/sample.js';
import { devEngine, type DevEngine } from '../helpers/dev-engine.js';

let engine: DevEngine;
let item: ItemRow;

/** An item whose workflow runs, on an engine with no worker. */
beforeAll(async () => {
  engine = await devEngine();
  const { id } = await recordCampaign(engine.duban.db, campaign());
  [item] = (await itemsOf(engine.duban.db, id)) as [ItemRow];
  await applyAssignment(engine.duban, item.id, at('2017-03-01', '15:01'));
  await armItem(engine.duban, item);
}, 300_000);
afterAll(() => engine.stop(), 60_000);

function send(as: string, body: CommandBody, id: string = randomUUID()) {
  const actor = item.posts.find((post) => post.name === as)?.id ?? '';
  return sendCommand(engine.duban, item.campaignId, {
    id,
    itemId: item.id,
    actor,
    at: at('2017-03-02', '10:00'),
    body,
  });
}

const acknowledgedAt = async (as: string): Promise<number | null | undefined> =>
  (await itemsOf(engine.duban.db, item.campaignId))[0]?.posts.find((post) => post.name === as)?.acknowledgedAt;

describe('a command', () => {
  it('that nobody applies is received, with its number, after ten seconds, and applied as of its receipt when a worker is back', async () => {
    const id = randomUUID();
    const began = performance.now();
    expect(await send('高教处', { kind: 'acknowledge' }, id)).toEqual({ kind: 'received', id });
    const waited = performance.now() - began;
    expect(waited).toBeGreaterThan(9_900);
    expect(waited).toBeLessThan(12_000);
    expect(await acknowledgedAt('高教处')).toBeNull();

    // While nobody works, one call a command is enough.
    const underWay: UnderWay = new Set();
    const waiting = await resendCommands(engine.duban, at('2017-03-03'), underWay);
    expect([waiting.length, [...underWay]]).toEqual([1, [id]]);
    expect(await resendCommands(engine.duban, at('2017-03-03'), underWay)).toEqual([]);

    await engine.startWorker();
    await Promise.all(waiting);
    expect(await acknowledgedAt('高教处')).toBe(at('2017-03-02', '10:00'));
    expect(await resendCommands(engine.duban, at('2017-03-03'), new Set())).toHaveLength(0);
  }, 60_000);

  it('is done or refused with its reason, and the first answer is the answer', async () => {
    const id = randomUUID();
    expect(await send('基础教育处', { kind: 'acknowledge' }, id)).toEqual({ kind: 'done' });
    expect(await send('基础教育处', { kind: 'acknowledge' }, id)).toEqual({ kind: 'done' });
    expect(await send('基础教育处', { kind: 'acknowledge' })).toEqual({
      kind: 'refused',
      code: 'already-acknowledged',
      message: '本处室已签收该事项，无须重复签收。',
    });
    expect(await send('督查室', { kind: 'close', note: '' })).toMatchObject({
      kind: 'refused',
      code: 'checkpoints-open',
    });
  }, 60_000);
});
