import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { act } from '../../client/act.js';
import { launch } from '../../client/launch.js';
import { dayOf, isoWithOffset } from '../../domain/calendar/zoned.js';
import type { Instant } from '../../domain/instant.js';
import { leadOf } from '../../domain/spread.js';
import { script, type Deed } from '../../embedded/demo/cast.js';
import type { PlayedEngine } from '../../embedded/played-engine.js';
import { itemsOf, type ItemRow } from '../../register/queries/items.js';
import { itemWorkflowId } from '../../workflows/contract.js';
import { playedEngine, wuhan } from '../helpers/engine.js';
import { rehearse } from '../helpers/rehearse.js';
import { saveHistories } from '../helpers/save-histories.js';

let engine: PlayedEngine;
beforeAll(async () => {
  engine = await playedEngine();
}, 300_000);
afterAll(async () => {
  try {
    if (process.env.DUBAN_SAVE_HISTORIES !== undefined) await saveHistories(engine);
  } finally {
    await engine.stop();
  }
}, 60_000);

const shown = (instant: Instant): string => isoWithOffset(instant, 'Asia/Shanghai').slice(0, 16);

describe('a year of the Wuhan plan, moved to 2050', () => {
  let items: ItemRow[];
  let deeds: Deed[];
  let campaignId: string;
  const launchedAt = '2049-12-20T10:00';

  it('launches seven items with one workflow each, and a second launch starts nothing', async () => {
    const { duban } = engine;
    await engine.playTo('2049-12-20', '10:00');
    const input = { ...(await wuhan(2050)), as: '督查室', now: await engine.now(), sendNow: false };
    const first = await launch(duban, input);
    const second = await launch(duban, { ...input, now: await engine.now() });
    campaignId = first.campaign.id;
    expect(first).toMatchObject({ isNew: true, campaign: { items: 7, assigned: 7 } });
    expect(second).toMatchObject({ isNew: false, campaign: { id: campaignId, items: 7 } });
    expect(shown(first.campaign.launchedAt)).toBe(launchedAt);
    items = await itemsOf(duban.db, campaignId);
    expect(items.flatMap((item) => item.checkpoints)).toHaveLength(22);
  }, 60_000);

  it('gives each division one assignment mail, the next morning', async () => {
    await engine.playTo('2049-12-21', '12:00');
    const mails = await engine.duban.db
      .selectFrom('mail')
      .orderBy('mailbox')
      .select(['mailbox', 'state', 'created_at', 'text'])
      .execute();
    expect(mails.map((mail) => mail.state)).toEqual(Array(5).fill('accepted'));
    expect(new Set(mails.map((mail) => mail.mailbox)).size).toBe(5);
    expect(mails.map((mail) => shown(mail.created_at))).toEqual(Array(5).fill('2049-12-21T09:00'));
    const jijiao = mails.find((mail) => mail.text.includes('深化推进学区制管理'));
    for (const date of ['3月31日', '6月30日', '7月29日', '9月30日', '12月30日']) expect(jijiao?.text).toContain(date);
  }, 60_000);

  it('stages exactly the notices that the rules, rehearsed, foresee', async () => {
    const { duban } = engine;
    const t = { policy: duban.policy, calendar: duban.calendar };
    deeds = script(items, dayOf(await engine.now(), t.policy.zone), t);
    for (const deed of deeds) {
      await engine.playUntil(deed.at);
      const outcome = await act(duban, { ...deed, now: deed.at });
      expect({ deed: deed.body, outcome }).toEqual({ deed: deed.body, outcome: { kind: 'done' } });
    }
    await engine.playTo('2051-04-01');

    const rows = await duban.db
      .selectFrom('notice')
      .innerJoin('item', 'item.id', 'notice.item_id')
      .select(['code', 'checkpoint', 'round', 'rule', 'step', 'post_id', 'release_at', 'notice.state'])
      .execute();
    const staged = rows.map(
      (row) =>
        `${row.code} ${String(row.checkpoint)} ${String(row.round)} ${row.rule} ${String(row.step)} ${row.post_id} ${shown(row.release_at)} ${row.state === 'withdrawn' ? 'withdrawn' : 'told'}`,
    );
    const campaign = await duban.db.selectFrom('campaign').selectAll().executeTakeFirstOrThrow();
    const foreseen = items.flatMap((item) => rehearse(item, { deeds, campaign, until: Date.UTC(2051, 3, 1), t }));
    expect(staged.length).toBeGreaterThan(200);
    expect(staged.sort()).toEqual(foreseen.sort());
  }, 300_000);

  it('sends every notice that was not withdrawn, each once', async () => {
    const { db } = engine.duban;
    const left = await db.selectFrom('notice').where('state', '=', 'staged').selectAll().execute();
    expect(left).toEqual([]);
    const mails = await db.selectFrom('mail').select(['id', 'state', 'attempts']).execute();
    expect(mails.every((mail) => mail.state === 'accepted' && mail.attempts === 1)).toBe(true);
    const caught = (await readdir(engine.mailboxDir)).length;
    expect(caught).toBe(mails.length);
  });

  it('leaves the divisions as they behaved: closed, closed late, or red', async () => {
    const after = await itemsOf(engine.duban.db, campaignId);
    expect(after.map((item) => [item.code, item.closed, item.checkpoints.filter((c) => c.late).length])).toEqual([
      ['1.1', true, 0],
      ['1.2', true, 0],
      ['1.3', true, 0],
      ['2.1', true, 2],
      ['2.2', true, 2],
      ['3.1', false, 0],
      ['3.2', false, 0],
    ]);
    expect(after.find((item) => item.code === '1.3')?.checkpoints.map((c) => c.round)).toEqual([1, 2, 1]);
  });

  it('keeps the history of an item that took one on-time year near 40 events a checkpoint', async () => {
    const item = items.find((candidate) => candidate.code === '1.2');
    if (item === undefined) throw new Error('1.2 is missing');
    const { temporal } = engine.duban;
    const { events } = await temporal.workflow.getHandle(itemWorkflowId(campaignId, item.id)).fetchHistory();
    process.stdout.write(
      `events in the history of 1.2 (4 checkpoints, on time, lead ${String(leadOf(item.id))} ms): ${String(events?.length)}\n`,
    );
    expect(events?.length).toBeLessThanOrEqual(4 * 48);
  });

  it('answers a command on an item that is closed: its workflow is gone, the refusal is not', async () => {
    const item = items.find((candidate) => candidate.code === '1.2');
    if (item === undefined) throw new Error('1.2 is missing');
    for (let times = 0; times < 3; times += 1) {
      const outcome = await act(engine.duban, {
        item,
        as: '基础教育处',
        body: { kind: 'acknowledge' },
        now: await engine.now(),
      });
      expect(outcome).toMatchObject({ kind: 'refused', code: 'item-closed' });
    }
  }, 60_000);
});
