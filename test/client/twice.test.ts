import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { assign } from '../../client/add-item.js';
import { carry } from '../../client/carry.js';
import type { Duban } from '../../client/duban.js';
import { applyReplan } from '../../client/replan.js';
import { applyRevision } from '../../client/revise.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import type { CommandBody } from '../../domain/command.js';
import type { DraftItem } from '../../domain/plan.js';
import { defaultPolicy } from '../../domain/policy.js';
import { freePort } from '../../embedded/free-port.js';
import { applyAssignment, applyCommand } from '../../register/apply-event.js';
import { bulkCommandId, findBulk, finishBulk, nextBulk } from '../../register/bulk.js';
import { commitCommand } from '../../register/commit-command.js';
import { folderStore } from '../../register/evidence-store.js';
import { findCampaign, type CampaignRow } from '../../register/queries/campaigns.js';
import { itemsOf } from '../../register/queries/items.js';
import { recordCampaign } from '../../register/record-campaign.js';
import { act, at, campaign, draftItem, register, type Register } from '../register/sample.js';

let r: Register;
let duban: Duban;
let connection: Connection;
let dir: string;
const now = at('2017-03-06', '10:00');

/** A register with one campaign that runs, and an engine that is away. */
beforeEach(async () => {
  r = await register([draftItem('1.1'), draftItem('1.2')]);
  dir = await mkdtemp(path.join(tmpdir(), 'duban-twice-'));
  const address = `127.0.0.1:${await freePort()}`;
  connection = Connection.lazy({ address, connectTimeout: '1 s', interceptors: [] });
  duban = {
    ...{ db: r.db, temporal: new Client({ connection }), taskQueue: 'duban' },
    ...{ evidence: folderStore(dir), calendar: stateCouncilCalendar, policy: defaultPolicy },
  };
  for (const id of Object.values(r.items)) await applyAssignment(r.context, id, at('2017-03-01', '15:01'));
});
afterEach(async () => {
  await connection.close();
  await r.close();
  await rm(dir, { recursive: true });
});

const row = async (id = r.campaignId): Promise<CampaignRow> => (await findCampaign(r.db, id)) as CampaignRow;

/** What the campaign's workflow does when the engine is back. Gives what was refused. */
async function giveBulks(campaignId = r.campaignId): Promise<string[]> {
  const refused: string[] = [];
  for (let id = await nextBulk(r.db, campaignId); id !== null; id = await nextBulk(r.db, campaignId)) {
    const { commands, actor, at: received } = await findBulk(r.db, id);
    for (const [index, { itemId, body }] of commands.entries()) {
      const commandId = bulkCommandId(id, index + 1);
      await commitCommand(r.db, { id: commandId, itemId, actor, at: received, body });
      const { answer } = await applyCommand(r.context, itemId, { commandId, now });
      if (!answer.ok) refused.push(answer.code);
    }
    await finishBulk(r.db, id, now);
  }
  return refused;
}

describe('asked for twice, or while the engine is away', () => {
  it('an item made by hand is there once, and its maker is told so', async () => {
    const given = { kind: 'assigned', title: '专项检查', lead: '基础教育处', contents: [] as string[] } as const;
    const due = [{ day: '2017-03-31', label: '3月底' }];
    expect(await assign(duban, { campaign: await row(), as: '督查室', now }, { ...given, due })).toBe('交1');
    expect(await itemsOf(r.db, r.campaignId)).toHaveLength(3);
  });

  it('an unfinished item is carried over once', async () => {
    const to = (await recordCampaign(r.db, campaign([draftItem('9.9')], 'b'.repeat(64)))).id;
    const carrying = { from: await row(), to: await row(to), as: '督查室', now };
    const [one, two] = await Promise.allSettled([carry(duban, carrying), carry(duban, carrying)]);
    expect([one.status, two.status].sort()).toEqual(['fulfilled', 'rejected']);
    await expect(carry(duban, carrying)).rejects.toMatchObject({ code: 'nothing-to-carry' });
    expect((await itemsOf(r.db, to)).map(({ code }) => code)).toEqual(['9.9', '结1', '结2']);
    expect(await giveBulks()).toEqual([]);
    expect((await itemsOf(r.db, r.campaignId)).map(({ status }) => status)).toEqual(['carried', 'carried']);
  });

  it('a new version of the plan adds its items and checkpoints once', async () => {
    const { draft } = campaign();
    const longer = draftItem('1.1', [
      ['2017-03-01', '2017-03-31'],
      ['2017-04-01', '2017-09-30'],
      ['2017-10-01', '2017-12-29'],
    ]);
    const items: DraftItem[] = [longer, draftItem('1.2'), { ...draftItem('1.3'), title: '新增事项' }];
    const document = { bytes: Buffer.from('第二版'), name: '责任事项（修订）.txt' };
    const revision = { campaign: await row(), draft: { ...draft, items }, now, as: '督查室', document };
    const tries = await Promise.allSettled([applyRevision(duban, revision), applyRevision(duban, revision)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(applyRevision(duban, revision)).rejects.toMatchObject({ code: 'bulk-under-way' });
    expect(await giveBulks()).toEqual([]);
    const after = await itemsOf(r.db, r.campaignId);
    expect(after.map(({ title, checkpoints }) => [title, checkpoints.length])).toEqual([
      ['事项1.1', 3],
      ['事项1.2', 2],
      ['新增事项', 2],
    ]);
    const again = { ...revision, campaign: await row() };
    await expect(applyRevision(duban, again)).rejects.toMatchObject({ code: 'no-differences' });
  });

  it('a holiday notice moves a date once, and none that was put off before the engine heard of it', async () => {
    // Invented: Friday 31 March is off.
    const holidays = { 2017: { off: '01-02 03-31', worked: '' } };
    const replanning = { campaign: await row(), now, policy: {}, holidays, as: '督查室', source: '放假通知' };
    await applyReplan(duban, replanning);
    await applyReplan(duban, replanning);
    const [moved, off] = [r.items['1.1'] as string, r.items['1.2'] as string];
    const asked: CommandBody = { kind: 'requestExtension', checkpoint: 1, due: '2017-04-14', reason: '数据未齐' };
    const granted: CommandBody = { kind: 'decideExtension', checkpoint: 1, grant: true, due: null, reason: '' };
    await act(r, off, { as: '基础教育处', at: now, body: asked });
    expect((await act(r, off, { as: '督查室', at: now, body: granted })).answer).toEqual({ ok: true });
    expect(await giveBulks()).toEqual([]);
    const dues = new Map((await itemsOf(r.db, r.campaignId)).map(({ id, checkpoints }) => [id, checkpoints[0]?.due]));
    expect([dues.get(moved), dues.get(off)]).toEqual([at('2017-03-30', '17:30'), at('2017-04-14', '17:30')]);
    const told = await r.db
      .selectFrom('notice')
      .where('rule', '=', 'dateChanged')
      .where('checkpoint', '=', 1)
      .select('item_id')
      .execute();
    expect(told.map(({ item_id }) => item_id)).toEqual([moved, moved]);
  });
});
