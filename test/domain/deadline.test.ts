import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, lastDayOfMonth } from '../../domain/calendar/civil-day.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { checkpointSpans, parseDeadline, parseDeadlines, type ParsedDeadline } from '../../domain/deadline.js';
import { calendarYear, schoolYear, statedYears, type PlanSpan } from '../../domain/plan-span.js';
import { deadlineGroups } from './deadline-cases.js';

const span = calendarYear(2017);

function shown({ periods, problem }: ParsedDeadline): string[] {
  const lines = periods.map(({ label, first, last, exact }) => `${label} ${first}..${last}${exact ? ' exact' : ''}`);
  return problem ? [...lines, problem.code] : lines;
}

const read = (text: string): string[] => shown(parseDeadline(text, { span }));

const march = '3月 2017-03-01..2017-03-31';
const june = '6月 2017-06-01..2017-06-30';
const july = '7月 2017-07-01..2017-07-31';
const september = '9月 2017-09-01..2017-09-30';
const december = '12月 2017-12-01..2017-12-31';
const quarters = [
  '第一季度 2017-01-01..2017-03-31',
  '第二季度 2017-04-01..2017-06-30',
  '第三季度 2017-07-01..2017-09-30',
  '第四季度 2017-10-01..2017-12-31',
];

const periods: [text: string, periods: string[]][] = [
  ['', quarters],
  ['　', quarters],
  ['3、6、9、12月', [march, june, september, december]],
  ['三、四季度', quarters.slice(2)],
  ['上半年', ['上半年 2017-01-01..2017-06-30']],
  ['年内', ['年内 2017-01-01..2017-12-31']],
  ['于9月25日之前完成', ['9月25日 2017-08-26..2017-09-25 exact']],
  ['3月1日', ['3月1日 2017-02-02..2017-03-01 exact']],
  ['1月10日', ['1月10日 2016-12-11..2017-01-10 exact']],
  ['2018年底', ['2018年底 2018-01-01..2018-12-31']],
  [
    '9月、12月、次年3月、次年6月',
    [september, december, '2018年3月 2018-03-01..2018-03-31', '2018年6月 2018-06-01..2018-06-30'],
  ],
  ['2017年12月、2018年3、6月', [december, '2018年3月 2018-03-01..2018-03-31', '2018年6月 2018-06-01..2018-06-30']],
  ['9月中旬', ['9月中旬 2017-09-11..2017-09-20']],
  ['2月下旬', ['2月下旬 2017-02-21..2017-02-28']],
  ['3至6月', ['3月至6月 2017-03-01..2017-06-30']],
  ['2017年12月至次年3月', ['12月至2018年3月 2017-12-01..2018-03-31']],
  ['9月1日—9月15日', ['9月1日至9月15日 2017-09-01..2017-09-15 exact']],
  ['教师节前', ['教师节前 2017-08-10..2017-09-09']],
];

describe('reading a deadline', () => {
  it.each(periods)('finds the periods of %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('says where it could not read on, and what to write', () => {
    expect(parseDeadline('第一季度，视情况而定', { span }).problem?.message).toBe(
      '完成时限“第一季度，视情况而定”，自“视情况而定”起无法识别，请改写为“9月”“第三季度”“年底前”“9月30日前”一类写法。',
    );
  });

  it('tells all that is doubtful in one problem, the order of the dates first', () => {
    const { problem } = parseDeadline('12月、6月前', { span });
    expect(problem?.code).toBe('deadline-order');
    expect(problem?.message).toContain('未按先后排列');
    expect(problem?.message).toContain('“6月前”是否包含该时段不明');
  });

  it('reads a date without a year within a school year, and one with a year as written', () => {
    const school = schoolYear(2017);
    for (let n = 1; n <= 12; n += 1) {
      const year = n >= 7 ? 2017 : 2018;
      expect(parseDeadline(`${n}月`, { span: school }).periods[0]?.last).toBe(lastDayOfMonth(year, n));
      expect(parseDeadline(`2018年${n}月`, { span: school }).periods[0]?.last).toBe(lastDayOfMonth(2018, n));
    }
  });

  it('counts from the launch only once its day is known', () => {
    const launched = { span, calendar, launchDay: '2017-03-29' };
    expect(shown(parseDeadline('10个工作日内', launched))).toEqual(['10个工作日内 2017-03-30..2017-04-13']);
    expect(shown(parseDeadline('一个月内、年底', launched))).toEqual([
      '1个月内 2017-03-30..2017-04-29 exact',
      '年底 2017-01-01..2017-12-31',
    ]);
    expect(read('一个月内、年底')).toEqual(['年底 2017-01-01..2017-12-31', 'deadline-from-launch']);
    // Working days cannot be counted without a calendar.
    expect(shown(parseDeadline('10个工作日内', { span, launchDay: '2017-03-29' }))).toEqual(['deadline-from-launch']);
  });

  it('cuts short what it quotes, and does not look for a date in what is no cell', () => {
    const long = `6月底前完成${'建设'.repeat(300)}`;
    const { periods: found, problem } = parseDeadline(long, { span });
    expect(found).toEqual([]);
    expect(problem?.code).toBe('deadline-unreadable');
    expect(problem?.message.length).toBeLessThan(160);
  });
});

describe('reading the deadline cells of a flattened table', () => {
  const cells = (...texts: string[]): string[] => shown(parseDeadlines(texts, { span }));

  it('lends a bare number the unit of the next cell that has one', () => {
    expect(cells('3', '6', '9', '12月')).toEqual([march, june, september, december]);
    expect(cells('6', ' ', '9月', '12月\n')).toEqual([june, september, december]);
    expect(cells('7月', '9月')).toEqual([july, september]);
  });

  it('does not lend a unit across a cell of another kind', () => {
    expect(cells('3', '下半年', '9月')).toEqual(['deadline-unreadable']);
    expect(cells('9月', '12')).toEqual(['deadline-unreadable']);
  });

  it('does not take a cell for the rest of what the one before says', () => {
    expect(cells('6月完成方案', '适时')).toEqual(['deadline-unreadable']);
    expect(cells('6月完成方案', '长期坚持')).toEqual(expect.arrayContaining([june, ...quarters]));
  });

  it('takes empty cells for no deadline', () => {
    expect(cells('', ' ')).toEqual(quarters);
  });
});

const spans = fc.oneof(
  fc.integer({ min: 2010, max: 2028 }).map(calendarYear),
  fc.integer({ min: 2010, max: 2027 }).map(schoolYear),
  fc.integer({ min: 2010, max: 2026 }).map((year) => statedYears(year, year + 2)),
);
const words = fc.constantFrom(
  ...deadlineGroups.flatMap(({ cases }) => cases.map(({ text }) => text)),
  ...'0123456789一二三四十年月日号底末前内后第季度上下半旬中至到起每各(（)）、，；。 -—.自春秋寒暑学期开',
  ...[
    '2017年',
    '2018.',
    '待定',
    '长期',
    '完成',
    '方案',
    '《',
    '》',
    '“',
    '”',
    '民国',
    '两会',
    '个工作日',
    '次年',
    '学年',
  ],
);
const texts = fc.array(words, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));

describe('reading any deadline', () => {
  function sound(text: string, plan: PlanSpan): void {
    const context = { span: plan, calendar, launchDay: plan.first };
    const { periods: found, problem } = parseDeadline(text, context);
    expect(found.length > 0 || problem !== undefined).toBe(true);
    const ends = found.map(({ last }) => last);
    expect(ends).toEqual(ends.toSorted());
    for (const { first, last, label, why } of found) {
      expect(first <= last).toBe(true);
      expect(label).not.toBe('');
      expect(why).not.toBe('');
    }
    for (const { due, why } of checkpointSpans(found, calendar)) {
      expect(calendar.isWorkingDay(due)).toBe(true);
      expect(why).toContain(`${Number(due.slice(5, 7))}月${Number(due.slice(8))}日`);
      if (problem?.message.includes('年份')) continue;
      // The working day before a span's first may be the due day of a day within it.
      expect(due >= addDays(plan.first, -15)).toBe(true);
      expect(due <= `${Number(plan.last.slice(0, 4)) + 5}-12-31`).toBe(true);
    }
  }

  it('gives sound days or says what is wrong, for words of deadlines in any order', () => {
    fc.assert(fc.property(texts, spans, sound), { numRuns: 3000 });
  });

  it('and for any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), spans, sound), { numRuns: 1000 });
  });

  it('reads full-width signs as it reads half-width ones', () => {
    const wide = (text: string): string =>
      text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
    const narrow = (text: string): string => text.normalize('NFKC');
    // Marks of quotation and circled numbers are no width of a sign.
    const plain = texts.filter((text) => narrow(wide(text)) === narrow(text) && !/["'①-⑳]/u.test(text));
    fc.assert(
      fc.property(plain, spans, (text, plan) => {
        const days = (one: string): string[] => shown(parseDeadline(one, { span: plan, calendar }));
        expect(days(wide(text))).toEqual(days(text));
      }),
      { numRuns: 1500 },
    );
  });

  it('reads back every label that it writes', () => {
    for (const { context, cases } of deadlineGroups) {
      for (const { text } of cases) {
        for (const { why: _, ...period } of parseDeadline(text, { ...context, calendar }).periods) {
          const again = parseDeadline(period.label, { ...context, calendar }).periods;
          expect(again.map(({ why: _why, ...rest }) => rest)).toEqual([period]);
        }
      }
    }
  });

  it('takes no longer for a text made to mislead it', () => {
    const hostile = [
      '1、',
      '3月',
      '(',
      '年',
      '完成',
      '每',
      '第1',
      '“',
      '2018.1',
      ' ',
      '《',
      '力争',
      '长期坚持',
      '-',
      '[中',
    ];
    const start = performance.now();
    for (const part of hostile) parseDeadline(part.repeat(100_000), { span });
    for (const part of hostile) parseDeadline(part.repeat(Math.floor(499 / part.length)), { span, calendar });
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
