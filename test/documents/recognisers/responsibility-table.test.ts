import { describe, expect, it } from '@jest/globals';
import { blocksOf, codesOf, findingsOf, LEFT, read, UP, whoOf } from './grid.js';

const HEAD = ['序号', '重点工作', '工作措施', '完成时限', '分管领导', '责任单位'];
const row = (n: string, work: string) => [n, work, '组织专题调研。', '6月底', '钱伟', '基教处'];

describe('the columns of a responsibility table', () => {
  it('are known by meaning, in any order', () => {
    const { items, warnings, sureness } = read([
      ['责任处室', '完成时间', '主要举措', '配合单位', '重点任务', '序号', '责任领导'],
      ['基教处、职成处', '9月', '1.调研。\n2.发文。', '财务处', '推进集团化办学', '1', '钱 伟'],
    ]);
    expect(items).toMatchObject([
      {
        ...{ code: '1', ownNumber: '1', title: '推进集团化办学', measures: ['调研。', '发文。'], leader: '钱伟' },
        deadlines: ['9月'],
      },
    ]);
    expect(items.map(whoOf)).toEqual(['基教处,职成处 / 财务处']);
    expect([warnings, sureness]).toEqual([[], 0.98]);
  });

  it('may stand under wider headings', () => {
    const { items, warnings } = read([
      ['序号', '工作任务', '责任单位', LEFT, '责任领导', '完成时限'],
      [UP, UP, '牵头', '配合', UP, UP],
      ['1', '推进集团化办学', '基教处', '财务处、人事处', '钱伟', '年底前'],
    ]);
    expect(items.map(whoOf)).toEqual(['基教处 / 财务处,人事处']);
    expect(warnings).toEqual([]);
  });

  it('may stand under wider headings that a csv file has unmerged', () => {
    const { items, warnings } = read([
      ['序号', '工作任务', '责任单位', '', '责任领导', '完成时限'],
      ['', '', '牵头单位', '配合单位', '', ''],
      ['1', '推进集团化办学', '基教处', '财务处', '钱伟', '年底前'],
    ]);
    expect(items.map(whoOf)).toEqual(['基教处 / 财务处']);
    expect(warnings).toEqual([]);
  });

  it('may hold leader and division together', () => {
    const { items } = read([
      ['序号', '工作任务', '责任领导及责任处室', '完成时限'],
      ['1', '推进集团化办学', '钱伟\n基教处、职成处', '6月'],
      ['2', '推进小班化教学', '责任领导：赵敏 责任单位：人事处', '6月'],
    ]);
    expect(items.map((item) => [item.leader, whoOf(item)])).toEqual([
      ['钱伟', '基教处,职成处'],
      ['赵敏', '人事处'],
    ]);
  });

  it('that are unknown keep their text under their name, with a warning at the heading', () => {
    const finding = read([
      ['序号', '工作任务', '完成时限', '责任单位', '责任领导', '奖惩办法细则'],
      ['1', '推进集团化办学', '6月', '基教处', '钱伟', '纳入考核'],
    ]);
    expect(finding.items[0]?.measures).toEqual(['奖惩办法细则：纳入考核']);
    expect(finding.warnings).toMatchObject([{ code: 'column-unknown', at: { firstLine: 1, column: '第6列' } }]);
  });

  it('for what is filled in later are left out, and said to be', () => {
    const head = ['序号', '工作任务', '完成时限', '责任单位', '责任领导', '完成情况', '联系人', '备注'];
    const work = ['1', '推进集团化办学', '6月', '基教处', '钱伟'];
    expect(codesOf(read([head, [...work, '', '', '']]))).toEqual([]);
    const filled = read([head, [...work, '已完成', '孙明', '市重点工作']]);
    expect(codesOf(filled)).toEqual(['column-dropped', 'column-dropped']);
    expect(filled.items[0]?.measures).toEqual(['备注：市重点工作']);
  });

  it('beside a leading division name supporting ones', () => {
    const finding = read([
      ['序号', '工作任务', '完成时限', '牵头领导', '牵头单位', '责任单位'],
      ['1', '推进集团化办学', '6月', '钱伟', '基教处', '基教处、财务处'],
    ]);
    expect(finding.items.map(whoOf)).toEqual(['基教处 / 财务处']);
    expect(codesOf(finding)).toEqual(['roles-unclear']);
  });

  it.each([
    [
      [
        ['姓名', '单位', '职务', '联系电话'],
        ['钱伟', '市教育局', '副局长', '12345'],
      ],
    ],
    [
      [
        ['发布机构', '市教育局', '发布日期', '2018-03-01'],
        ['文号', '武教〔2018〕1号', '主题分类', '教育'],
      ],
    ],
    [
      [
        ['学校', '班级数', '学生数'],
        ['第一小学', '12', '540'],
      ],
    ],
    [[['工作任务'], ['推进集团化办学']]],
    [[[''], ['']]],
  ])('that name no work and nobody to do it are no responsibility table', (rows) => {
    expect(findingsOf(blocksOf(rows))).toEqual([]);
  });
});

describe('the rows of a responsibility table', () => {
  it('are numbered as the table numbers them', () => {
    const { items } = read([HEAD, row('1', '推进集团化办学'), row('2', '推进小班化教学')]);
    expect(items.map(({ code, title, place }) => [code, title, place.firstLine, place.rows])).toEqual([
      ['1', '推进集团化办学', 2, [2, 2]],
      ['2', '推进小班化教学', 3, [3, 3]],
    ]);
  });

  it('stand under the sections between them', () => {
    const wide = (text: string) => [text, LEFT, LEFT, LEFT, LEFT, LEFT];
    const finding = read([
      wide('市教育局2018年重点工作任务分解表'),
      ['填报单位：市教育局', LEFT, LEFT, '日期：2018年3月1日', LEFT, LEFT],
      HEAD,
      wide('一、学前教育'),
      row('1', '新建幼儿园'),
      row('2', '规范民办园'),
      wide('二、义务教育'),
      row('3', '推进集团化办学'),
      wide('注：完成时限以月末为准。'),
    ]);
    expect(finding.items.map(({ code, heading }) => `${code} ${heading}`)).toEqual([
      '1 学前教育',
      '2 学前教育',
      '3 义务教育',
    ]);
    expect(finding.passedRows?.map(({ row: at, why }) => `${at} ${why}`)).toEqual([
      ...['0 表题', '1 填报信息', '2 表头', '3 分节标题', '6 分节标题', '8 表注'],
    ]);
    expect(finding.warnings).toEqual([]);
  });

  it('may be numbered anew in each section, also where a csv file has lost the merges', () => {
    const alone = (text: string) => [text, '', '', '', '', ''];
    const rows = [
      alone('一、学前教育'),
      row('1', '新建幼儿园'),
      row('2', '规范民办园'),
      alone('二、义务教育'),
      row('1', '推进集团化办学'),
    ];
    const finding = read([HEAD, ...rows, alone('合计'), alone('填表人：孙明')]);
    expect(finding.items.map(({ code, heading }) => `${code} ${heading}`)).toEqual([
      '1.1 学前教育',
      '1.2 学前教育',
      '2.1 义务教育',
    ]);
    expect(finding.warnings).toEqual([]);
  });

  it('may be grouped by a merged column without numbers', () => {
    const { items, warnings } = read([
      ['责任事项', '工作内容', '完成时限', '分管负责人', '责任处室'],
      ['学前教育', '新建幼儿园30所', '6月', '钱伟', '基教处'],
      [UP, '规范民办园', '9月', UP, UP],
      ['职业教育', '办好技能大赛', '12月', '赵敏', '职成处'],
    ]);
    expect(items.map((item) => [item.code, item.heading, item.title, item.leader, whoOf(item)])).toEqual([
      ['1.1', '学前教育', '新建幼儿园30所', '钱伟', '基教处'],
      ['1.2', '学前教育', '规范民办园', '钱伟', '基教处'],
      ['2.1', '职业教育', '办好技能大赛', '赵敏', '职成处'],
    ]);
    expect(warnings).toEqual([]);
  });

  it('keep a number of their own inside a merged category', () => {
    const { items } = read([
      ['类别', '序号', '工作任务', '完成时限', '分管领导', '责任单位'],
      ['学前教育', '1', '新建幼儿园30所', '6月', '钱伟', '基教处'],
      [UP, '2', '规范民办园', '9月', '赵敏', '民办处'],
      ['职业教育', '3', '办好技能大赛', '12月', '孙明', '职成处'],
    ]);
    expect(items.map((item) => [item.code, item.heading, item.leader])).toEqual([
      ['1', '学前教育', '钱伟'],
      ['2', '学前教育', '赵敏'],
      ['3', '职业教育', '孙明'],
    ]);
  });

  it('state their own answers where they have their own number', () => {
    const finding = read([HEAD, row('1', '新建幼儿园'), ['2', '规范民办园', '检查。', '', '', '']]);
    expect(finding.items[1]).toMatchObject({ leader: '', divisions: [], deadlines: [] });
    expect(finding.warnings.map(({ code, at }) => [code, at.item, at.firstLine])).toEqual([
      ['leader-missing', '2', 3],
      ['division-missing', '2', 3],
    ]);
  });

  it('share what is merged, and no deadline in silence', () => {
    const finding = read([
      ['序号', '责任事项', '工作内容', '完成时限', '分管领导', '责任单位'],
      ['1', '学前教育', '新建幼儿园30所', '6月', '钱伟', '基教处'],
      ['', '', '规范民办园', '', '', ''],
    ]);
    expect(finding.items[1]).toMatchObject({ code: '1.2', leader: '钱伟', deadlines: ['6月'] });
    expect(finding.warnings).toMatchObject([{ code: 'deadline-inherited', at: { item: '1.2', firstLine: 3 } }]);
  });

  it('that are empty where others of the column are merged lack an answer', () => {
    const finding = read([
      ['序号', '责任事项', '工作内容', '完成时限', '分管领导', '责任单位'],
      ['1', '学前教育', '新建幼儿园30所', '6月', '钱伟', '基教处'],
      [UP, UP, '规范民办园', '9月', UP, UP],
      [UP, UP, '培训园长', '9月', '', ''],
    ]);
    expect(finding.items[2]).toMatchObject({ code: '1.3', leader: '', divisions: [] });
    expect(codesOf(finding)).toEqual(['leader-missing', 'division-missing']);
  });

  it('of one work that different divisions do are so many items', () => {
    const { items } = read([
      ['序号', '工作任务', '工作措施', '完成时限', '分管领导', '责任单位'],
      ['1', '推进集团化办学', '制定方案。', '6月', '钱伟', '基教处'],
      [UP, UP, '落实经费。', '9月', UP, '财务处'],
    ]);
    expect(items.map((item) => [item.code, item.heading, item.title, item.deadlines.join(), whoOf(item)])).toEqual([
      ['1.1', '推进集团化办学', '制定方案', '6月', '基教处'],
      ['1.2', '推进集团化办学', '落实经费', '9月', '财务处'],
    ]);
  });

  it('that skip a number or have none of their work are pointed out', () => {
    const finding = read([HEAD, row('1', '新建幼儿园'), row('3', '规范民办园'), ['4', '', '', '6月', '', '基教处']]);
    expect(finding.items.map(({ code }) => code)).toEqual(['1', '3']);
    expect(finding.warnings.map(({ code, at }) => [code, at.firstLine])).toEqual([
      ['row-unread', 4],
      ['ordinal-unexpected', 3],
    ]);
  });

  it('of running text are not taken for sections', () => {
    const text = '各单位要高度重视，加强组织领导，压实工作责任，确保各项任务按期完成，并于每季度末报送进展情况。';
    const finding = read([HEAD, row('1', '新建幼儿园'), [text, LEFT, LEFT, LEFT, LEFT, LEFT]]);
    expect(finding.items).toHaveLength(1);
    expect(finding.warnings).toMatchObject([{ code: 'row-unread', at: { firstLine: 3 } }]);
  });
});

describe('what a table leaves out', () => {
  const rows = [
    ['序号', '工作任务', '完成时限'],
    ['1', '新建幼儿园', '6月'],
    ['2', '规范民办园', '9月'],
  ];

  it('is said once for all its rows', () => {
    const finding = read(rows);
    expect(codesOf(finding)).toEqual(['leader-missing', 'division-missing']);
    expect(finding.sureness).toBeLessThan(0.9);
  });

  it('is filled in from the office that fills in the table, or issued the plan', () => {
    expect(read(rows, { issuer: '市教育局' }).items.map(whoOf)).toEqual(['市教育局', '市教育局']);
    const [stated] = findingsOf(blocksOf('重点工作任务分解表', '填报处室：基础教育处  2018年3月', rows), {
      issuer: '市教育局',
    });
    expect(stated?.items.map(whoOf)).toEqual(['基础教育处', '基础教育处']);
    expect(stated && codesOf(stated)).toEqual(['leader-missing', 'division-assumed']);
  });
});

describe('several tables', () => {
  it('are read each for itself, under their names', () => {
    const other = ['编号', '督查事项', '办结时限', '责任领导', '承办单位'];
    const findings = findingsOf(
      blocksOf('附件1', '重点工作任务分解表', [HEAD, row('1', '新建幼儿园')], '附件2', '民生实事责任清单', [
        other,
        ['1', '改造食堂', '9月', '赵敏', '后勤处'],
      ]),
    );
    expect(
      findings.map(({ items }) => items.map(({ code, ownNumber, heading }) => [code, ownNumber, heading])),
    ).toEqual([[['表1-1', '1', '重点工作任务分解表']], [['表2-1', '1', '民生实事责任清单']]]);
    expect(findings[1]?.passedOver?.map(({ why }) => why)).toEqual(['表题', '附件标记']);
  });

  it('leave the document its title, and text above a table that is not its name', () => {
    const [finding] = findingsOf(
      blocksOf('市教育局2018年重点工作任务分解表', '现将任务分解如下。', [HEAD, row('1', '新建幼儿园')]),
      {
        titleLine: 1,
      },
    );
    expect([...(finding?.claimed ?? [])].map(({ kind }) => kind)).toEqual(['table']);
  });
});
