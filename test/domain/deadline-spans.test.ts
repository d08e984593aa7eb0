import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { calendarOf } from '../../domain/calendar/working-calendar.js';
import { checkpointSpans, parseDeadline, type CheckpointSpan } from '../../domain/deadline.js';
import { calendarYear } from '../../domain/plan-span.js';

function spans(text: string, year = 2017): CheckpointSpan[] {
  return checkpointSpans(parseDeadline(text, { span: calendarYear(year) }).periods, calendar);
}

function shown(text: string, year = 2017): string[] {
  return spans(text, year).map(({ label, from, due, mark }) => [label, from, due, ...(mark ? [mark] : [])].join(' '));
}

describe('the checkpoints of a deadline', () => {
  it('are due on the last working day of a month and begin after the one before', () => {
    expect(shown('3、6、9、12月')).toEqual([
      '3月 2017-03-01 2017-03-31',
      '6月 2017-04-01 2017-06-30',
      '9月 2017-07-01 2017-09-30',
      '12月 2017-10-01 2017-12-29',
    ]);
    expect(shown('7月、9月')).toEqual(['7月 2017-07-01 2017-07-31', '9月 2017-08-01 2017-09-30']);
  });

  it('begin after the day the one before was due, even when its month had days left', () => {
    expect(shown('4月、5月', 2017)).toEqual(['4月 2017-04-01 2017-04-28', '5月 2017-04-29 2017-05-31']);
    expect(shown('2月、3月', 2026)).toEqual(['2月 2026-02-01 2026-02-28', '3月 2026-03-01 2026-03-31']);
  });

  it('move a stated day off to the working day before it, marked', () => {
    expect(shown('10月1日前')).toEqual(['10月1日 2017-09-02 2017-09-30 moved-to-working-day']);
    expect(shown('9月30日前')).toEqual(['9月30日 2017-09-01 2017-09-30']);
    expect(shown('2月20日', 2026)).toEqual(['2月20日 2026-01-21 2026-02-14 moved-to-working-day']);
  });

  it('begin no later than they are due', () => {
    expect(shown('10月1日至10月3日')).toEqual(['10月1日至10月3日 2017-09-30 2017-09-30 moved-to-working-day']);
  });

  it('follow the period words of the default policy', () => {
    expect(shown('上半年')).toEqual(['上半年 2017-01-01 2017-06-30']);
    expect(shown('年底')).toEqual(['年底 2017-01-01 2017-12-29']);
    expect(shown('9月中旬')).toEqual(['9月中旬 2017-09-11 2017-09-20']);
    expect(shown('长期').map((line) => line.split(' ').at(-1))).toEqual([
      '2017-03-31',
      '2017-06-30',
      '2017-09-30',
      '2017-12-29',
    ]);
  });

  it('are marked where the calendar is not published', () => {
    expect(shown('12月、2027年3月', 2026)).toEqual([
      '12月 2026-12-01 2026-12-31',
      '2027年3月 2027-01-01 2027-03-31 calendar-unpublished',
    ]);
  });

  it('are marked where a day of an unpublished year was moved into a published one', () => {
    const until2021 = calendarOf('until 2021', { 2021: { off: '', worked: '' } });
    const { periods } = parseDeadline('2022年1月1日', { span: calendarYear(2021) }); // a Saturday
    expect(checkpointSpans(periods, until2021)).toEqual([
      {
        label: '2022年1月1日',
        from: '2021-12-02',
        due: '2021-12-31',
        mark: 'calendar-unpublished',
        why: '“2022年1月1日”即当日，提前到之前最近的工作日：2021年12月31日（1月1日为周六），2022年放假安排未公布，仅按周末推算',
      },
    ]);
  });

  it('are one where two words fall on one day', () => {
    expect(shown('6月、上半年')).toEqual(['6月、上半年 2017-06-01 2017-06-30']);
    expect(shown('12月30日、12月31日')).toEqual(['12月30日、12月31日 2017-12-01 2017-12-29 moved-to-working-day']);
  });

  it('say which words they come from, by which rule, and why the day was moved', () => {
    const whys = (text: string): string[] => spans(text).map(({ why }) => why);
    expect(whys('6月、12月')).toEqual([
      '“6月”取当月最后一个工作日：6月30日',
      '“12月”取当月最后一个工作日：12月29日（12月31日为周日）',
    ]);
    expect(whys('9月30日前')).toEqual(['“9月30日前”含当日：9月30日（周六，调休上班）']);
    expect(whys('10月2日前')).toEqual(['“10月2日前”含当日，提前到之前最近的工作日：9月30日（10月2日放假）']);
    expect(whys('6月、上半年')).toEqual(['“6月”取当月最后一个工作日：6月30日；“上半年”取6月最后一个工作日：6月30日']);
  });

  it('are due on a working day, never after the period, and follow on one another', () => {
    const word = fc.oneof(
      fc.integer({ min: 1, max: 12 }).map((n) => `${n}月`),
      fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([m, d]) => `${m}月${d}日`),
      fc
        .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom('上', '中', '下'))
        .map(([m, part]) => `${m}月${part}旬`),
      fc.constantFrom('上半年', '第三季度', '年底', '全年', '次年3月'),
    );
    const texts = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join('、'));
    fc.assert(
      fc.property(texts, fc.integer({ min: 2010, max: 2027 }), (text, year) => {
        const { periods } = parseDeadline(text, { span: calendarYear(year) });
        const found = checkpointSpans(periods, calendar);
        expect(found.length).toBeGreaterThan(0);
        found.forEach((span, i) => {
          expect(calendar.isWorkingDay(span.due)).toBe(true);
          expect(span.from <= span.due).toBe(true);
          expect(span.why).toContain(`${Number(span.due.slice(5, 7))}月${Number(span.due.slice(8))}日`);
          const named = periods.filter(({ label }) => span.label.split('、').includes(label));
          for (const { last } of named) expect(span.due <= last).toBe(true);
          const next = found[i + 1];
          if (next) expect(next.from > span.due).toBe(true);
        });
        expect(periods.every(({ last }) => found.some(({ due }) => due <= last))).toBe(true);
      }),
    );
  });
});
