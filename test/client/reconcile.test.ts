import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backUp } from '../../client/backup/back-up.js';
import { restore } from '../../client/backup/restore.js';
import { reconcileLines } from '../../client/cli/reconcile.js';
import type { Duban } from '../../client/duban.js';
import { launch } from '../../client/launch.js';
import { reconcile, type Disagreement } from '../../client/reconcile/reconcile.js';
import { sendCommand } from '../../client/send-command.js';
import type { CommandBody } from '../../domain/command.js';
import { HOUR, SECOND } from '../../domain/instant.js';
import { applyCommand } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import { openDatabase, timestamp, type Database } from '../../register/database.js';
import { itemsOf, type ItemRow } from '../../register/queries/items.js';
import { openRestoration } from '../../register/restoration.js';
import { BULLETIN_ID, DISPATCH_ID, campaignWorkflowId, itemWorkflowId } from '../../workflows/contract.js';
import { createDatabase, type TestDatabase } from '../helpers/database.js';
import { devEngine, type DevEngine } from '../helpers/dev-engine.js';
import { wuhan } from '../helpers/engine.js';

let engine: DevEngine;
let duban: Duban;
let stopWork: () => Promise<void>;
let campaignId: string;
let items: ItemRow[];

beforeAll(async () => {
  engine = await devEngine();
  duban = engine.duban;
  stopWork = await engine.work();
  campaignId = await launched(2050);
  items = await itemsOf(duban.db, campaignId);
}, 300_000);
afterAll(async () => {
  await stopWork();
  await engine.stop();
}, 60_000);

async function launched(year: number): Promise<string> {
  const input = { ...(await wuhan(year)), as: '督查室', now: Date.now(), sendNow: false };
  return (await launch(duban, input)).campaign.id;
}

const looking = (given: Duban = duban): Promise<Disagreement> =>
  reconcile(given, { now: Date.now(), apply: false, progress: () => undefined });
const applying = (given: Duban = duban, stoppedAt?: number): Promise<Disagreement> =>
  reconcile(given, { now: Date.now(), apply: true, stoppedAt, progress: () => undefined });
const linesOf = (found: Disagreement): string[] => reconcileLines(found, () => '某时');

const post = (item: ItemRow, role: string): string => item.posts.find((one) => one.role === role)?.id ?? '';
const workflow = (workflowId: string) => duban.temporal.workflow.getHandle(workflowId);
const statusOf = async (workflowId: string): Promise<string> => (await workflow(workflowId).describe()).status.name;
const idOf = (item: ItemRow): string => itemWorkflowId(item.campaignId, item.id);
const item = (n: number): ItemRow => items[n] as ItemRow;

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 40_000; Date.now() < end; await sleep(100)) if (await done()) return;
  throw new Error(`waited in vain for: ${what}`);
}

/** What is found settles when workflows have run and visibility has heard of it. */
const agree = (given: Duban = duban): Promise<void> =>
  until('register and Temporal to agree', async () => linesOf(await looking(given)).length === 0);

/** An escalation that is to be told at `release`, and nothing else before it. */
async function plan(db: Database, { id }: ItemRow, release: number): Promise<void> {
  const { state } = await db.selectFrom('item').where('id', '=', id).select('state').executeTakeFirstOrThrow();
  if (state === null) throw new Error('not assigned');
  const [checkpoint, ...rest] = state.checkpoints as [(typeof state.checkpoints)[number]];
  const basis = { of: 'due' as const, at: checkpoint.due, days: 9 };
  const pending = [{ rule: 'escalation' as const, step: 9, release, to: ['office' as const], basis }];
  const checkpoints = [{ ...checkpoint, status: 'open' as const, pending }, ...rest];
  await db
    .updateTable('item')
    .set({
      state: JSON.stringify({ ...state, lead: SECOND, pending: [], checkpoints }),
      next_moment: timestamp(release - SECOND),
    })
    .where('id', '=', id)
    .execute();
}

const told = (db: Database, { id }: ItemRow) =>
  db
    .selectFrom('notice')
    .where('item_id', '=', id)
    .where('rule', '=', 'escalation')
    .where('step', '=', 9)
    .select(['state', 'withdrawn_because as because'])
    .execute();

describe('reconcile', () => {
  it('finds nothing where nothing is wrong, and tells of it', async () => {
    await agree();
    expect(await looking()).toMatchObject({ open: 7, restoration: null, installation: [] });
  }, 60_000);

  it('after the loss of Temporal’s data starts everything anew; what comes next comes once', async () => {
    await stopWork();
    await plan(duban.db, item(0), Date.now() + 12 * SECOND);
    for (const id of [...items.map(idOf), campaignWorkflowId(campaignId), DISPATCH_ID, BULLETIN_ID]) {
      await workflow(id).terminate('lost');
    }
    const found = await looking();
    expect(linesOf(found)).toEqual([
      '没有流程的事项7个（1.1、1.2、1.3、2.1、2.2、3.1、3.2）：启动流程',
      '没有流程的督办专项1个（《市教育局办理方案》）：启动流程',
      '没有“发送通知”的流程：启动流程',
      '没有“按期通报”的流程：启动流程',
    ]);
    // It only looked.
    expect(await statusOf(idOf(item(0)))).toBe('TERMINATED');
    await applying();
    expect(await statusOf(idOf(item(0)))).toBe('RUNNING');
    stopWork = await engine.work();
    await until('the next notice to go out', async () => (await told(duban.db, item(0)))[0]?.state === 'claimed');
    expect(await told(duban.db, item(0))).toHaveLength(1);
    await agree();
  }, 120_000);

  it('with a register that is ahead of Temporal ends what has ended, and wakes in time what sleeps too long', async () => {
    await stopWork();
    const give = async (to: ItemRow, role: string, body: CommandBody): Promise<void> => {
      const now = Date.now();
      const command = { id: randomUUID(), itemId: to.id, actor: post(to, role), at: now, body };
      await commitCommand(duban.db, command);
      // Without its workflow, as if that were of yesterday.
      const { answer } = await applyCommand(duban, to.id, { commandId: command.id, now });
      expect(answer).toEqual({ ok: true });
    };
    await give(item(1), 'office', { kind: 'carry', to: item(1).id, reason: '结转' });
    await plan(duban.db, item(2), Date.now() + 12 * SECOND);
    const found = await looking();
    expect(found).toMatchObject({
      missing: { count: 0 },
      late: { count: 1, examples: [item(2).code] },
      ended: { count: 1, examples: [item(1).code] },
      unknown: { count: 0 },
    });
    await applying();
    expect(await statusOf(idOf(item(1)))).toBe('TERMINATED');
    stopWork = await engine.work();
    await until('the next notice to go out', async () => (await told(duban.db, item(2)))[0]?.state === 'claimed');
    expect(await told(duban.db, item(2))).toHaveLength(1);
    await agree();
  }, 120_000);
});

describe('a register that was restored from a backup older than Temporal', () => {
  let dir: string;
  let target: TestDatabase;
  let restored: Duban;
  let planned: number;
  afterAll(async () => {
    await restored.db.destroy();
    await target.drop();
    await rm(dir, { recursive: true, force: true });
  });

  it('says what it cannot know, and sends nothing before it is reconciled', async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'duban-reconcile-'));
    planned = Date.now() + 30 * SECOND;
    await plan(duban.db, item(3), planned);
    const staged = await duban.db
      .selectFrom('notice')
      .where('item_id', '=', item(4).id)
      .where('rule', '=', 'assignment')
      .select('id')
      .execute();
    expect(staged.length).toBeGreaterThan(0);
    const input = { evidence: duban.evidence, folder: dir, zone: 'Asia/Shanghai', progress: () => undefined };
    await backUp({ ...input, databaseUrl: engine.databaseUrl, now: Date.now() });

    // After the backup: a division signs, so that its item sleeps longer, and another plan is launched.
    const body = { kind: 'submit' as const, checkpoint: 1, text: '完成', files: [] };
    const command = { id: randomUUID(), itemId: item(3).id, actor: post(item(3), 'lead'), at: Date.now(), body };
    expect(await sendCommand(duban, campaignId, command)).toEqual({ kind: 'done' });
    const later = await launched(2051);
    await stopWork();

    target = await createDatabase();
    await restore({ ...input, databaseUrl: target.url, now: Date.now() });
    restored = { ...duban, db: openDatabase(target.url) };
    stopWork = await engine.work(target.url);
    const found = await looking(restored);
    expect(found).toMatchObject({
      open: 6,
      missing: { count: 0 },
      late: { count: 1, examples: [item(3).code] },
      ended: { count: 0 },
      restoration: { doubtful: 0 },
    });
    // Seven items; their campaign, which finds none of them, may end by itself.
    expect(found.unknown.count).toBeGreaterThanOrEqual(7);
    expect(found.unknown.examples).toEqual([`专项 ${later.slice(0, 8)}`]);
    expect(linesOf(found).join('\n')).toContain('涉及哪些事项系统无从得知；请告知各责任处室核对，缺失的重新办理');

    // A notice that was due between the two.
    const { backedUpAt = 0 } = (await openRestoration(restored.db)) ?? {};
    await restored.db
      .updateTable('notice')
      .set({ release_at: timestamp(backedUpAt + 1) })
      .where('item_id', '=', item(4).id)
      .execute();
    const mails = () => restored.db.selectFrom('mail').orderBy('id').select(['id', 'state']).execute();
    const before = [await mails(), await engine.caught()];
    await duban.temporal.workflow.getHandle(DISPATCH_ID).signal('wake');
    await sleep(3_000);
    expect([await mails(), await engine.caught()]).toEqual(before);
    expect(await stagedOf(item(4))).not.toContain('claimed');
  }, 120_000);

  const stagedOf = async ({ id }: ItemRow): Promise<string[]> =>
    (await restored.db.selectFrom('notice').where('item_id', '=', id).select('state').execute()).map(
      ({ state }) => state,
    );

  it('asks when the lost installation stopped, where notices may have gone out', async () => {
    expect(linesOf(await looking(restored)).join('\n')).toMatch(/应在恢复之前发出的通知有\d+条，可能已经发出/);
    await expect(applying(restored)).rejects.toMatchObject({ code: 'stopped-at-missing' });
    await expect(applying(restored, Date.now() + HOUR)).rejects.toMatchObject({ code: 'stopped-at-wrong' });
  }, 30_000);

  it('reconciled, goes on from what it knows: the next notice once, and nothing of what went out', async () => {
    await applying(restored, Date.now());
    expect(await stagedOf(item(4))).toEqual((await stagedOf(item(4))).map(() => 'withdrawn'));
    await until('the next notice to go out', async () => (await told(restored.db, item(3)))[0]?.state === 'claimed');
    expect(Date.now()).toBeGreaterThanOrEqual(planned);
    expect(await told(restored.db, item(3))).toHaveLength(1);
    await agree(restored);
  }, 120_000);

  it('that is empty ends nothing', async () => {
    const empty = await createDatabase();
    const wrong = { ...duban, db: openDatabase(empty.url) };
    await expect(applying(wrong)).rejects.toMatchObject({ code: 'empty-register' });
    expect(await statusOf(idOf(item(5)))).toBe('RUNNING');
    await wrong.db.destroy();
    await empty.drop();
  }, 30_000);
});
