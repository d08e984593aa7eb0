import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CommandBody } from '../../domain/command.js';
import { applyAssignment, applyCommand } from '../../register/apply-event.js';
import {
  bulkCommandId,
  bulkProgress,
  campaignsWithBulks,
  findBulk,
  finishBulk,
  nextBulk,
  recordBulk,
  strangersIn,
} from '../../register/bulk.js';
import { commitCommand } from '../../register/commit-command.js';
import { at, draftItem, register, type Register } from './sample.js';

let r: Register;
beforeAll(async () => {
  r = await register([draftItem('1.1'), draftItem('1.2')]);
  for (const id of Object.values(r.items)) await applyAssignment(r.context, id, at('2017-03-01', '15:01'));
});
afterAll(() => r.close());

it('keeps a bulk until all its commands are given, in their order, and tells what came of them', async () => {
  const [first, second] = [r.items['1.1'] as string, r.items['1.2'] as string];
  const actor = r.posts['督查室'] as string;
  const body: CommandBody = { kind: 'freeze', reason: '机构调整' };
  const commands = [
    { itemId: second, body },
    { itemId: first, body },
    { itemId: first, body },
  ];
  expect(await strangersIn(r.db, r.campaignId, [...commands, { itemId: 'nobody', body }])).toEqual(['nobody']);
  expect(await strangersIn(r.db, 'another', commands)).toEqual(expect.arrayContaining([first, second]));
  const given = { id: 'b1', campaignId: r.campaignId, commands, actor, at: at('2017-03-06') };
  await recordBulk(r.db, given);
  await recordBulk(r.db, { ...given, commands: [] });
  await recordBulk(r.db, { ...given, id: 'b0', at: at('2017-03-07') });
  expect(await nextBulk(r.db, r.campaignId)).toBe('b1');
  expect(await nextBulk(r.db, 'another')).toBeNull();
  expect(await findBulk(r.db, 'b1')).toEqual(given);
  expect(await campaignsWithBulks(r.db, at('2017-03-06'))).toEqual([r.campaignId]);
  expect(await campaignsWithBulks(r.db, at('2017-03-06') - 1)).toEqual([]);

  expect(await bulkProgress(r.db, 'b1')).toEqual({ commands: 3, answered: 0, refused: [], doneAt: null });
  for (const [index, { itemId }] of commands.entries()) {
    const id = bulkCommandId('b1', index + 1);
    await commitCommand(r.db, { id, itemId, actor, at: given.at, body });
    await applyCommand(r.context, itemId, { commandId: id, now: given.at });
  }
  await finishBulk(r.db, 'b1', at('2017-03-06', '10:00'));
  await finishBulk(r.db, 'b1', at('2017-03-06', '11:00'));
  expect(await bulkProgress(r.db, 'b1')).toEqual({
    ...{ commands: 3, answered: 3, doneAt: at('2017-03-06', '10:00') },
    refused: [{ itemId: first, code: 'item-frozen', message: expect.any(String) }],
  });
  expect(await nextBulk(r.db, r.campaignId)).toBe('b0');
  expect(await bulkProgress(r.db, 'none')).toBeNull();
});
