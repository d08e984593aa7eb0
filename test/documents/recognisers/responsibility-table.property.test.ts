import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DubanError } from '../../../domain/errors.js';
import type { FoundItem } from '../../../documents/recognisers/found-item.js';
import type { Finding } from '../../../documents/recognisers/recogniser.js';
import type { SourcePlace } from '../../../domain/plan.js';
import { blocksOf, findingsOf, LEFT, read, UP, whoOf } from './grid.js';

interface Row {
  title: string;
  contents: string[];
  measures: string[];
  /** One deadline a physical row. */
  months: number[];
  answers: { leader: string; division: string } | null;
}

interface Group {
  heading: string;
  rows: Row[];
}

const word = (prefix: string) =>
  fc
    .integer({ min: 1, max: 9999 })
    .map((n) => `${prefix}${[...String(n)].map((d) => '甲乙丙丁戊己庚辛壬癸'.charAt(Number(d))).join('')}`);
const months = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 })
  .map((list) => list.toSorted((a, b) => a - b));
const row: fc.Arbitrary<Row> = fc.record({
  title: word('推进工作'),
  contents: fc.array(word('落实任务'), { maxLength: 3 }),
  measures: fc.array(
    word('采取措施').map((text) => `${text}。`),
    { minLength: 1, maxLength: 2 },
  ),
  months,
  answers: fc.option(
    fc.record({ leader: fc.constantFrom('钱伟', '赵敏', '孙明'), division: fc.constantFrom('基教处', '人事处') }),
  ),
});
const groups: fc.Arbitrary<Group[]> = fc.uniqueArray(
  fc.record({ heading: word('责任事项'), rows: fc.array(row, { minLength: 1, maxLength: 3 }) }),
  { minLength: 1, maxLength: 4, selector: ({ heading }) => heading },
);

type Column = 'ordinal' | 'heading' | 'contents' | 'measures' | 'deadline' | 'leader' | 'divisions';
const HEADINGS: Record<Column, string[]> = {
  ordinal: ['序号', '编号', '序 号'],
  heading: ['责任事项', '重点工作', '主要任务', '督办事项'],
  contents: ['工作内容', '具体事项', '任务分解'],
  measures: ['工作措施', '主要举措', '推进措施'],
  deadline: ['完成时限', '时间要求', '时间节点', '进度安排'],
  leader: ['分管负责人', '责任领导', '包保领导', '责任人'],
  divisions: ['责任处室', '责任单位', '承办科室', '牵头单位'],
};
const COLUMNS = Object.keys(HEADINGS) as Column[];
const layout = fc.record({
  order: fc.shuffledSubarray(COLUMNS, { minLength: COLUMNS.length }),
  names: fc.record(
    Object.fromEntries(COLUMNS.map((column) => [column, fc.constantFrom(...HEADINGS[column])])) as Record<
      Column,
      fc.Arbitrary<string>
    >,
  ),
  merged: fc.boolean(),
  /** Body rows after which the heading is printed again. */
  pages: fc.uniqueArray(fc.nat(30), { maxLength: 3 }),
});

describe('a responsibility table laid out in any way', () => {
  it('gives back the items it was made from', () => {
    fc.assert(
      fc.property(groups, layout, (model, { order, names, merged, pages }) => {
        const head = order.map((column) => names[column]);
        const rows: string[][] = [head];
        model.flatMap(rowsOf).forEach((cells, index) => {
          const breaks = index > 0 && pages.includes(index);
          if (breaks) rows.push(head);
          const place = merged && !breaks ? UP : '';
          rows.push(order.map((column) => cells[column] ?? place));
        });
        const finding = read(rows);
        expect(finding.items.map(says)).toEqual(model.flatMap((group, index) => itemsOf(group, index, model)));
      }),
      { numRuns: 300 },
    );
  });

  it('of any cells at all never throws but the project’s own error, names no item twice and drops no row unsaid', () => {
    const text = fc.oneof(
      fc.constantFrom(
        '',
        '',
        UP,
        LEFT,
        '1',
        '2',
        '一、工作',
        '6月',
        '三季度',
        '钱伟',
        '基教处',
        '1.调研。\n2.发文。',
        '同上',
        '合计',
        '注：略',
        '√',
      ),
      fc.constantFrom(
        ...Object.values(HEADINGS).flat(),
        '一季度',
        '二季度',
        '牵头',
        '配合',
        '完成情况',
        '备注',
        '责任单位及责任人',
        '阶段目标',
      ),
      fc.string({ maxLength: 8, unit: 'grapheme' }),
    );
    const grid = fc.array(fc.array(text, { minLength: 4, maxLength: 7 }), { minLength: 1, maxLength: 8 });
    const head = fc
      .shuffledSubarray(COLUMNS, { minLength: 3 })
      .map((columns) => columns.map((column) => HEADINGS[column][0] ?? ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.option(head), grid), { minLength: 1, maxLength: 3 }), (tables) => {
        const blocks = blocksOf(...tables.map(([first, rows]) => (first ? [first, ...rows] : rows)));
        try {
          const findings = findingsOf(blocks);
          const codes = findings.flatMap(({ items }) => items.map(({ code }) => code));
          expect(new Set(codes).size).toBe(codes.length);
          for (const finding of findings) {
            finding.items.forEach(checkItem);
            checkRows(finding);
          }
        } catch (error) {
          if (!(error instanceof DubanError)) throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function checkItem({ deadlines, contentsByDeadline, place, divisions }: FoundItem): void {
  if (contentsByDeadline) expect(contentsByDeadline).toHaveLength(deadlines.length);
  expect(place.lastLine).toBeGreaterThanOrEqual(place.firstLine);
  expect(new Set(divisions.map(({ name }) => name)).size).toBe(divisions.length);
}

/** Every row that says something is part of an item, or passed over with a reason, or warned of. */
function checkRows({ items, claimed, passedRows, warnings }: Finding): void {
  const covered = new Set([...items.map(({ place }) => place), ...warnings.map(({ at }) => at)].flatMap(linesIn));
  for (const table of claimed) {
    if (table.kind !== 'table') continue;
    table.grid.forEach((cells, row) => {
      const passed = passedRows?.some((one) => one.table === table && one.row === row && one.why !== '');
      const own = cells.some((cell) => cell.text !== '' && cell.line === table.line + row);
      expect(passed || !own || covered.has(table.line + row)).toBe(true);
    });
  }
}

function linesIn({ firstLine, lastLine }: SourcePlace): number[] {
  return Array.from({ length: lastLine - firstLine + 1 }, (_, index) => firstLine + index);
}

/** A group's physical rows; what is left out of a row is merged with the one above. */
function rowsOf({ heading, rows }: Group, index: number): Partial<Record<Column, string>>[] {
  return rows.flatMap(({ title, contents, measures, months: list, answers }, n) =>
    list.map((month, m): Partial<Record<Column, string>> => {
      if (m > 0) return { deadline: `${month}月` };
      const lines = [title, ...contents.map((text, at) => `${at + 1}.${text}。`)];
      const own = n === 0 ? (answers ?? { leader: '周平', division: '体卫处' }) : answers;
      return {
        ...(n === 0 ? { ordinal: String(index + 1), heading } : {}),
        ...{ contents: lines.join('\n'), measures: measures.join('\n'), deadline: `${month}月` },
        ...(own ? { leader: own.leader, divisions: own.division } : {}),
      };
    }),
  );
}

function itemsOf({ heading, rows }: Group, index: number, all: readonly Group[]): object[] {
  const several = all.some((group) => group.rows.length > 1);
  let who = { leader: '周平', division: '体卫处' };
  return rows.map(({ title, contents, measures, months: list, answers }, n) => {
    who = answers ?? who;
    return {
      code: several ? `${index + 1}.${n + 1}` : String(index + 1),
      ...{ heading, title, contents: contents.map((text) => `${text}。`), measures },
      ...{ leader: who.leader, divisions: who.division, deadlines: list.map((month) => `${month}月`) },
    };
  });
}

function says(item: FoundItem): object {
  const { code, heading, title, contents, measures, leader, deadlines } = item;
  return { code, heading, title, contents, measures, leader, divisions: whoOf(item), deadlines };
}
