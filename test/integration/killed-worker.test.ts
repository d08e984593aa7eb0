import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sendCommand } from '../../client/send-command.js';
import { armOverlooked, resendCommands } from '../../client/courier.js';
import { timestamp } from '../../register/database.js';
import type { ItemRow } from '../../register/queries/items.js';
import { compressedCampaign, devEngine, type DevEngine } from '../helpers/dev-engine.js';

let engine: DevEngine;
beforeAll(async () => {
  engine = await devEngine();
}, 300_000);
afterAll(() => engine.stop(), 60_000);

async function until(what: string, done: () => Promise<boolean>, ms = 60_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(100)) if (await done()) return;
  throw new Error(`waited in vain for: ${what}`);
}

/** Notices of an item by rule and step, and how often each was put on record as told. */
async function storyOf(item: ItemRow): Promise<{ told: string[]; notices: string[] }> {
  const { db } = engine.duban;
  const told = await db
    .selectFrom('audit')
    .where('item_id', '=', item.id)
    .where('event', 'in', ['told', 'superseded', 'submitted', 'assigned'])
    .orderBy('seq')
    .select(['event', 'detail'])
    .execute();
  const notices = await db
    .selectFrom('notice')
    .where('item_id', '=', item.id)
    .select(['rule', 'step', 'post_id', 'state'])
    .execute();
  return {
    told: told.map(({ event, detail }) => `${event} ${JSON.stringify([detail['rule'], detail['step']])}`),
    notices: notices.map((notice) => `${notice.rule} ${String(notice.step)} ${notice.post_id}`),
  };
}

const post = (item: ItemRow, role: string): string => item.posts.find((candidate) => candidate.role === role)?.id ?? '';

describe('a worker killed with SIGKILL', () => {
  it('mid-campaign, again and again, loses nothing and doubles nothing', async () => {
    const { duban } = engine;
    let worker = await engine.startWorker();
    const items = await compressedCampaign(duban, { begin: Date.now(), pace: 2_000 });
    for (const life of [2_300, 3_100, 2_700]) {
      await sleep(life);
      await worker.kill();
      worker = await engine.startWorker();
    }
    await until('all ladders climbed', async () => {
      const left = await duban.db.selectFrom('item').where('next_moment', 'is not', null).select('id').execute();
      return left.length === 0;
    });
    // What was missed while nobody worked is staged for the next morning, and so not sent here.
    await until(
      'all released notices sent',
      async () => {
        const staged = await duban.db
          .selectFrom('notice')
          .where('state', '=', 'staged')
          .where('release_at', '<=', timestamp(Date.now()))
          .select('id')
          .execute();
        const sending = await duban.db
          .selectFrom('mail')
          .where('state', 'in', ['pending', 'sending'])
          .where('resent', '=', false)
          .select('id')
          .execute();
        return staged.length + sending.length === 0;
        // A batch whose worker died is taken over after its heartbeat, 45 s.
      },
      150_000,
    );
    await worker.kill();

    for (const item of items) {
      const { told, notices } = await storyOf(item);
      // Six rungs were set, each is told or, after a pause that was too long, superseded: never both, never twice.
      const rungs = told
        .filter((line) => line.startsWith('told') || line.startsWith('superseded'))
        .map((line) => line.replace(/^\w+ /, ''));
      expect(rungs).toHaveLength(6);
      expect(new Set(rungs).size).toBe(6);
      expect(new Set(notices).size).toBe(notices.length);
    }
    const caught = await engine.caught();
    expect(new Set(caught).size).toBe(caught.length);
    const mails = await duban.db.selectFrom('mail').select(['id', 'state', 'resent']).execute();
    // Every mail that is on record as sent was caught, and of those in doubt (killed while sending) at most one copy.
    for (const mail of mails) {
      const copies = caught.filter((id) => id === mail.id).length;
      if (mail.state === 'accepted') expect(copies).toBe(1);
      else expect(copies).toBeLessThanOrEqual(1);
    }
    expect(mails.filter((mail) => mail.state !== 'accepted').length).toBeLessThanOrEqual(3);
  }, 240_000);

  it('between a commit and the end of its workflow task, with a command arriving first, applies each once', async () => {
    const { duban } = engine;
    const { db } = duban;
    const held = await engine.startWorker('remindDivision');
    // The same document for another year is another campaign.
    await db.updateTable('campaign').set({ year: 2049 }).execute();
    const items = await compressedCampaign(duban, { begin: Date.now(), pace: 2_000 });
    const itemId = await held.held;
    const item = items.find((candidate) => candidate.id === itemId);
    if (item === undefined) throw new Error('held by an item of another campaign');
    await held.kill();
    const before = await storyOf(item);
    expect(before.told.filter((line) => line.startsWith('told ["reminder"'))).toHaveLength(1);

    // Nobody works: the command is committed, and the one who asked is told so.
    const command = {
      id: randomUUID(),
      itemId,
      actor: post(item, 'lead'),
      at: Date.now(),
      body: { kind: 'submit' as const, checkpoint: 1, text: '完成', files: [] },
    };
    const outcome = sendCommand(duban, item.campaignId, command);
    const underWay = new Set<string>();
    const next = await engine.startWorker();
    expect(['done', 'received']).toContain((await outcome).kind);
    await until('the command to be answered', async () => {
      await Promise.race([Promise.all(await resendCommands(duban, Date.now() + 60_000, underWay)), sleep(5_000)]);
      const answered = await db
        .selectFrom('command')
        .where('id', '=', command.id)
        .where('answer', 'is not', null)
        .select('id')
        .execute();
      return answered.length === 1;
    });
    await until('the other items to be done', async () => {
      const left = await db
        .selectFrom('item')
        .where('campaign_id', '=', item.campaignId)
        .where('id', '!=', itemId)
        .where('next_moment', 'is not', null)
        .select('id')
        .execute();
      return left.length === 0;
    });
    await next.kill();

    const { told, notices } = await storyOf(item);
    expect(told.filter((line) => line.startsWith('submitted'))).toHaveLength(1);
    expect(new Set(told).size).toBe(told.length);
    expect(new Set(notices).size).toBe(notices.length);
    // After the report nobody was chased: only the review of it is still to come.
    const { state } = await db.selectFrom('item').where('id', '=', itemId).select('state').executeTakeFirstOrThrow();
    expect(state?.checkpoints[0]).toMatchObject({
      status: 'submitted',
      late: command.at > (state?.checkpoints[0]?.due ?? 0),
    });
    expect(state?.checkpoints[0]?.pending.map((rung) => rung.rule)).toEqual(['reviewDue']);
  }, 180_000);

  it('leaves items that another Temporal, knowing nothing, takes up from the register alone', async () => {
    const { duban } = engine;
    const rows = await duban.db
      .selectFrom('item')
      .where('state', 'is not', null)
      .where('closed', '=', false)
      .orderBy('position')
      .select(['id', 'campaign_id', 'state'])
      .execute();
    // Not the one that was reported on before: its lead has signed for it.
    const item = rows.find(({ state }) => Object.keys(state?.acknowledged ?? {}).length === 0);
    if (item?.state == null) throw new Error('no item');
    // The workflow is gone, as after the loss of Temporal itself.
    await duban.temporal.workflow
      .getHandle(`item/${item.campaign_id}/${item.id}`)
      .terminate('lost')
      .catch(() => undefined);
    const checkpoint = item.state.checkpoints.findIndex((candidate) => candidate.status === 'open');
    const worker = await engine.startWorker();
    const before = await duban.db.selectFrom('audit').where('item_id', '=', item.id).select('seq').execute();
    const command = {
      id: randomUUID(),
      itemId: item.id,
      actor: item.state.posts.leads[0] ?? '',
      at: Date.now(),
      body: { kind: 'submit' as const, checkpoint: checkpoint + 1, text: '完成', files: [] },
    };
    const outcome = await sendCommand(duban, item.campaign_id, command);
    await worker.kill();
    expect(outcome).toEqual({ kind: 'done' });
    const after = await duban.db
      .selectFrom('audit')
      .where('item_id', '=', item.id)
      .orderBy('seq')
      .select('event')
      .execute();
    // Nothing but the report (which signs for the item) was added: the assignment was not told again.
    expect(after.slice(before.length).map((row) => row.event)).toEqual(['acknowledged', 'submitted']);
  }, 120_000);

  it('leaves items whose workflow is gone to be found by the register, though nobody asks for them', async () => {
    const { duban } = engine;
    const rows = await duban.db
      .selectFrom('item')
      .where('closed', '=', false)
      .where('next_moment', 'is', null)
      .orderBy('position')
      .select(['id', 'campaign_id', 'state'])
      .execute();
    const item = rows.at(-1);
    if (item?.state == null) throw new Error('no item');
    // What should have been told an hour ago, by a workflow that is lost.
    const [checkpoint, ...rest] = item.state.checkpoints;
    if (checkpoint === undefined) throw new Error('no checkpoint');
    const release = Date.now() - 60 * 60_000;
    const basis = { of: 'due' as const, at: checkpoint.due, days: 9 };
    const pending = [{ rule: 'escalation' as const, step: 9, release, to: ['office' as const], basis }];
    const state = { ...item.state, checkpoints: [{ ...checkpoint, pending }, ...rest] };
    await duban.db
      .updateTable('item')
      .set({ state: JSON.stringify(state), next_moment: timestamp(release - state.lead) })
      .where('id', '=', item.id)
      .execute();
    await duban.temporal.workflow.getHandle(`item/${item.campaign_id}/${item.id}`).terminate('lost');
    const worker = await engine.startWorker();
    expect(await armOverlooked(duban, Date.now())).toBe(1);
    await until('the step to be told', async () => {
      const told = await duban.db
        .selectFrom('notice')
        .where('item_id', '=', item.id)
        .where('step', '=', 9)
        .select('id')
        .execute();
      return told.length === 1;
    });
    expect(await armOverlooked(duban, Date.now())).toBe(0);
    await worker.kill();
  }, 120_000);
});
