import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { armOverlooked } from '../../client/courier.js';
import { bulk, bulkProgress } from '../../client/bulk.js';
import { launch } from '../../client/launch.js';
import { sendCommand } from '../../client/send-command.js';
import type { CommandBody } from '../../domain/command.js';
import type { PlayedEngine } from '../../embedded/played-engine.js';
import { bulkCommandId, recordBulk } from '../../register/bulk.js';
import { itemsOf, type ItemRow } from '../../register/queries/items.js';
import { campaignWorkflowId, itemWorkflowId } from '../../workflows/contract.js';
import { playedEngine, wuhan } from '../helpers/engine.js';
import { saveHistory } from '../helpers/save-histories.js';

let engine: PlayedEngine;
let campaignId: string;
let items: ItemRow[];

beforeAll(async () => {
  engine = await playedEngine();
  await engine.playTo('2049-12-20', '10:00');
  const input = { ...(await wuhan(2050)), as: '督查室', now: await engine.now(), sendNow: false };
  campaignId = (await launch(engine.duban, input)).campaign.id;
  items = await itemsOf(engine.duban.db, campaignId);
}, 300_000);
afterAll(() => engine.stop(), 60_000);

const office = (): string => items[0]?.posts.find((post) => post.role === 'office')?.id ?? '';
const statuses = async (): Promise<string[]> =>
  (await itemsOf(engine.duban.db, campaignId)).map(({ status }) => status);
const workflow = () => engine.duban.temporal.workflow.getHandle(campaignWorkflowId(campaignId));

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) if (await done()) return;
  throw new Error(`waited in vain for: ${what}`);
}

async function give(body: CommandBody, to = items): Promise<string> {
  const commands = to.map(({ id }) => ({ itemId: id, body }));
  return (await bulk(engine.duban, { campaignId, commands, actor: office(), now: await engine.now() })).id;
}

async function given(id: string): Promise<void> {
  await until(`bulk ${id}`, async () => {
    const progress = await bulkProgress(engine.duban.db, id);
    return progress?.doneAt !== null && progress?.answered === progress?.commands;
  });
}

describe('a campaign', () => {
  it('lives on after its launch', async () => {
    expect((await workflow().describe()).status.name).toBe('RUNNING');
  });

  it('gives the commands of a bulk to its items, and tells how far it is', async () => {
    const id = await give({ kind: 'freeze', reason: '机构改革' });
    await given(id);
    expect(await bulkProgress(engine.duban.db, id)).toMatchObject({ commands: 7, answered: 7, refused: [] });
    expect(await statuses()).toEqual(Array(7).fill('frozen'));
    const resumed = await give({ kind: 'resume', shift: false, reason: '改革完成' });
    await given(resumed);
    expect(await statuses()).toEqual(Array(7).fill('active'));
  }, 60_000);

  it('tells what was refused', async () => {
    const id = await give({ kind: 'resume', shift: false, reason: '再次恢复' }, items.slice(0, 2));
    await given(id);
    const progress = await bulkProgress(engine.duban.db, id);
    expect(progress).toMatchObject({ commands: 2, answered: 2 });
    expect(progress?.refused.map(({ code }) => code)).toEqual(['not-frozen', 'not-frozen']);
  }, 60_000);

  it('takes no bulk that is empty or speaks of items of another campaign', async () => {
    await expect(give({ kind: 'freeze', reason: '' }, [])).rejects.toMatchObject({ code: 'empty-bulk' });
    const strange = { ...(items[0] as ItemRow), id: randomUUID() };
    await expect(give({ kind: 'freeze', reason: '' }, [strange])).rejects.toMatchObject({ code: 'not-of-campaign' });
  });

  it('is told by the courier of a bulk whose client died before it could', async () => {
    const { db } = engine.duban;
    const id = randomUUID();
    const at = (await engine.now()) - 60_000;
    const body = { kind: 'freeze' as const, reason: '暂停' };
    const commands = items.map((item) => ({ itemId: item.id, body }));
    await recordBulk(db, { id, campaignId, commands, actor: office(), at });
    // Its first command was given already, by whoever died.
    const first = items[0] as ItemRow;
    await sendCommand(engine.duban, campaignId, {
      id: bulkCommandId(id, 1),
      itemId: first.id,
      actor: office(),
      at,
      body,
    });
    await armOverlooked(engine.duban, await engine.now());
    await given(id);
    const frozen = await db
      .selectFrom('audit')
      .where('item_id', '=', first.id)
      .where('event', '=', 'frozen')
      .selectAll()
      .execute();
    // Once by the first bulk of all, once by this one: given twice, it happened once.
    expect(frozen).toHaveLength(2);
    expect(await bulkProgress(db, id)).toMatchObject({ answered: 7, refused: [] });
    await given(await give({ kind: 'resume', shift: false, reason: '继续' }));
  }, 60_000);

  it('ends when its last item has, and lives again when one is reopened', async () => {
    const { db } = engine.duban;
    const ended = async (): Promise<number | null> =>
      (await db.selectFrom('campaign').where('id', '=', campaignId).select('ended_at').executeTakeFirstOrThrow())
        .ended_at;
    const [first, ...others] = items as [ItemRow, ...ItemRow[]];
    const commands = others.map(({ id }) => ({ itemId: id, body: { kind: 'carry' as const, to: id, reason: '结转' } }));
    const now = await engine.now();
    await given((await bulk(engine.duban, { campaignId, commands, actor: office(), now })).id);
    expect(await ended()).toBeNull();
    await accepted(first);
    await until('the campaign to end', async () => (await workflow().describe()).status.name === 'COMPLETED');
    expect(await ended()).not.toBeNull();
    const release = process.env.DUBAN_SAVE_HISTORIES;
    if (release !== undefined)
      await saveHistory(engine, { release, name: 'campaign-bulk', workflowId: campaignWorkflowId(campaignId) });

    await done(first, office(), { kind: 'reopen', checkpoint: 1, due: '2050-11-30', reason: '数据有误' });
    await until('the campaign to live again', async () => (await workflow().describe()).status.name === 'RUNNING');
    expect(await ended()).toBeNull();
    const item = engine.duban.temporal.workflow.getHandle(itemWorkflowId(campaignId, first.id));
    expect((await item.describe()).status.name).toBe('RUNNING');
    await done(first, post(first, 'lead'), { kind: 'submit', checkpoint: 1, text: '已更正', files: [] });
    await done(first, office(), { kind: 'accept', checkpoint: 1, note: '' });
    await done(first, office(), { kind: 'close', note: '' });
    await until('the campaign to end again', async () => (await workflow().describe()).status.name === 'COMPLETED');
  }, 120_000);
});

const post = (item: ItemRow, role: string): string => item.posts.find((candidate) => candidate.role === role)?.id ?? '';

async function done(item: ItemRow, actor: string, body: CommandBody): Promise<void> {
  const at = await engine.now();
  const outcome = await sendCommand(engine.duban, campaignId, { id: randomUUID(), itemId: item.id, actor, at, body });
  expect({ body, outcome }).toEqual({ body, outcome: { kind: 'done' } });
}

/** Every checkpoint reported and accepted, and the item closed. */
async function accepted(item: ItemRow): Promise<void> {
  for (const { n } of item.checkpoints) {
    await done(item, post(item, 'lead'), { kind: 'submit', checkpoint: n, text: '完成', files: [] });
    await done(item, office(), { kind: 'accept', checkpoint: n, note: '' });
  }
  await done(item, office(), { kind: 'close', note: '' });
}
