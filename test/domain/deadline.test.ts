import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDeadline, parseDeadlines, type ParsedDeadline } from '../../domain/deadline.js';

const year = 2017;

function read(text: string): string[] {
  return shown(parseDeadline(text, { year }));
}

function shown({ periods, problem }: ParsedDeadline): string[] {
  const lines = periods.map(({ label, first, last, exact }) => `${label} ${first}..${last}${exact ? ' exact' : ''}`);
  return problem ? [...lines, problem.code] : lines;
}

const july = '7月 2017-07-01..2017-07-31';
const march = '3月 2017-03-01..2017-03-31';
const june = '6月 2017-06-01..2017-06-30';
const september = '9月 2017-09-01..2017-09-30';
const december = '12月 2017-12-01..2017-12-31';
const quarters = [
  '第一季度 2017-01-01..2017-03-31',
  '第二季度 2017-04-01..2017-06-30',
  '第三季度 2017-07-01..2017-09-30',
  '第四季度 2017-10-01..2017-12-31',
];

const readable: [text: string, periods: string[]][] = [
  ['7月', [july]],
  ['七月份', [july]],
  ['　７月', [july]],
  ['3月底', [march]],
  ['3月末完成。', [march]],
  ['12月底前', [december]],
  ['十二月', [december]],
  ['3、6、9、12月', [march, june, september, december]],
  ['3 6 9 12月', [march, june, september, december]],
  ['三、六、九、十二月底前', [march, june, september, december]],
  ['3月,6月', [march, june]],
  ['3月，6月；9月和12月', [march, june, september, december]],
  ['3月\n6月', [march, june]],
  ['第一季度', quarters.slice(0, 1)],
  ['一季度末', quarters.slice(0, 1)],
  ['三、四季度', quarters.slice(2)],
  ['第一、第二季度', quarters.slice(0, 2)],
  ['上半年', ['上半年 2017-01-01..2017-06-30']],
  ['下半年', ['下半年 2017-07-01..2017-12-31']],
  ['年底', ['年底 2017-01-01..2017-12-31']],
  ['年底前完成', ['年底 2017-01-01..2017-12-31']],
  ['今年年底', ['年底 2017-01-01..2017-12-31']],
  ['年内', ['年内 2017-01-01..2017-12-31']],
  ['年內', ['年内 2017-01-01..2017-12-31']],
  ['9月30日前', ['9月30日 2017-09-01..2017-09-30 exact']],
  ['于9月25日之前完成', ['9月25日 2017-08-26..2017-09-25 exact']],
  ['3月1日', ['3月1日 2017-02-02..2017-03-01 exact']],
  ['三月三十日', ['3月30日 2017-03-01..2017-03-30 exact']],
  ['1月10日', ['1月10日 2016-12-11..2017-01-10 exact']],
  ['2017-09-30', ['9月30日 2017-09-01..2017-09-30 exact']],
  ['2017年9月', [september]],
  ['二〇一七年九月', [september]],
  ['２０１７年９月', [september]],
  ['2018年底', ['2018年底 2018-01-01..2018-12-31']],
  [
    '9月、12月、次年3月、次年6月',
    [september, december, '2018年3月 2018-03-01..2018-03-31', '2018年6月 2018-06-01..2018-06-30'],
  ],
  ['2017年12月、2018年3、6月', [december, '2018年3月 2018-03-01..2018-03-31', '2018年6月 2018-06-01..2018-06-30']],
  ['9月上旬', ['9月上旬 2017-09-01..2017-09-10']],
  ['9月中旬', ['9月中旬 2017-09-11..2017-09-20']],
  ['2月下旬', ['2月下旬 2017-02-21..2017-02-28']],
  ['3至6月', ['3月至6月 2017-03-01..2017-06-30']],
  ['2018年3月至2018年12月', ['2018年3月至2018年12月 2018-03-01..2018-12-31']],
  ['2017年12月至次年3月', ['12月至2018年3月 2017-12-01..2018-03-31']],
  ['9月1日—9月15日', ['9月1日至9月15日 2017-09-01..2017-09-15 exact']],
  ['每季度', quarters],
  ['每季度末', quarters],
  ['全年', quarters],
  ['长期', quarters],
  ['長期', quarters],
  ['', quarters],
  ['　', quarters],
  ['每半年', ['上半年 2017-01-01..2017-06-30', '下半年 2017-07-01..2017-12-31']],
];

describe('reading a deadline', () => {
  it.each(readable)('reads %j', (text, periods) => {
    expect(read(text)).toEqual(periods);
  });

  it('reads every month', () => {
    expect(parseDeadline('每月5日前', { year }).periods.map(({ last }) => last.slice(5))).toEqual(
      ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) => `${month}-05`),
    );
    expect(parseDeadline('每月底', { year: 2020 }).periods[1]?.last).toBe('2020-02-29');
  });

  it.each(['时间待定', '（时间待定）', '待定', '另行通知'])('sets no checkpoint for %j, and says so', (text) => {
    expect(read(text)).toEqual(['deadline-undecided']);
  });

  it.each([
    ['13月', '没有这样的日期'],
    ['2月30日', '没有这样的日期'],
    ['五季度', '没有这样的日期'],
    ['每月31日', '没有这样的日期'],
    ['9月至6月', '没有这样的日期'],
  ])('says that %j does not exist', (text, message) => {
    expect(read(text)).toEqual(['deadline-impossible']);
    expect(parseDeadline(text, { year }).problem?.message).toContain(message);
  });

  it.each([
    '3月初',
    '9月左右',
    '一二月',
    '三四季度',
    '17年9月',
    '30日',
    '3、6月中旬',
    '6月和12',
    '自3月起',
    '适时',
    '3',
    '/',
    '3.6.9.12月',
    '2017年',
    '2017—2018年',
    '3月,视情况而定',
    '9月30日至10日',
    '春节前',
  ])('does not guess at %j', (text) => {
    expect(read(text)).toEqual(['deadline-unreadable']);
  });

  it('says where it could not read on, and what to write', () => {
    expect(parseDeadline('3月，视情况而定', { year }).problem?.message).toBe(
      '完成时限“3月,视情况而定”，自“视情况而定”起无法识别，请改写为“9月”“第三季度”“年底前”“9月30日前”一类写法。',
    );
  });

  it('proposes the end of the month for 6月前, and asks', () => {
    expect(read('6月前')).toEqual([june, 'deadline-vague']);
    expect(read('6月底前')).toEqual([june]);
  });

  it('proposes the plan year for months out of order, and asks', () => {
    expect(read('9、12、3月')).toEqual([march, september, december, 'deadline-order']);
  });

  it('asks about a year that does not fit the plan', () => {
    expect(read('2016年9月')).toEqual(['2016年9月 2016-09-01..2016-09-30', 'deadline-year']);
    expect(read('2071年底')).toEqual(['2071年底 2071-01-01..2071-12-31', 'deadline-year']);
  });

  it('reads all of a text or says what is wrong with it', () => {
    const words = fc.constantFrom(
      ...'0123456789一二三四十年月日底末前内第季度上下半旬中至、, ',
      '2017年',
      '待定',
      '长期',
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (parts) => {
        const { periods, problem } = parseDeadline(parts.join(''), { year });
        expect(periods.length > 0 || problem !== undefined).toBe(true);
        for (const { first, last } of periods) expect(first <= last).toBe(true);
        const ends = periods.map(({ last }) => last);
        expect(ends).toEqual(ends.toSorted());
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back every label that it writes', () => {
    for (const [text] of readable) {
      for (const period of parseDeadline(text, { year }).periods) {
        expect(parseDeadline(period.label, { year }).periods).toEqual([period]);
      }
    }
  });
});

describe('reading the deadline cells of a flattened table', () => {
  it('lends a bare number the unit of the next cell that has one', () => {
    expect(shown(parseDeadlines(['3', '6', '9', '12月'], { year }))).toEqual([march, june, september, december]);
    expect(shown(parseDeadlines(['6', ' ', '9月', '12月\n'], { year }))).toEqual([june, september, december]);
    expect(shown(parseDeadlines(['7月', '9月'], { year }))).toEqual([july, september]);
  });

  it('does not lend a unit across a cell of another kind', () => {
    expect(shown(parseDeadlines(['3', '下半年', '9月'], { year }))).toEqual(['deadline-unreadable']);
    expect(shown(parseDeadlines(['9月', '12'], { year }))).toEqual(['deadline-unreadable']);
  });

  it('takes empty cells for no deadline', () => {
    expect(shown(parseDeadlines(['', ' '], { year }))).toEqual(quarters);
  });
});
