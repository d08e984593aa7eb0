import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { monthlySchedule } from '../../../documents/recognisers/months/monthly-schedule.js';
import { phases } from '../../../documents/recognisers/phases/phases.js';
import { taskDivision } from '../../../documents/recognisers/duties/task-division.js';
import { outlineOf, recogniseText } from './recognise.js';

const HAN = '一二三四五六七八九十';
const names = fc.uniqueArray(fc.constantFrom('宣传发动', '调查摸底', '自查自纠', '整改提升', '检查验收', '总结表彰'), {
  minLength: 1,
  maxLength: 6,
});
const period = fc
  .tuple(fc.integer({ min: 2010, max: 2030 }), fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 12 }))
  .chain(([year, first, last]) => {
    const to = Math.max(first + 1, last);
    return fc.constantFrom(
      `${year}年${first}月`,
      `${year}年${first}月至${to}月`,
      `${year}年${first}月—${year + 1}年${last}月`,
      `${first}月-${to}月`,
      `${first}月1日-${to}月15日`,
      `${year}年${first}月底前`,
      '时间待定',
    );
  });
type Written = (title: string, time: string, at: number) => string;
const forms = fc.constantFrom<Written>(
  (title, time, at) => `（${HAN.charAt(at)}）${title}阶段（${time}）。认真做好各项工作。`,
  (title, time, at) => `${at + 1}、${title}阶段(${time})\n认真做好各项工作。`,
  (title, time, at) => `（${HAN.charAt(at)}）${title}阶段：${time}。认真做好各项工作。`,
  (title, time, at) => `（${HAN.charAt(at)}）${title}阶段\n时间：${time}\n认真做好各项工作。`,
);

const junk = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          ...'（(）)一二三1．.、：:，。；;9月日年2018—-~第阶段步',
          '月度安排',
          '实施步骤',
          '任务分工',
          '市教育局',
          '负责',
          '时间待定',
          '会同',
          '2017',
          '7—8',
          '三、',
          '（一）',
        ),
        { maxLength: 14 },
      )
      .map((signs) => signs.join('')),
  ),
  { maxLength: 30 },
);

describe('phases, divisions of tasks and schedules, whatever the document', () => {
  it('reads generated phases back', () => {
    fc.assert(
      fc.property(names, fc.array(period, { minLength: 6, maxLength: 6 }), forms, (titles, times, form) => {
        const lines = titles.map((title, at) => form(title, times[at] ?? '', at));
        const findings = recogniseText(
          phases,
          ['三、实施步骤', ...lines, '四、保障措施', '（一）加强领导。'].join('\n'),
        );
        expect(outlineOf(findings)).toEqual(titles.map((title, at) => [`3.${at + 1}`, `${title}阶段`, times[at]]));
      }),
    );
  });

  it('reads generated divisions of tasks back', () => {
    const bodies = fc.uniqueArray(fc.constantFrom('市教育局', '市财政局', '市公安局', '市住建局', '市审计局'), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(bodies, { minLength: 1, maxLength: 8 }), fc.boolean(), (groups, numbered) => {
        const lines = groups.map((group, at) => `${numbered ? `${at + 1}．` : ''}${group.join('、')}：抓好工作落实。`);
        const items = recogniseText(taskDivision, ['任务分工', ...lines].join('\n')).flatMap((one) => one.items);
        expect(items.map((item) => item.divisions.map(({ name }) => name))).toEqual(groups);
      }),
    );
  });

  it('reads generated schedules back, no code twice', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 12 });
    const writings = fc.constantFrom<(month: number) => string>(
      (month) => `${month}月`,
      (month) => `${month}月份：`,
      (month) => `【${month}月】`,
      (month) => `${month}`,
    );
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 12 }), writings, (sizes, begin, written) => {
        const months = sizes.map((_, at) => ((begin + at - 1) % 12) + 1);
        const text = months.flatMap((month, at) => [
          written(month),
          ...Array.from({ length: sizes[at] ?? 0 }, (_, n) => `${n + 1}.做好第${n + 1}件事。`),
        ]);
        const span = { kind: 'school-year', from: 2017, to: 2018 } as const;
        const findings = recogniseText(monthlySchedule, ['三、月度安排', ...text].join('\n'), { span });
        const codes = outlineOf(findings).map(([code]) => code);
        const expected = months.flatMap((month, at) =>
          Array.from({ length: sizes[at] ?? 0 }, (_, n) => `${month}月.${n + 1}`),
        );
        expect(codes).toEqual(expected);
      }),
    );
  });

  it.each([phases, taskDivision, monthlySchedule])(
    '$name never throws, and claims what its items hold',
    (recogniser) => {
      fc.assert(
        fc.property(junk, (paragraphs) => {
          // Control characters are refused before any recogniser sees them.
          const text = paragraphs.join('\n').replace(/[\u0000-\u0008\u000e-\u001f\u007f\ud800-\udfff]/g, '');
          for (const { items, claimed } of recogniseText(recogniser, text)) {
            const lines = new Set([...claimed].map((block) => block.line));
            expect(items.flatMap((item) => item.parts).every(({ place }) => lines.has(place.firstLine))).toBe(true);
            expect(new Set(items.map((item) => item.code)).size).toBe(items.length);
          }
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each([phases, taskDivision, monthlySchedule])(
    '$name reads five thousand lines of its own signs in time',
    (recogniser) => {
      const lines = [
        '工作安排',
        '（一）月度安排',
        '9月',
        '9',
        '市教育局：',
        '1.市教育局负责',
        '第一阶段',
        '（3月',
        '3、3、3、3、3、3、',
      ];
      for (const line of lines) {
        const begin = performance.now();
        recogniseText(recogniser, Array.from({ length: 5_000 }, () => line).join('\n'));
        recogniseText(recogniser, `任务分工\n${line.repeat(2_000)}\n实施步骤\n（一）${line.repeat(2_000)}`);
        expect(performance.now() - begin).toBeLessThan(20_000);
      }
    },
  );
});
