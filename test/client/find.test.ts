import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  checkpointToReview,
  checkpointToSubmit,
  chooseCampaign,
  chooseItem,
  choosePost,
  namedCheckpoint,
} from '../../client/find.js';
import type { Duban } from '../../client/duban.js';
import type { CheckpointStatus } from '../../domain/item-state.js';
import { recordCampaign } from '../../register/record-campaign.js';
import type { ItemRow } from '../../register/queries/items.js';
import { campaign, draftItem, register, type Register } from '../register/sample.js';

let r: Register;
let duban: Duban;
let old: string;
let later: string;

/** Three campaigns with an item 1.1: one closed, one of 基础教育处, and one of 高教处 alone. */
beforeAll(async () => {
  r = await register();
  duban = { db: r.db } as Duban;
  old = r.campaignId;
  await r.db.updateTable('item').set({ closed: true }).execute();
  const other = { ...draftItem('1.1'), divisions: [{ name: '高教处', role: 'lead' as const }] };
  later = (await recordCampaign(r.db, campaign([draftItem('1.1'), draftItem('1.2')], 'b'.repeat(64)))).id;
  await recordCampaign(r.db, campaign([other], 'c'.repeat(64)));
}, 60_000);
afterAll(() => r.close());

describe('the item meant by a code', () => {
  it('is that of the running campaigns, where one has it', async () => {
    expect((await chooseItem(duban, '1.2')).campaignId).toBe(later);
  });

  it('is that which the acting post has to do with', async () => {
    expect((await chooseItem(duban, '1.1', { as: '基础教育处' })).campaignId).toBe(later);
  });

  it('is not guessed where several are left: all are named', async () => {
    const choosing = chooseItem(duban, '1.1', { as: '高教处' });
    await expect(choosing).rejects.toMatchObject({ code: 'which-campaign' });
    await expect(choosing).rejects.toThrow(later.slice(0, 8));
    await expect(choosing).rejects.not.toThrow(old.slice(0, 8));
  });

  it('is found in a closed campaign that is named', async () => {
    expect((await chooseItem(duban, '1.1', { campaign: old })).campaignId).toBe(old);
    await expect(chooseItem(duban, '1.2', { campaign: old })).rejects.toMatchObject({ code: 'no-such-item' });
  });

  it('is refused where there is none', async () => {
    await expect(chooseItem(duban, '9.9')).rejects.toThrow(/没有编号为“9\.9”的事项；用 duban status/);
  });
});

describe('the campaign meant by an id', () => {
  it('is found by the beginning of its id', async () => {
    expect((await chooseCampaign(duban, later.slice(0, 8).toUpperCase())).id).toBe(later);
  });

  it('is refused where none or several begin so', async () => {
    await expect(chooseCampaign(duban, 'zz')).rejects.toThrow(/没有编号为“zz”的督办专项/);
    await expect(chooseCampaign(duban, '')).rejects.toMatchObject({ code: 'which-campaign' });
  });
});

describe('the post meant by a name', () => {
  it('is refused with all that it could be', async () => {
    const item = await chooseItem(duban, '1.2');
    expect(await choosePost(duban, '督查室', item)).toBe(r.posts['督查室']);
    await expect(choosePost(duban, '张三', item)).rejects.toThrow(/没有名为“张三”的岗位；--as 可填：.*基础教育处/);
  });
});

describe('the checkpoint meant', () => {
  const item = (...checkpoints: [string, CheckpointStatus][]): ItemRow =>
    ({
      code: '1.2',
      checkpoints: checkpoints.map(([label, status], index) => ({ n: index + 1, label, status })),
    }) as ItemRow;
  const quarters = item(['3月', 'past'], ['6月', 'submitted'], ['9月', 'ahead'], ['12月', 'ahead']);

  it('is named by its label, its month, or its number', () => {
    expect(['6月', ' 6 ', '12', '2', '4'].map((which) => namedCheckpoint(quarters, which))).toEqual([2, 2, 4, 2, 4]);
  });

  it('is asked for where the number is also the month of another', () => {
    expect(() => namedCheckpoint(quarters, '3')).toThrow(/可指第1个节点“3月”或第3个节点“9月”/);
    expect(namedCheckpoint(quarters, '3月')).toBe(1);
  });

  it('is refused, with all there are, where there is no such', () => {
    expect(() => namedCheckpoint(quarters, '0')).toThrow(/没有“0”节点；可填：3月（第1个）、6月（第2个）/);
  });

  it('for a report is the earliest returned or open, else the next', () => {
    expect(checkpointToSubmit(item(['3月', 'accepted'], ['6月', 'returned'], ['9月', 'open']))).toBe(2);
    expect(checkpointToSubmit(item(['3月', 'accepted'], ['6月', 'ahead']))).toBe(2);
    expect(checkpointToSubmit(item(['3月', 'submitted'], ['6月', 'open']))).toBe(2);
  });

  it('for a report is not one ahead while another is under review: the report may have been sent twice', () => {
    expect(() => checkpointToSubmit(quarters)).toThrow(
      /没有待报送的节点（3月已过，不跟踪、6月待审核.*--checkpoint 9月/,
    );
    expect(() => checkpointToSubmit(item(['3月', 'accepted']))).toThrow(/（3月已通过）。$/);
  });

  it('for a review is the earliest submitted', () => {
    expect(checkpointToReview(quarters)).toBe(2);
    expect(() => checkpointToReview(item(['3月', 'open']))).toThrow(/没有待审核的节点（3月办理中）/);
  });
});
