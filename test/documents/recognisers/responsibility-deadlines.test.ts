import { describe, expect, it } from '@jest/globals';
import { codesOf, LEFT, read, UP } from './grid.js';

const HEAD = ['序号', '工作任务', '完成时限', '分管领导', '责任单位'];

describe('the deadlines of a responsibility table', () => {
  it.each([
    ['6月底前', ['6月底前']],
    ['3月\n6月\n9月', ['3月', '6月', '9月']],
    ['1. 3月\n2. 6月', ['3月', '6月']],
    ['3、6、9、12月', ['3、6、9、12月']],
    ['2018.6.30', ['2018.6.30']],
  ])('in one cell are taken line by line: %s', (text, deadlines) => {
    expect(read([HEAD, ['1', '新建幼儿园', text, '钱伟', '基教处']]).items[0]?.deadlines).toEqual(deadlines);
  });

  it('may be figures in a column of months', () => {
    const head = ['序号', '工作任务', '完成时限（月）', '分管领导', '责任单位'];
    expect(read([head, ['1', '新建幼儿园', '6', '钱伟', '基教处']]).items[0]?.deadlines).toEqual(['6月']);
  });

  it('with what is due by each are paired with it', () => {
    const { items } = read([HEAD, ['1', '新建幼儿园', '3月底：完成选址；\n12月底：建成开园。', '钱伟', '基教处']]);
    expect(items[0]).toMatchObject({
      deadlines: ['3月底', '12月底'],
      contentsByDeadline: [['完成选址'], ['建成开园。']],
    });
  });

  it('on rows of one work come together, each with what stands beside it', () => {
    const { items } = read([
      ['序号', '工作任务', '阶段目标', '完成时限', '分管领导', '责任单位'],
      ['1', '新建幼儿园', '完成选址。', '3月', '钱伟', '基教处'],
      [UP, UP, '开工建设。', '6月', UP, UP],
      [UP, UP, '建成开园。', '12月', UP, UP],
    ]);
    expect(items).toMatchObject([
      {
        ...{ code: '1', title: '新建幼儿园', deadlines: ['3月', '6月', '12月'] },
        contentsByDeadline: [['完成选址。'], ['开工建设。'], ['建成开园。']],
      },
    ]);
  });
});

describe('a quarter-by-quarter table', () => {
  const QUARTERS = ['一季度', '二季度', '三季度', '四季度'];
  const work = ['完成选址', '开工建设', '', '建成开园'];

  it.each([
    [[['序号', '重点工作', ...QUARTERS, '分管领导', '责任单位']]],
    [
      [
        ['序号', '重点工作', '完成时限', LEFT, LEFT, LEFT, '分管领导', '责任单位'],
        [UP, UP, ...QUARTERS, UP, UP],
      ],
    ],
    [
      [
        ['序号', '重点工作', '序时进度安排', '', '', '', '分管领导', '责任单位'],
        ['', '', ...QUARTERS, '', ''],
      ],
    ],
    [[['序号', '重点工作', ...QUARTERS.map((quarter) => `${quarter}工作目标`), '分管领导', '责任单位']]],
  ])('has a checkpoint with its own content for every filled quarter', (head) => {
    const { items, warnings } = read([...head, ['1', '新建幼儿园', ...work, '钱伟', '基教处']]);
    expect(items).toMatchObject([
      {
        ...{ title: '新建幼儿园', deadlines: ['一季度', '二季度', '四季度'], leader: '钱伟' },
        contents: ['完成选址', '开工建设', '建成开园'],
        contentsByDeadline: [['完成选址'], ['开工建设'], ['建成开园']],
      },
    ]);
    expect(warnings).toEqual([]);
  });

  it.each([
    [
      ['1月', '2月', '3月'],
      ['1月', '2月', '3月'],
    ],
    [
      ['上半年', '下半年'],
      ['上半年', '下半年'],
    ],
    [
      ['3月底', '6月底', '9月底', '12月底'],
      ['3月底', '6月底', '9月底', '12月底'],
    ],
    [
      ['1-6月', '7-12月'],
      ['1-6月', '7-12月'],
    ],
    [
      ['2018年', '2019年'],
      ['2018年底', '2019年底'],
    ],
    [
      ['第一季度（1-3月）', '第二季度（4-6月）'],
      ['第一季度', '第二季度'],
    ],
  ])('may divide its time otherwise: %s', (columns, deadlines) => {
    const { items } = read([
      ['序号', '重点工作', ...columns, '分管领导', '责任单位'],
      ['1', '新建幼儿园', ...columns.map((_, index) => `第${index + 1}步`), '钱伟', '基教处'],
    ]);
    expect(items[0]?.deadlines).toEqual(deadlines);
  });

  it('may only tick its quarters, or merge them', () => {
    const { items } = read([
      ['序号', '重点工作', ...QUARTERS, '分管领导', '责任单位'],
      ['1', '新建幼儿园', '√', '—', '√', '', '钱伟', '基教处'],
      ['2', '规范民办园', '全面检查', LEFT, '整改', LEFT, '钱伟', '基教处'],
    ]);
    expect(items.map(({ deadlines, contentsByDeadline }) => [deadlines, contentsByDeadline])).toEqual([
      [
        ['一季度', '三季度'],
        [[], []],
      ],
      [
        ['一季度至二季度', '三季度至四季度'],
        [['全面检查'], ['整改']],
      ],
    ]);
  });

  it('of reports to be filled in is none', () => {
    const head = [
      ['序号', '重点工作', '完成时限', '分管领导', '责任单位', '完成情况', LEFT],
      [UP, UP, UP, UP, UP, '上半年', '下半年'],
    ];
    const finding = read([...head, ['1', '新建幼儿园', '12月', '钱伟', '基教处', '已选址', '']]);
    expect(finding.items[0]?.deadlines).toEqual(['12月']);
    expect(codesOf(finding)).toEqual(['column-dropped']);
  });

  it('that also states a deadline says that it is not used', () => {
    const finding = read([
      ['序号', '重点工作', '上半年', '下半年', '完成时限', '分管领导', '责任单位'],
      ['1', '新建幼儿园', '选址', '开工', '2019年6月', '钱伟', '基教处'],
      ['2', '规范民办园', '', '', '9月', '钱伟', '基教处'],
    ]);
    expect(finding.items.map(({ deadlines }) => deadlines)).toEqual([['上半年', '下半年'], ['9月']]);
    expect(finding.warnings).toMatchObject([{ code: 'deadline-unused', at: { item: '1', column: '第5列' } }]);
  });
});
