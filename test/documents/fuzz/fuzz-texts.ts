import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import type { Block, Table, TableCell } from '../../../documents/blocks/block.js';
import { readText } from '../../../documents/blocks/text/text-blocks.js';

/** The five plans, as lines. */
export const PLANS: readonly string[][] = readdirSync('samples')
  .filter((name) => /^(?!progress).*\.txt$/.test(name))
  .map((name) => readFileSync(`samples/${name}`, 'utf8').split('\n'));

/** What plans are made of, good and broken. */
const WORDS = [
  ...'（）()【】《》“”、，,。；;：: 　.．-—～·①②③%*第一二三十百月日年号至底前0123456789',
  ...[
    '一、',
    '二、',
    '（一）',
    '（三）',
    '1.',
    '2、',
    '3．',
    '（1）',
    '第一章 ',
    '第一阶段',
    '一是',
    '附件',
    '附件1：',
    '——',
    '●',
  ],
  ...[
    '关于印发',
    '2018年',
    '工作要点',
    '工作计划',
    '实施方案',
    '任务分解表',
    '的通知',
    '武教〔2018〕12号',
    '二〇一八年三月一日',
  ],
  ...['指导思想', '主要任务', '实施步骤', '任务分工', '月度安排', '工作要求', '保障措施', '组织领导', '重点工作'],
  ...[
    '责任单位：',
    '牵头单位：',
    '配合单位：',
    '责任处室：',
    '完成时限：',
    '责任人：',
    '分管领导：',
    '时间：',
    '责任单位',
  ],
  ...['市教育局', '市编办、人社局', '基教处', '各区教育局', '办公室（督导室）', '张三', '欧阳娜娜', '局长', '等部门'],
  ...['牵头', '负责', '会同', '配合', '按职责分工负责', '要', '推进', '新建、改扩建', '完成', '确保', '达到'],
  ...['学前教育', '义务教育均衡发展', '30所', '4800个', '6804万元', '80%以上', '**%', '3.5', '25.19亿元', '１５所'],
  ...[
    '3月',
    '6月底前',
    '3、6、9、12月',
    '第三季度',
    '上半年',
    '全年',
    '长期',
    '时间待定',
    '春节前',
    '10个工作日内',
    '2018.6.30',
    '9月—12月',
    '每季度末',
    '7—8月',
    '13月',
    '2月30日',
  ],
  ...[
    '序号',
    '责任事项',
    '工作内容',
    '工作措施',
    '完成时限',
    '分管负责人',
    '备注',
    '一季度',
    '二季度',
    '三季度',
    '四季度',
    '合计',
    '同上',
  ],
  ...[
    '國務院',
    '\u2060',
    '\ufffd',
    '|',
    '\t',
    '<b>',
    'ㄒ唬',
    '- 3 -',
    '第1页',
    '版权所有',
    '首页',
    'http://x',
    '\ud842\udfb7',
  ],
];

const word = fc.constantFrom(...WORDS);
/** One paragraph: words one after another; now and then one of them very often. */
export const line: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join('')) },
  { weight: 1, arbitrary: fc.tuple(word, fc.integer({ min: 2, max: 300 })).map(([one, times]) => one.repeat(times)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
);

/** Lines as a file gives them: without what no file is read with. */
export function blocksOfLines(lines: readonly string[]): Block[] {
  return readText(lines.join('\n').replace(/[\u0000-\u0008\u000e-\u001f\u007f\ud800-\udfff]/g, '')).blocks;
}

export const text: fc.Arbitrary<Block[]> = fc.array(line, { maxLength: 40 }).map(blocksOfLines);

/** Plans that somebody has spoiled: lines lost, doubled, exchanged, cut in mid-word, with strange ones between. */
export const spoiledPlan: fc.Arbitrary<string[]> = fc
  .tuple(
    fc.constantFrom(...PLANS),
    fc.array(
      fc.record({
        act: fc.constantFrom('lose', 'double', 'exchange', 'cut', 'insert', 'join', 'lose many'),
        at: fc.nat(),
        other: fc.nat(),
        line,
      }),
      { minLength: 1, maxLength: 12 },
    ),
  )
  .map(([plan, acts]) => acts.reduce((lines, act) => spoiled(lines, act), plan));

function spoiled(
  lines: readonly string[],
  { act, at: n, other, line: strange }: { act: string; at: number; other: number; line: string },
): string[] {
  const all = [...lines];
  if (all.length === 0) return [strange];
  const at = n % all.length;
  const one = all[at] ?? '';
  const cut = one.length === 0 ? 0 : other % one.length;
  switch (act) {
    case 'lose':
      all.splice(at, 1);
      return all;
    case 'lose many':
      all.splice(at, other % 30);
      return all;
    case 'double':
      all.splice(at, 0, one);
      return all;
    case 'exchange':
      [all[at], all[other % all.length]] = [all[other % all.length] ?? '', one];
      return all;
    case 'cut':
      all.splice(at, 1, one.slice(0, cut), one.slice(cut));
      return all;
    case 'join':
      all.splice(at, 2, one + (all[at + 1] ?? ''));
      return all;
    default:
      all.splice(at, 0, strange);
      return all;
  }
}

const cellText = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      '1',
      '2',
      '3',
      '一',
      '3月',
      '6月底前',
      '基教处',
      '市教育局、市财政局',
      '张三',
      '同上',
      '√',
      '合计',
      '推进学区制改革',
      '1.制定方案。\n2.组织实施。',
      '无',
    ),
  },
  { weight: 3, arbitrary: fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')) },
);
const HEADINGS = [
  '序号',
  '责任事项',
  '工作内容',
  '工作措施',
  '完成时限',
  '责任单位',
  '配合单位',
  '分管领导',
  '责任领导及责任处室',
  '一季度',
  '二季度',
  '三季度',
  '四季度',
  '备注',
  '',
  '类别',
  '时间',
];

/** A table in which neighbouring cells may be merged, with headings of meaning or without. */
const table: fc.Arbitrary<Table> = fc
  .tuple(
    fc.array(fc.constantFrom(...HEADINGS), { minLength: 1, maxLength: 7 }),
    fc.array(fc.array(cellText, { minLength: 7, maxLength: 7 }), { maxLength: 10 }),
    fc.array(fc.tuple(fc.nat(12), fc.nat(6), fc.nat(3), fc.nat(3)), { maxLength: 5 }),
    fc.option(line, { nil: undefined }),
  )
  .map(([heads, rows, merges, caption]) =>
    tableOf([heads, ...rows.map((row) => row.slice(0, heads.length))], merges, caption),
  );

function tableOf(rows: string[][], merges: readonly [number, number, number, number][], caption?: string): Table {
  const clean = (said: string) => said.replace(/[\u0000-\u0009\u000b-\u001f\u007f\ud800-\udfff]/g, '').trim();
  const cells = rows.map((row, r) =>
    row.map((said, c): TableCell => ({
      text: clean(said),
      line: r + 1,
      unit: 'row',
      row: r + 1,
      column: `第${c + 1}列`,
      table: '第1个表',
    })),
  );
  for (const [top, left, down, across] of merges) {
    const shared = cells[top]?.[left];
    if (!shared) continue;
    for (const row of cells.slice(top, top + down + 1)) {
      const end = Math.min(row.length, left + across + 1);
      if (left < end) row.fill(shared, left, end);
    }
  }
  return {
    kind: 'table',
    grid: cells,
    line: 1,
    unit: 'row',
    table: '第1个表',
    ...(caption === undefined ? {} : { caption: clean(caption) }),
  };
}

/** Paragraphs with tables among them, their places counted on. */
export const document: fc.Arbitrary<Block[]> = fc
  .array(fc.oneof({ weight: 2, arbitrary: text }, { weight: 1, arbitrary: table.map((one): Block[] => [one]) }), {
    maxLength: 4,
  })
  .map((parts) => {
    let at = 0;
    return parts.flat().map((block): Block => {
      const first = at;
      if (block.kind === 'paragraph') return { ...block, line: (at += 1) };
      at += block.grid.length;
      const known = new Map<TableCell, TableCell>();
      const placed = (cell: TableCell) => {
        const made = known.get(cell) ?? { ...cell, line: first + cell.line };
        known.set(cell, made);
        return made;
      };
      return { ...block, line: first + 1, grid: block.grid.map((row) => row.map(placed)) };
    });
  });
