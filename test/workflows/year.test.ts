import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { act } from '../../client/act.js';
import { launch } from '../../client/launch.js';
import { dayOf, isoWithOffset } from '../../domain/calendar/zoned.js';
import type { Instant } from '../../domain/instant.js';
import { Moments } from '../../domain/rehearsal/moments.js';
import { playItem } from '../../domain/rehearsal/play-item.js';
import { leadOf } from '../../domain/spread.js';
import type { Timekeeping } from '../../domain/schedule.js';
import { script, type Deed } from '../../embedded/demo/cast.js';
import type { PlayedEngine } from '../../embedded/played-engine.js';
import { itemsOf, type ItemRow } from '../../register/queries/items.js';
import { itemWorkflowId, searchAttributes } from '../../workflows/contract.js';
import { playedEngine, wuhan } from '../helpers/engine.js';
import { saveHistories } from '../helpers/save-histories.js';

let engine: PlayedEngine;
beforeAll(async () => {
  engine = await playedEngine();
}, 300_000);
afterAll(() => engine.stop(), 60_000);

const shown = (instant: Instant): string => isoWithOffset(instant, 'Asia/Shanghai').slice(0, 16);

type Notice = Pick<
  ReturnType<typeof playItem>['notices'][number],
  'checkpoint' | 'round' | 'rule' | 'step' | 'post' | 'release'
>;

const line = ({ code, checkpoint, round, rule, step, post, release }: Notice & { code: string }): string =>
  `${code} ${checkpoint} ${round} ${rule} ${step} ${post} ${shown(release)}`;

describe('a year of the Wuhan plan, moved to 2050', () => {
  let items: ItemRow[];
  let deeds: Deed[];
  let campaignId: string;
  const launchedAt = '2049-12-20T10:00';

  /** The notices of an item by `decide` alone, with a simulated clock. */
  function foresee(item: ItemRow, span: { launch: { at: Instant; release: Instant }; until: Instant }, t: Timekeeping) {
    const of = (role: string): string[] => item.posts.filter((post) => post.role === role).map((post) => post.id);
    const ids = new Map(items.flatMap(({ posts }) => posts.map((post) => [post.name, post.id])));
    const posts = {
      leads: of('lead'),
      supporting: of('supporting'),
      leader: of('leader')[0] ?? null,
      office: of('office')[0] ?? '',
      principal: of('principal')[0] ?? null,
      heads: {},
    };
    const checkpoints = item.checkpoints.map(({ label, from, dueDay }) => ({ label, from, due: dueDay }));
    const own = deeds
      .filter((deed) => deed.item.id === item.id)
      .map(({ at, as, body }) => ({ at, itemCode: item.code, as: { kind: 'division' as const, name: as }, body }));
    const postOf = (_kind: string, name: string): string => ids.get(name) ?? '';
    const planned = { id: item.id, posts, targets: item.targets, checkpoints };
    return playItem({ item: planned, deeds: own }, { ...span, postOf, moments: new Moments(t) }, t).notices;
  }

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
      expect({ deed: deed.body, outcome }).toMatchObject({ deed: deed.body, outcome: { kind: 'done' } });
    }
    await engine.playTo('2051-04-01');
    const release = process.env.DUBAN_SAVE_HISTORIES;
    if (release !== undefined) await saveHistories(engine, release);

    const rows = await duban.db
      .selectFrom('notice')
      .innerJoin('item', 'item.id', 'notice.item_id')
      .where('notice.state', '=', 'claimed')
      .select(['code', 'checkpoint', 'round', 'rule', 'step', 'post_id as post', 'release_at as release'])
      .execute();
    const campaign = await duban.db.selectFrom('campaign').selectAll().executeTakeFirstOrThrow();
    const launched = { at: campaign.launched_at, release: campaign.assignment_release };
    const foreseen = items.flatMap((item) =>
      foresee(item, { launch: launched, until: Date.UTC(2051, 3, 1) }, t).map((notice) => ({
        code: item.code,
        ...notice,
      })),
    );
    expect(rows.length).toBeGreaterThan(200);
    expect(rows.map(line).sort()).toEqual(foreseen.map(line).sort());
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
      ['3.1', true, 0],
      ['3.2', false, 0],
    ]);
    expect(after.find((item) => item.code === '1.3')?.checkpoints.map((c) => c.round)).toEqual([1, 2, 1]);
  });

  it('keeps the history of an item that took one on-time year, with all three reminders, under 45 events a checkpoint', async () => {
    const item = items.find((candidate) => candidate.code === '1.2');
    if (item === undefined) throw new Error('1.2 is missing');
    const handle = engine.duban.temporal.workflow.getHandle(itemWorkflowId(campaignId, item.id));
    const { events } = await handle.fetchHistory();
    process.stdout.write(
      `events in the history of 1.2 (4 checkpoints, on time, lead ${String(leadOf(item.id))} ms): ${String(events?.length)}\n`,
    );
    expect(item.checkpoints).toHaveLength(4);
    expect(events?.length).toBeLessThanOrEqual(180);
    const { typedSearchAttributes: attributes } = await handle.describe();
    expect(attributes.get(searchAttributes.item)).toBe(item.id);
    expect(attributes.get(searchAttributes.status)).toBe('closed');
    expect(attributes.get(searchAttributes.nextDue)).toBeUndefined();
  });

  it('lets operators find what is late: an item that is still open carries its status and its date', async () => {
    const item = items.find((candidate) => candidate.code === '3.2');
    if (item === undefined) throw new Error('3.2 is missing');
    const { typedSearchAttributes: attributes } = await engine.duban.temporal.workflow
      .getHandle(itemWorkflowId(campaignId, item.id))
      .describe();
    expect(attributes.get(searchAttributes.status)).toBe('active');
    expect(attributes.get(searchAttributes.nextDue)?.getTime()).toBe(item.checkpoints[0]?.due);
  });

  it('notes each month that a bulletin is due, on its first working day', async () => {
    const bulletins = await engine.duban.db.selectFrom('bulletin').orderBy('due_at').selectAll().execute();
    expect(bulletins.map(({ period, due_at }) => `${period} ${shown(due_at)}`).slice(0, 5)).toEqual([
      '2049-12 2050-01-03T09:00',
      '2050-01 2050-02-01T09:00',
      '2050-02 2050-03-01T09:00',
      '2050-03 2050-04-01T09:00',
      '2050-04 2050-05-02T09:00',
    ]);
    expect(bulletins).toHaveLength(15);
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
