import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Duban } from '../../client/duban.js';
import { launch } from '../../client/launch.js';
import { sendCommand } from '../../client/send-command.js';
import { openDatabase } from '../../register/database.js';
import { itemsOf, type ItemRow } from '../../register/queries/items.js';
import { itemWorkflowId } from '../../workflows/contract.js';
import { devEngine } from '../helpers/dev-engine.js';
import { playedEngine, wuhan } from '../helpers/engine.js';
import { startProxy, type Proxy } from '../helpers/proxy.js';

/** In real time on the dev server, where that is asked for: it takes an hour. Else on the time-skipping server. */
const LONG = process.env.DUBAN_LONG_TESTS !== undefined;
const MINUTE = 60_000;

let proxy: Proxy;
/** The engine as those who act see it: their way to the register is not cut. */
let duban: Duban;
let now: () => Promise<number>;
let pass: (minutes: number) => Promise<void>;
let stop: () => Promise<void>;

beforeAll(async () => {
  if (LONG) {
    const engine = await devEngine();
    proxy = await startProxy(engine.databaseUrl);
    const stopWork = await engine.work(proxy.url);
    duban = engine.duban;
    now = () => Promise.resolve(Date.now());
    pass = (minutes) => sleep(minutes * MINUTE);
    stop = async () => {
      await stopWork();
      await proxy.close();
      await engine.stop();
    };
    return;
  }
  let direct = '';
  const engine = await playedEngine(async (url) => {
    direct = url;
    proxy = await startProxy(url);
    return proxy.url;
  });
  const db = openDatabase(direct);
  duban = { ...engine.duban, db };
  now = engine.now;
  pass = async (minutes) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      await engine.environment.sleep(MINUTE);
      await sleep(200);
    }
  };
  stop = async () => {
    await db.destroy();
    await engine.stop();
    await proxy.close();
  };
}, 300_000);
afterAll(() => stop(), 60_000);

describe('the register out of the workers’ reach for 40 minutes', () => {
  let items: ItemRow[];
  const lengthOf = async (item: ItemRow): Promise<number> => {
    const handle = duban.temporal.workflow.getHandle(itemWorkflowId(item.campaignId, item.id));
    return (await handle.describe()).historyLength;
  };
  const acknowledge = async (item: ItemRow, id: string) => {
    const actor = item.posts.find((post) => post.role === 'lead')?.id ?? '';
    const command = { id, itemId: item.id, actor, at: await now(), body: { kind: 'acknowledge' as const } };
    return sendCommand(duban, item.campaignId, command);
  };

  it(
    'answers commands with "received", loses none, and keeps histories short',
    async () => {
      const input = { ...(await wuhan(2090)), as: '督查室', now: await now(), sendNow: false };
      const { campaign } = await launch(duban, input);
      items = (await itemsOf(duban.db, campaign.id)).slice(0, 3);
      const ids = items.map(() => randomUUID());

      proxy.cut();
      const outcomes = await Promise.all(items.map((item, i) => acknowledge(item, ids[i] ?? '')));
      expect(outcomes).toEqual(ids.map((id) => ({ kind: 'received', id })));
      await pass(40);
      const answers = () =>
        duban.db.selectFrom('command').where('answer', 'is not', null).select(['id', 'answer']).execute();
      expect(await answers()).toEqual([]);
      const lengths = await Promise.all(items.map(lengthOf));
      process.stdout.write(`events in the histories after 40 minutes without the register: ${lengths.join(', ')}\n`);
      for (const length of lengths) expect(length).toBeLessThanOrEqual(80);

      proxy.mend();
      for (let waited = 0; waited < 12 && (await answers()).length < ids.length; waited += 1) await pass(1);
      expect(
        (await answers()).map(({ id, answer }) => ({ id, ok: answer?.ok })).sort((a, b) => (a.id < b.id ? -1 : 1)),
      ).toEqual(ids.map((id) => ({ id, ok: true })).sort((a, b) => (a.id < b.id ? -1 : 1)));
      const told = await duban.db.selectFrom('audit').where('event', '=', 'acknowledged').select('item_id').execute();
      expect(told.map((row) => row.item_id).sort()).toEqual(items.map(({ id }) => id).sort());
    },
    (LONG ? 70 : 3) * MINUTE,
  );
});
