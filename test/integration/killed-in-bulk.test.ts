import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bulkProgress } from '../../client/bulk.js';
import { pauseAll } from '../../client/pause.js';
import type { CommandBody } from '../../domain/command.js';
import { HOUR } from '../../domain/instant.js';
import { findBulk } from '../../register/bulk.js';
import { recordCampaign } from '../../register/record-campaign.js';
import { campaignStart, campaignWorkflowId } from '../../workflows/contract.js';
import { devEngine, type DevEngine } from '../helpers/dev-engine.js';
import { wuhan } from '../helpers/engine.js';

/** Enough that a freeze of all takes a while. */
const ITEMS = 60;

let engine: DevEngine;
beforeAll(async () => {
  engine = await devEngine();
}, 300_000);
afterAll(() => engine.stop(), 60_000);

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(20)) if (await done()) return;
  throw new Error(`waited in vain for: ${what}`);
}

/** The Wuhan plan's items again and again, launched and assigned; the first mails would go out tomorrow. */
async function largeCampaign(): Promise<string> {
  const { db, policy, calendar, temporal, taskQueue } = engine.duban;
  const { draft, roster, document } = await wuhan(2050);
  const items = Array.from({ length: ITEMS }, (_, i) => ({
    ...(draft.items[i % draft.items.length] as (typeof draft.items)[number]),
    code: String(i + 1),
  }));
  const now = Date.now();
  const { id } = await recordCampaign(db, {
    draft: { ...draft, items },
    document: { sha256: 'e'.repeat(64), name: document.name },
    roster: roster.entries,
    policy,
    calendar,
    launchedAt: now,
    launchedBy: { kind: 'office', post: '督查室' },
    assignmentRelease: now + 24 * HOUR,
  });
  await temporal.workflow.start('campaign', { ...campaignStart(id), taskQueue });
  return id;
}

describe('a worker killed with SIGKILL in the middle of a freeze of a whole campaign', () => {
  it('is taken over: every command is applied once, every notice staged once, and the next bulk is given, too', async () => {
    const { db, temporal } = engine.duban;
    const first = await engine.startWorker();
    const campaignId = await largeCampaign();
    const count = async (table: 'item' | 'command'): Promise<number> =>
      (
        await db
          .selectFrom(table)
          .where(table === 'item' ? 'next_moment' : 'answer', 'is not', null)
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n;
    await until('all items assigned', async () => (await count('item')) === ITEMS);
    const pauses = async (body: CommandBody & { kind: 'freeze' | 'resume' }): Promise<string> => {
      await pauseAll(engine.duban, { campaignId, as: '督查室', now: Date.now(), body });
      const bulks = await db.selectFrom('bulk').select('id').orderBy('at').execute();
      return bulks.at(-1)?.id ?? '';
    };

    const id = await pauses({ kind: 'freeze', reason: '机构改革' });
    await until('the freeze to be under way', async () => (await count('command')) >= ITEMS / 5);
    await first.kill();
    const before = await bulkProgress(db, id);
    expect(before?.answered).toBeLessThan(ITEMS);
    expect(before?.doneAt).toBeNull();

    const second = await engine.startWorker();
    const finished = async (bulkId: string): Promise<boolean> => {
      const progress = await bulkProgress(db, bulkId);
      return progress?.doneAt !== null && progress?.answered === ITEMS;
    };
    await until('the freeze to be done', () => finished(id));
    expect(await bulkProgress(db, id)).toMatchObject({ commands: ITEMS, answered: ITEMS, refused: [] });
    const { commands } = await findBulk(db, id);
    const given = await db.selectFrom('command').select(['id', 'item_id']).execute();
    expect(new Map(given.map((command) => [command.id, command.item_id]))).toEqual(
      new Map(commands.map(({ itemId }, i) => [`${id}/${i + 1}`, itemId])),
    );
    expect(given).toHaveLength(ITEMS);
    const frozen = await db.selectFrom('audit').where('event', '=', 'frozen').select('item_id').execute();
    expect(frozen).toHaveLength(ITEMS);
    expect(new Set(frozen.map(({ item_id }) => item_id)).size).toBe(ITEMS);
    const { events } = await temporal.workflow.getHandle(campaignWorkflowId(campaignId)).fetchHistory();
    const attempts = events?.flatMap(({ activityTaskStartedEventAttributes: started }) => started?.attempt ?? []);
    // The launch, and the freeze, which the second worker took up.
    expect(attempts).toEqual([1, 2]);
    // Every item is one of the plan's seven, and told the same posts as all others of its kind.
    const told = new Map<number, Map<string, string[]>>();
    const notices = await db
      .selectFrom('notice')
      .innerJoin('item', 'item.id', 'item_id')
      .where('rule', '=', 'frozen')
      .orderBy('post_id')
      .select(['item_id', 'post_id', 'step', 'position'])
      .execute();
    for (const { item_id, post_id, step, position } of notices) {
      const kind = told.get(position % 7) ?? new Map<string, string[]>();
      told.set(position % 7, kind.set(item_id, [...(kind.get(item_id) ?? []), `${post_id} ${step}`]));
    }
    expect([...told.values()].reduce((sum, kind) => sum + kind.size, 0)).toBe(ITEMS);
    for (const kind of told.values()) {
      const [one = [], ...others] = kind.values();
      expect(new Set(one).size).toBe(one.length);
      for (const other of others) expect(other).toEqual(one);
    }

    const resumed = await pauses({ kind: 'resume', shift: false, reason: '改革完成' });
    await until('the campaign to be resumed', () => finished(resumed));
    await second.kill();
  }, 120_000);
});
