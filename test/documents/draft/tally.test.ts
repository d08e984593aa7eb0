import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Block, Paragraph, Table } from '../../../documents/blocks/block.js';
import { repairLines } from '../../../documents/blocks/text/repair-lines.js';
import { readTextFile } from '../../../documents/blocks/text/text-file.js';
import { readFront } from '../../../documents/front/plan-front.js';
import { tallyOf } from '../../../documents/draft/tally.js';
import type { Finding } from '../../../documents/recognisers/recogniser.js';

const paragraphsOf = (lines: readonly string[]) =>
  lines.map((text, index): Paragraph => ({ kind: 'paragraph', text, line: index + 1 }));

/** A finding that claims what it is told to; what its items are does not matter here. */
function finding(claimed: readonly Block[], passedOver: Finding['passedOver'] = []): Finding {
  return { sureness: 1, items: [], claimed: new Set(claimed), warnings: [], passedOver };
}

/** Claims the paragraphs that `used` fits. */
function tallyLines(lines: readonly string[], used: RegExp) {
  const blocks = paragraphsOf(lines);
  return tally(
    blocks,
    blocks.filter(({ text }) => used.test(text)),
  );
}

function tally(blocks: readonly Block[], claimed: readonly Block[]) {
  return tallyOf(blocks, [finding(claimed)], readFront(blocks));
}

function table(line: number, ...rows: string[][]): Table {
  const grid = rows.map((row, r) => row.map((text) => ({ text, line: line + r, row: r + 1, table: '第1个表' })));
  return { kind: 'table', line, table: '第1个表', grid };
}

const DOCUMENT = [
  '当前位置：首页 > 通知公告',
  '武汉市教育局文件',
  '武教〔2018〕12号',
  '武汉市教育局关于印发',
  '2018年工作要点的通知',
  '各区教育局：',
  '为推进教育改革，制定本要点。',
  '一、指导思想',
  '全面贯彻党的教育方针。',
  '二、主要工作',
  '（一）学前教育',
  '1.扩大资源。新建幼儿园30所。',
  '2.规范管理。健全制度。',
  '三、保障措施',
  '（一）加强领导。落实责任。',
  '附件：1.任务分解表',
  '武汉市教育局',
  '2018年3月1日',
  '抄送：市政府办公厅。',
  '分享到：微信',
  '武汉发布',
  '版权所有：武汉市教育局',
];

describe('what was left out', () => {
  it('is said by its place in the document, with what became of it', () => {
    const { tally: made, warnings } = tallyLines(DOCUMENT, /^\d\./u);
    expect(made.used).toBe(2);
    expect(made.skipped.map(({ at, count, why }) => [at.firstLine, at.lastLine, count, why])).toEqual([
      [1, 1, 1, '网页菜单和页脚'],
      [2, 3, 2, '发文信息'],
      [4, 5, 2, '标题'],
      [6, 6, 1, '称谓'],
      [7, 7, 1, '前言'],
      [8, 9, 2, '总体要求（“指导思想”一节，不是工作任务）'],
      [10, 11, 2, '小标题'],
      [14, 15, 2, '保障措施（“保障措施”一节，不是工作任务）'],
      [16, 16, 1, '附件说明'],
      [17, 18, 2, '落款'],
      [19, 19, 1, '发文信息'],
      [20, 22, 3, '网页菜单和页脚'],
    ]);
    expect(warnings).toEqual([]);
  });

  it('keeps the reason that a recogniser gives', () => {
    const blocks = paragraphsOf(['工作要点', '责任单位', '1.扩大资源。新建幼儿园30所。']);
    const [, head] = blocks;
    const passed = finding(blocks.slice(1), head ? [{ block: head, why: '表头' }] : []);
    expect(tallyOf(blocks, [passed], readFront(blocks)).tally.skipped.map(({ why }) => why)).toEqual(['标题', '表头']);
  });

  it('adds up, with rows of tables counted each', () => {
    const blocks = [
      ...paragraphsOf(['工作要点', '说明文字']),
      table(3, ['姓名', '电话'], ['张三', '1'], ['李四', '2']),
    ];
    const { tally: made } = tally(blocks, []);
    expect(made.used + made.skipped.reduce((sum, { count }) => sum + count, 0)).toBe(5);
    expect(made.skipped.at(-1)).toMatchObject({ count: 3, why: '未识别的表格（栏目：姓名、电话）' });
  });
});

describe('what looks like work and was left out', () => {
  const codes = (lines: readonly string[], used: RegExp) =>
    tallyLines(lines, used).warnings.map(({ code, at }) => [code, at.firstLine, at.lastLine]);

  it.each([
    [
      [
        '工作要点',
        '一、主要工作',
        '1.扩大资源。新建幼儿园30所。',
        '2.规范管理。健全制度，落实责任。',
        '3.推进改革。完善机制。',
      ],
      /^1\./u,
      [4, 5],
    ],
    [['工作要点', '一、主要工作', '1.扩大资源。', '2.规范管理工作', '健全制度，落实责任。'], /^1\./u, [4, 4]],
    [['工作要点', '1.扩大资源。', '推进课程改革（责任单位：基教处；完成时限：6月底）'], /^1\./u, [3, 3]],
    [['工作要点', '1.扩大资源。', '二、保障措施', '（一）加强领导。责任单位：办公室'], /^1\./u, [4, 4]],
  ])('%j is warned of at its place', (lines, used, [first, last]) => {
    expect(codes(lines, used)).toEqual([['work-like-skipped', first, last]]);
  });

  it('has one warning for each stretch', () => {
    const lines = [
      '工作要点',
      '1.扩大资源。新建三所。',
      '2.规范管理。健全制度。',
      '3.推进改革。完善机制。',
      '4.加强培训。提升水平。',
    ];
    expect(codes(lines, /^3/u)).toEqual([
      ['work-like-skipped', 2, 3],
      ['work-like-skipped', 5, 5],
    ]);
  });

  it('is a table too', () => {
    const rows = [
      ['序号', '工作任务', '牵头单位'],
      ['1', '扩大学前教育资源', '基教处'],
      ['2', '规范办学行为', '督导室'],
    ];
    const blocks = [...paragraphsOf(['工作要点']), table(2, ...rows)];
    const { warnings } = tally(blocks, []);
    expect(warnings).toMatchObject([{ code: 'work-like-skipped', at: { firstLine: 2, table: '第1个表' } }]);
    expect(warnings[0]?.message).toContain('序号、工作任务、牵头单位');
  });

  it.each([
    [['工作要点', '1.扩大资源。', '附件：1.任务分解表，2.联系人名单。']],
    [['工作要点', '一、指导思想', '1.坚持立德树人。全面贯彻方针。', '二、主要工作', '1.扩大资源。']],
    [['工作要点', '1.扩大资源。', '主办单位：武汉市教育局']],
    [['工作要点', '1.扩大资源。', '3. 下载前请仔细阅读文档内容,确认文档内容符合您的需求后进行下载。']],
  ])('is not in %j', (lines) => {
    expect(codes(lines, /^1\.扩大/u)).toEqual([]);
  });
});

describe('nothing of a real plan is missing in silence', () => {
  it.each([
    'anqiu-2018-balanced-education-scheme',
    'tianmen-2018-work-points',
    'wenzhou-work-plan',
    'wuhan-2017-2018-basic-education-points',
  ])('%s: every numbered point that is not read has a reason or a warning', (name) => {
    const { blocks } = repairLines(readTextFile(readFileSync(`samples/${name}.txt`), name));
    const points = blocks.filter(({ text }) => /^(?:\d{1,2}\.|[(（][一二三四五六])/u.test(text) && text.length > 60);
    const { tally: made, warnings } = tally(blocks, []);
    const told = (line: number) =>
      warnings.some(({ at }) => at.firstLine <= line && line <= at.lastLine) ||
      made.skipped.some(({ at, why }) => at.firstLine <= line && line <= at.lastLine && /一节|网页/u.test(why));
    expect(points.length).toBeGreaterThan(8);
    expect(points.filter(({ line }) => !told(line))).toEqual([]);
    expect(made.used + made.skipped.reduce((sum, { count }) => sum + count, 0)).toBe(blocks.length);
  });

  it('and whatever is read, all is counted once, in order', () => {
    const line = fc.constantFrom(...DOCUMENT, '1.推进改革。', '责任单位：基教处', '3', '2018年');
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.boolean()), { maxLength: 30 }), (lines) => {
        const blocks = paragraphsOf(lines.map(([text]) => text));
        const { tally: made, warnings } = tally(
          blocks,
          blocks.filter((_, index) => lines[index]?.[1]),
        );
        expect(made.used).toBe(lines.filter(([, used]) => used).length);
        expect(made.skipped.reduce((sum, { count }) => sum + count, made.used)).toBe(lines.length);
        for (const { at } of warnings) expect(lines[at.firstLine - 1]?.[1]).toBe(false);
      }),
    );
  });
});
