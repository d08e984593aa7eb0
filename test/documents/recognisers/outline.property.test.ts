import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Block } from '../../../documents/blocks/block.js';
import { blocksOfText, findingsIn, itemsOf } from './outline-texts.js';

interface Work {
  title: string;
  /** In the head's paragraph, or in paragraphs of their own. */
  body: string[];
  below: boolean;
  points: string[];
  division: string | null;
  deadline: string | null;
  /** How the document says who and by when. */
  clause: 'line' | 'brackets' | 'open';
}

interface Part {
  heading: string;
  items: Work[];
}

interface Plan {
  parts: Part[];
  /** Whether items count on through the sections. */
  running: boolean;
  /** （一） under 二、 over 1.; else 一、 over 1. */
  deep: boolean;
  background: boolean;
}

const phrase = fc
  .tuple(
    fc.constantFrom('推进', '加强', '完善', '深化', '实施', '提升', '抓好', '扩大'),
    fc.constantFrom('学前教育', '义务教育', '职业教育', '教师队伍', '校园安全', '信息化', '小班化教学'),
    fc.constantFrom('建设', '改革', '均衡发展', '管理', '质量', '覆盖面'),
  )
  .map((words) => words.join(''));
const sentence = fc.array(phrase, { minLength: 1, maxLength: 4 }).map((phrases) => `${phrases.join('，')}。`);
const work: fc.Arbitrary<Work> = fc.record({
  title: phrase,
  body: fc.array(sentence, { minLength: 1, maxLength: 3 }),
  below: fc.boolean(),
  points: fc.array(sentence, { maxLength: 4 }).map((points) => (points.length > 1 ? points : [])),
  division: fc.option(fc.constantFrom('基教处', '高教处', '体卫艺处', '办公室', '安全科')),
  deadline: fc.option(fc.constantFrom('6月底前', '12月', '全年', '2018年9月30日前')),
  clause: fc.constantFrom('line', 'brackets', 'open'),
});
/** Where only the last item of each section named its division, that would be read as the section's. */
const part: fc.Arbitrary<Part> = fc
  .record({ heading: phrase, items: fc.array(work, { minLength: 2, maxLength: 5 }) })
  .map(({ heading, items: [first, ...others] }) => ({
    heading,
    items: [{ ...(first as Work), division: '基教处' }, ...others],
  }));
const plan: fc.Arbitrary<Plan> = fc.record({
  parts: fc.array(part, { minLength: 2, maxLength: 5 }),
  running: fc.boolean(),
  deep: fc.boolean(),
  background: fc.boolean(),
});

describe('any outline', () => {
  it('reads back the same', () => {
    fc.assert(
      fc.property(plan, (one) => {
        const items = itemsOf(linesOf(one));
        expect(
          items.map(({ ownNumber, heading, title, contents, measures, divisions, deadlines }) => ({
            ...{ ownNumber, heading, title, contents, measures, deadlines },
            divisions: divisions.map(({ name }) => name),
          })),
        ).toEqual(expected(one));
      }),
      { numRuns: 200 },
    );
  });

  it('of random paragraphs is read without a throw, each block claimed once, each code given once', () => {
    const line = fc.oneof(
      phrase,
      sentence,
      fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !/\p{Cc}/u.test(text)),
      fc
        .tuple(
          fc.constantFrom('一、', '二、', '（一）', '（二）', '1.', '2、', '3．', '（1）', '①', '第一章 ', '一是'),
          fc.oneof(sentence, phrase, fc.constant('')),
          fc.constantFrom(
            '',
            '（基教处）',
            '责任单位：基教处',
            '（6月）',
            '【完成时限】',
            '））',
            '指导思想',
            'ㄒ唬┙',
            '2017年8月16日',
          ),
        )
        .map((parts) => parts.join('')),
      fc.constantFrom('责任单位：', '完成时限：6月', '武汉市教育局', '2018年3月1日', '附件', '版权所有', '保障措施'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const blocks = blocksOfText(lines.join('\n'));
        const findings = findingsIn(blocks);
        const claimed = findings.flatMap((finding) => [...finding.claimed]);
        expect(new Set(claimed).size).toBe(claimed.length);
        const own: ReadonlySet<Block> = new Set(blocks);
        expect(claimed.every((block) => own.has(block))).toBe(true);
        const codes = findings.flatMap(({ items }) => items.map(({ code }) => code));
        expect(new Set(codes).size).toBe(codes.length);
        for (const { items, passedOver = [], claimed: all } of findings) {
          expect(items.length).toBeGreaterThan(0);
          expect(passedOver.every(({ block }) => all.has(block) && own.has(block))).toBe(true);
          // Without a title there is a heading to stand for it.
          expect(
            items.every(({ title, heading, measures }) => title !== '' || heading !== '' || measures.length > 0),
          ).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

const HAN = ['一', '二', '三', '四', '五', '六'];

function linesOf({ parts, running, deep, background }: Plan): string[] {
  let number = 0;
  const first = background || deep ? ['一、指导思想', '全面贯彻党的教育方针。'] : [];
  const sections = parts.flatMap(({ heading, items }, index) => {
    if (!running) number = 0;
    const at = HAN[index + (first.length > 0 && !deep ? 1 : 0)] ?? '';
    const head = deep ? `（${at}）${heading}` : `${at}、${heading}`;
    return [head, ...items.flatMap((item) => itemLines(item, (number += 1)))];
  });
  return [...first, ...(deep ? ['二、主要工作'] : []), ...sections, '武汉市教育局', '2018年3月1日'];
}

function itemLines({ title, body, below, points, division, deadline, clause }: Work, number: number): string[] {
  const fields = [division && `责任单位：${division}`, deadline && `完成时限：${deadline}`].filter(
    (one) => one !== null,
  );
  const bracketed = clause === 'brackets' && fields.length > 0 ? `（${fields.join('；')}）` : '';
  const open = clause === 'open' ? fields.map((field) => `${field}。`).join('') : '';
  const head = below
    ? [`${number}. ${title}${bracketed}`, ...body]
    : [`${number}. ${title}。${body.join('')}${bracketed}`];
  if (open !== '') head.push(`${head.pop() ?? ''}${open}`);
  const list = points.map((point, index) => `（${index + 1}）${point}`);
  return [...head, ...list, ...(clause === 'line' && fields.length > 0 ? [fields.join('  ')] : [])];
}

function expected({ parts, running }: Plan): object[] {
  let number = 0;
  // Numbers that begin again under each heading are nothing by themselves.
  const counted = running || parts.length === 1;
  return parts.flatMap(({ heading, items }) => {
    if (!running) number = 0;
    return items.map(({ title, body, below, points, division, deadline }) => ({
      ...{ ownNumber: counted ? String((number += 1)) : undefined, heading, title, contents: points },
      measures: below ? body : [body.join('')],
      deadlines: deadline === null ? [] : [deadline],
      divisions: [division ?? '市教育局'],
    }));
  });
}
