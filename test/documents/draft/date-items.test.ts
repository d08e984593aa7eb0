import { describe, expect, it } from '@jest/globals';
import { dateItems, type Dating } from '../../../documents/draft/date-items.js';
import type { FoundItem } from '../../../documents/recognisers/found-item.js';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import { calendarYear, schoolYear, statedYears } from '../../../domain/plan-span.js';

function dues(item: Partial<FoundItem>, dating: Partial<Dating>): string[] {
  return checkpoints(item, dating).map(({ due }) => due);
}

function checkpoints(item: Partial<FoundItem>, dating: Partial<Dating>): { due: string; why: string }[] {
  const whole: FoundItem = {
    ...{ code: '1.1', heading: '推进体育工作', title: '', contents: [], measures: [], leader: '', divisions: [] },
    ...{ deadlines: [], place: { firstLine: 1, lastLine: 1 }, parts: [], ...item },
  };
  const full: Dating = { span: calendarYear(2018), moved: 0, calendar, overall: '', ...dating };
  return dateItems([whole], full).items.flatMap((dated) => dated.checkpoints);
}

describe('the checkpoints of an item', () => {
  it('follow the span of the plan', () => {
    const span = schoolYear(2017);
    expect(dues({ deadlines: ['9月', '3月'] }, { span })).toEqual(['2017-09-30', '2018-03-30']);
    expect(dues({}, { span })).toEqual(['2017-09-30', '2017-12-29', '2018-03-30', '2018-06-29']);
  });

  it('are on the one date of the plan, where the item takes that, and say so', () => {
    const dating = { span: statedYears(2018, 2019), overall: '2019年底' };
    expect(checkpoints({ otherwise: 'overall' }, dating)).toMatchObject([
      {
        due: '2019-12-31',
        why: '未单独写明完成时限，按方案总体时限，“2019年底”取12月最后一个工作日：2019年12月31日',
      },
    ]);
    expect(dues({ otherwise: 'overall', deadlines: ['2018年6月'] }, dating)).toEqual(['2018-06-29']);
    expect(dues({ otherwise: 'quarters' }, dating)).toHaveLength(8);
  });

  it.each([
    ['2017年6月', ['2018-06-29']],
    ['二〇一七年六月', ['2018-06-29']],
    ['2017 年 6 月', ['2018-06-29']],
    ['17年6月', ['2018-06-29']],
    ['2017.6.30', ['2018-06-29']],
    ['20170630', ['2018-06-29']],
    ['2017年12月-2018年6月', ['2019-06-28']],
    ['2017—2018学年第一学期', ['2019-01-18']],
    ['2017—2018年', ['2019-12-31']],
    ['2017、12月', []],
    ['6月', ['2018-06-29']],
  ])('of %j move with the plan to its new year', (text, expected) => {
    expect(dues({ deadlines: [text] }, { span: calendarYear(2018), moved: 1 })).toEqual(expected);
  });

  it('take a circled number for a number of the list, not for a month', () => {
    expect(dues({ deadlines: ['①3月；②6月'] }, {})).toEqual(['2018-03-30', '2018-06-29']);
  });
});
