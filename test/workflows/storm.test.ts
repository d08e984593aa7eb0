import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resendCommands } from '../../client/courier.js';
import { deliverCommand } from '../../client/deliver-command.js';
import { commitCommand } from '../../register/commit-command.js';
import type { ItemRow } from '../../register/queries/items.js';
import { itemWorkflowId, searchAttributes } from '../../workflows/contract.js';
import { compressedCampaign, devEngine, type DevEngine } from '../helpers/dev-engine.js';

/** Commands in the storm, on one item. */
const COMMANDS = 150;

let engine: DevEngine;
let stopWork: () => Promise<void>;
beforeAll(async () => {
  // The server then suggests to continue as new after 20 events, where it would after thousands.
  engine = await devEngine({
    extraArgs: ['--log-level', 'never', '--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=20'],
  });
  stopWork = await engine.work();
}, 300_000);
afterAll(async () => {
  await stopWork();
  await engine.stop();
}, 60_000);

describe('an item that continues as new under a storm of commands', () => {
  it('loses none of them and answers none twice', async () => {
    const { duban } = engine;
    const [item] = (await compressedCampaign(duban, { begin: Date.now(), pace: 3_000 })) as [ItemRow];
    const handle = duban.temporal.workflow.getHandle(itemWorkflowId(item.campaignId, item.id));
    const actor = item.posts.find((post) => post.role === 'lead')?.id ?? '';
    const ids = Array.from({ length: COMMANDS }, () => randomUUID());
    const deliveries: Promise<void>[] = [];
    for (const id of ids) {
      const body = { kind: 'contribute' as const, checkpoint: 1, text: id, files: [] };
      await commitCommand(duban.db, { id, itemId: item.id, actor, at: Date.now(), body });
      deliveries.push(deliverCommand(duban, { id, itemId: item.id, campaignId: item.campaignId, kind: 'contribute' }));
    }
    // Some calls are told to try again: what they bring is never given up by the courier.
    await Promise.allSettled(deliveries);
    // It comes back every quarter of a minute for as long as something is unanswered; a storm takes it a few rounds.
    let left = 0;
    for (let round = 0; round < 10; round += 1) {
      const unanswered = await resendCommands(duban, Date.now() + 60_000, new Set());
      if (unanswered.length === 0) break;
      left += unanswered.length;
      await Promise.allSettled(unanswered);
    }
    process.stdout.write(`left to the courier: ${String(left)}\n`);

    const answers = await duban.db
      .selectFrom('command')
      .where('item_id', '=', item.id)
      .select(['id', 'answer'])
      .execute();
    expect(new Set(answers.map(({ answer }) => JSON.stringify(answer)))).toEqual(new Set(['{"ok":true}']));
    const audit = await duban.db
      .selectFrom('audit')
      .where('item_id', '=', item.id)
      .where('event', '=', 'contributed')
      .select('detail')
      .execute();
    expect(audit.map(({ detail }) => detail['text']).sort()).toEqual([...ids].sort());

    let runs = 0;
    for await (const run of duban.temporal.workflow.list({ query: `WorkflowId = '${handle.workflowId}'` })) {
      runs += 1;
      expect(run.status.name).toBe(runs === 1 ? 'RUNNING' : 'CONTINUED_AS_NEW');
      expect(run.historyLength).toBeLessThan(400);
    }
    process.stdout.write(`runs of one item under ${String(COMMANDS)} commands: ${String(runs)}\n`);
    expect(runs).toBeGreaterThan(3);
    // The attributes went with it from run to run.
    const { typedSearchAttributes: attributes } = await handle.describe();
    expect(attributes.get(searchAttributes.item)).toBe(item.id);
    expect(attributes.get(searchAttributes.status)).toBe('active');
  }, 180_000);
});
