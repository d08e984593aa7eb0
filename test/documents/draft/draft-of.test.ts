import { expect, it } from '@jest/globals';
import { draftOf, type DraftContext } from '../../../documents/draft/draft-of.js';
import { readBlocks } from '../../../documents/read-document.js';
import { readTextFile } from '../../../documents/blocks/text/text-file.js';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';

const TEXT = `某市教育局2018年工作要点
一、主要工作
1.做好开学准备。检查校舍。（责任处室：基教处；完成时限：秋季开学前）
2.开展排查。上报清单。（责任处室：安稳处；完成时限：10个工作日内）`;

function dues(context: Partial<DraftContext>): string[][] {
  const reading = readBlocks(readTextFile(new TextEncoder().encode(TEXT), 'a.txt'), 'a.txt');
  return draftOf(reading, { calendar, ...context }).items.map((item) => item.checkpoints.map(({ due }) => due));
}

it('dates school days by the usual school calendar, or by the office’s own', () => {
  expect(dues({})[0]).toEqual(['2018-08-31']);
  const schoolDates = {
    name: '所给校历',
    autumnTerm: '09-03',
    winterHoliday: '01-29',
    springTerm: '02-26',
    summerHoliday: '07-09',
  };
  expect(dues({ schoolDates })[0]).toEqual(['2018-08-31']);
  expect(dues({ schoolDates: { ...schoolDates, autumnTerm: '08-27' } })[0]).toEqual(['2018-08-24']);
});

it('counts working days from the launch, and sets no date before it', () => {
  expect(dues({})[1]).toEqual([]);
  expect(dues({ launchDay: '2018-03-01' })[1]).toEqual(['2018-03-15']);
});
