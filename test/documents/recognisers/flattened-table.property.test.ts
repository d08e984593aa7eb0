import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codesOf, HEADER, labelsOf, readCells } from './flattened.js';

interface Row {
  title: string | null;
  contents: string[];
  measures: string[];
  months: number[];
  /** Months without their 月, which the last of them lends to the others. */
  bare: boolean;
  /** Where the leader and division stand among the deadlines; `null` where they are merged with the row above. */
  answers: { leader: string; divisions: string[]; after: number } | null;
}

interface Group {
  heading: string;
  rows: Row[];
}

const phrase = fc
  .tuple(
    fc.constantFrom('推进', '加强', '完善', '深化', '实施', '提升', '抓好', '扩大'),
    fc.constantFrom('学前教育', '义务教育', '职业教育', '教师队伍', '校园安全', '教育信息化', '小班化教学'),
    fc.constantFrom('建设', '改革', '均衡发展', '管理', '质量', '覆盖面', '30所'),
  )
  .map((words) => words.join(''));
const sentence = fc.array(phrase, { minLength: 1, maxLength: 4 }).map((phrases) => `${phrases.join('，')}。`);
const leader = fc
  .tuple(fc.constantFrom(...'王李张刘陈杨黄赵周吴高安党'), fc.constantFrom('伟', '敏', '建国', '池富', '文江', '晓明'))
  .map((names) => names.join(''));
const division = fc.constantFrom(
  '基础教育处',
  '高教处',
  '体卫艺科',
  '办公室',
  '市教育局',
  '教研中心',
  '机关党委',
  '督导组',
);
const months = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 })
  .map((list) => list.toSorted((a, b) => a - b));

const answers = fc.record({
  leader,
  divisions: fc.uniqueArray(division, { minLength: 1, maxLength: 3 }),
  after: fc.integer({ min: 0, max: 6 }),
});
const row = fc.record({
  title: phrase,
  contents: fc.array(sentence, { maxLength: 6 }),
  measures: fc.array(sentence, { minLength: 1, maxLength: 3 }),
  months,
  bare: fc.boolean(),
  answers: fc.option(answers),
});
const group: fc.Arbitrary<Group> = fc
  .record({ heading: phrase, rows: fc.array(row, { minLength: 1, maxLength: 4 }), own: fc.boolean(), first: answers })
  .map(({ heading, rows, own, first }) => ({
    heading,
    rows: rows.map((one, index) =>
      index > 0
        ? one
        : { ...one, title: own || one.contents.length === 0 ? one.title : null, answers: one.answers ?? first },
    ),
  }));
const table = fc.array(group, { minLength: 1, maxLength: 4 });

describe('any table flattened by a web page', () => {
  it('reads back the same', () => {
    fc.assert(
      fc.property(table, (groups) => {
        const draft = readCells(groups.flatMap(cellsOf));
        expect(
          draft.items.map(({ code, heading, title, contents, measures, leader, divisions }) => ({
            ...{ code, heading, title, contents, measures, leader },
            divisions: divisions.map(({ name }) => name),
          })),
        ).toEqual(groups.flatMap(itemsOf));
        expect(labelsOf(draft)).toEqual(
          groups.flatMap(({ rows }) => rows.map((one) => one.months.map((n) => `${n}月`))),
        );
        for (const item of draft.items) {
          const paired = item.contents.length === item.checkpoints.length;
          // One piece of work is reported on at each of its dates.
          const only = item.contents.length === 1 ? item.checkpoints.flatMap(() => item.contents) : [];
          const reported = item.checkpoints.flatMap((checkpoint) => checkpoint.contents);
          expect(reported).toEqual(paired ? item.contents : only);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is never read without a warning where contents do not pair with checkpoints', () => {
    fc.assert(
      fc.property(table, (groups) => {
        const rows = groups.flatMap(({ rows: all }) => all);
        const draft = readCells(groups.flatMap(cellsOf));
        const codes = codesOf(draft);
        const count = (code: string) => codes.filter((one) => one === code).length;
        expect(count('contents-unclear')).toBe(rows.filter((one) => one.contents.length === 0).length);
        expect(count('contents-checkpoints-mismatch')).toBe(
          rows.filter((one) => one.contents.length > 1 && one.contents.length !== one.months.length).length,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('whatever its cells hold, is read or refused, and every item has a code of its own and its place', () => {
    const cell = fc.oneof(
      ...[
        phrase,
        sentence,
        leader,
        division,
        fc.constantFrom('1', '2', '3', '12', '6月', '待定', '**%', '微博', '(1)'),
      ],
      ...[
        fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !/\p{Cc}/u.test(text)),
        fc.constantFrom(...HEADER),
      ],
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 40 }), (cells) => {
        const draft = readCells(['1', ...cells]);
        const codes = draft.items.map((item) => item.code);
        expect(new Set(codes).size).toBe(codes.length);
        const lines = draft.items.map((item) => item.source);
        lines.forEach((place, index) => {
          expect(place.lastLine).toBeGreaterThanOrEqual(place.firstLine);
          expect(place.firstLine).toBeGreaterThan(lines[index - 1]?.lastLine ?? 0);
        });
        for (const item of draft.items.filter((one) => one.leader === '')) {
          expect(draft.warnings.some(({ code, at }) => code === 'leader-missing' && at.item === item.code)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

function cellsOf({ heading, rows }: Group, index: number): string[] {
  return [String(index + 1), heading, ...rows.flatMap(rowCells)];
}

function rowCells({ title, contents, measures, months: list, bare, answers: own }: Row): string[] {
  const deadlines = list.map((n, index) => (bare && index < list.length - 1 ? String(n) : `${n}月`));
  const people = own ? [own.leader, ...own.divisions] : [];
  deadlines.splice(Math.min(own?.after ?? 0, deadlines.length), 0, ...people);
  return [
    ...(title === null ? [] : [title]),
    ...contents.map((text, n) => `${n + 1}.${text}`),
    ...measures,
    ...deadlines,
  ];
}

function itemsOf({ heading, rows }: Group, index: number): object[] {
  let people: Row['answers'] = null;
  return rows.map((one, n) => {
    people = one.answers ?? people;
    return {
      ...{ code: `${index + 1}.${n + 1}`, heading, title: one.title ?? heading },
      ...{ contents: one.contents, measures: one.measures },
      ...{ leader: people?.leader, divisions: people?.divisions },
    };
  });
}
