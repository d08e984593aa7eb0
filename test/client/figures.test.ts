import { expect, it } from '@jest/globals';
import { percent, targetLines } from '../../client/figures.js';
import type { Target } from '../../domain/plan.js';

const target = (text: string, quantity: number, unit: string): Target => ({
  ...{ text, quantity, unit, comparison: 'equal' },
});

it('says of a target written in 万 in what it is reported, of no other', () => {
  expect(targetLines([target('新增学位1.8万个', 18_000, '个'), target('新增幼儿入园学位4800个', 4800, '个')])).toEqual([
    '指标1：新增学位1.8万个（目标为18000个，按个填报，不以万计）',
    '指标2：新增幼儿入园学位4800个',
  ]);
});

it('rounds a share, but never up to the whole', () => {
  expect([0, 5 / 30, 0.4, 0.999, 1, 1.2].map(percent)).toEqual(['0%', '17%', '40%', '99%', '100%', '120%']);
});
