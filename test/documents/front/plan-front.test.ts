import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Block, Paragraph, Table } from '../../../documents/blocks/block.js';
import { repairLines } from '../../../documents/blocks/text/repair-lines.js';
import { readTextFile } from '../../../documents/blocks/text/text-file.js';
import { readFront } from '../../../documents/front/plan-front.js';

const WORK = ['一、主要工作', '1.加强管理。健全制度，落实责任。', '2.推进改革。完善机制。'];

function front(...lines: string[]) {
  return readFront(lines.map((text, index): Paragraph => ({ kind: 'paragraph', text, line: index + 1 })));
}

function table(...rows: string[][]): Table {
  const grid = rows.map((row, r) => row.map((text) => ({ text, line: r + 1, row: r + 1 })));
  return { kind: 'table', line: 1, grid };
}

function planFront(name: string) {
  const blocks = readTextFile(readFileSync(`samples/${name}.txt`), name);
  return readFront(repairLines(blocks).blocks);
}

describe('the head of a real plan', () => {
  it.each([
    ['wuhan-2017-responsibility-items', '市教育局办理方案', 3, '市教育局', { kind: 'year', from: 2017, to: 2017 }, ''],
    [
      'tianmen-2018-work-points',
      '天门市教育局2018年工作要点',
      5,
      '天门市教育局',
      { kind: 'year', from: 2018, to: 2018 },
      '',
    ],
    [
      'wuhan-2017-2018-basic-education-points',
      '市教育局基础教育处2017—2018学年度工作要点',
      6,
      '武汉市教育局基础教育处',
      { kind: 'school-year', from: 2017, to: 2018 },
      '',
    ],
    [
      'anqiu-2018-balanced-education-scheme',
      '安丘市义务教育优质均衡发展市创建工作方案(草案)',
      22,
      '',
      { kind: 'stated', from: 2018, to: 2019 },
      '2019年底',
    ],
    ['wenzhou-work-plan', '市教育局工作計劃', 13, '市教育局', null, ''],
  ])('%s', (name, title, titleLine, issuer, span, overall) => {
    expect(planFront(name)).toMatchObject({ title, titleLine, issuer, number: '', span, overall });
  });
});

describe('a title', () => {
  it.each([
    [['武汉市教育局关于印发', '2018年工作要点的通知'], '武汉市教育局关于印发2018年工作要点的通知'],
    [['武汉市教育局', '2018年工作要点'], '武汉市教育局2018年工作要点'],
    [['武汉市教育局', '关于印发《2018年工作要点》的通知'], '武汉市教育局关于印发《2018年工作要点》的通知'],
    [
      ['武汉市教育局关于印发2018年度工作计划', '和责任分工的通知'],
      '武汉市教育局关于印发2018年度工作计划和责任分工的通知',
    ],
    [['安丘市义务教育优质均衡发展', '创建工作方案'], '安丘市义务教育优质均衡发展创建工作方案'],
    [['微博', '手机版', '市教育局2018年工作要点'], '市教育局2018年工作要点'],
    [['规划计划', '通知公告', '武汉市教育局2018年工作要点'], '武汉市教育局2018年工作要点'],
    [['工 作 要 点'], '工作要点'],
    [['武汉市教育局 2018 年工作要点', '（征求意见稿）'], '武汉市教育局2018年工作要点（征求意见稿）'],
    [['教育局工作计划', '（2018年）'], '教育局工作计划（2018年）'],
    [['附件1', '2018年重点工作任务分解表'], '2018年重点工作任务分解表'],
    [['标 题: 天门市教育局2018年工作要点', '发布机构: 天门市教育局'], '天门市教育局2018年工作要点'],
    [['名称', '天门市教育局2018年工作要点'], '天门市教育局2018年工作要点'],
    [['武汉教育信息网', '2018年工作要点'], '2018年工作要点'],
    [['各区教育局：', '现将《武汉市教育局2018年工作要点》印发给你们，请遵照执行。'], '武汉市教育局2018年工作要点'],
    [['2018年2月1日'], ''],
    [['关于做好今年工作的说明。'], ''],
  ])('%j is %s', (lines, title) => {
    expect(front(...lines, ...WORK).title).toBe(title);
  });

  it('is the notice’s where a notice hands the plan on', () => {
    const read = front(
      '武汉市教育局文件',
      '武教〔2017〕12号',
      '武汉市教育局关于印发',
      '2018年工作要点的通知',
      '各区教育局：',
      '现将《2018年工作要点》印发给你们，请认真贯彻执行。',
      '武汉市教育局',
      '2017年12月28日',
      '附件',
      '武汉市教育局2018年重点工作任务分解表',
      ...WORK,
    );
    expect(read).toEqual({
      title: '武汉市教育局关于印发2018年工作要点的通知',
      titleLine: 3,
      issuer: '武汉市教育局',
      number: '武教〔2017〕12号',
      principal: '',
      span: { kind: 'year', from: 2018, to: 2018 },
      overall: '',
    });
  });

  it('stands in the first rows of a table, or in its caption', () => {
    const rows = [
      ['2018年重点工作任务分解表', '', ''],
      ['填报单位：天门市教育局', '', '填报日期：2018年3月2日'],
      ['序号', '工作任务', '责任单位'],
      ['1', '推进改革', '基教处'],
    ];
    expect(readFront([table(...rows)])).toMatchObject({
      title: '2018年重点工作任务分解表',
      issuer: '天门市教育局',
      titleLine: 1,
    });
    const captioned: Table = { ...table(...rows.slice(2)), caption: '2018年重点工作责任清单' };
    expect(readFront([captioned]).title).toBe('2018年重点工作责任清单');
  });

  it('and the facts of a page’s table about itself are read', () => {
    const about = table(
      ['索引号', '0108/2018-12', '主题分类', '教育'],
      ['发布机构', '天门市教育局', '文号', '天教发[2018]5号'],
      ['标题', '关于印发工作要点的通知', '发布日期', '2018-03-01'],
    );
    const work: Block[] = WORK.map((text, index) => ({ kind: 'paragraph', text, line: 10 + index }));
    expect(readFront([about, ...work])).toMatchObject({
      title: '关于印发工作要点的通知',
      issuer: '天门市教育局',
      number: '天教发〔2018〕5号',
      span: { kind: 'year', from: 2018 },
    });
  });
});

describe('the issuer', () => {
  it.each([
    [['中共天门市教育局党组2018年工作要点'], '中共天门市教育局党组'],
    [['全市学校布局调整工作方案'], ''],
    [['全市学校安全工作方案'], ''],
    [['中小学校安全工作方案'], ''],
    [['学校2018年工作计划'], ''],
    [['加强教育局机关作风建设工作方案'], ''],
    [['进一步加强干部队伍建设工作方案'], ''],
    [['武汉市第一中学2018年工作计划'], '武汉市第一中学'],
    [['安丘市人民政府办公室关于印发创建方案的通知'], '安丘市人民政府办公室'],
    [['武汉市教育局文件', '关于印发工作要点的通知'], '武汉市教育局'],
    [['发布机构：天门市教育局 发布日期：2018-03-01', '2018年工作要点'], '天门市教育局'],
    [['发布机构', '天门市教育局', '2018年工作要点'], '天门市教育局'],
    [['发布机构：天门市教育局', '市教育局2018年工作要点'], '天门市教育局'],
    [['发布机构：天门市人民政府', '市教育局2018年工作要点'], '市教育局'],
    [['教育部2018年工作要点'], '教育部'],
    [['基础教育处2018年工作要点'], '基础教育处'],
    [['市委教育工委、市教育局2018年工作要点'], '市委教育工委'],
    [['2018年秋季学期学校工作计划'], ''],
    [['2018年重点工作推进计划表', '单位：基础教育处'], '基础教育处'],
    [['2018年经费安排', '单位：万元'], ''],
    [['中共天门市教育局委员会文件', '2018年党建工作要点'], '中共天门市教育局委员会'],
    [['湖北省人民政府办公厅文件', '省人民政府办公厅关于印发行动计划的通知'], '湖北省人民政府办公厅'],
  ])('of %j is “%s”', (lines, issuer) => {
    expect(front(...lines, ...WORK).issuer).toBe(issuer);
  });

  it.each([
    [['武汉市教育局', '2017年8月16日']],
    [['武汉市教育局 2017年8月16日']],
    [['武汉市教育局（章）', '二〇一七年八月十六日', '附件：任务分解表']],
    [['武汉市教育局', '2017年8月16日', '抄送：市政府办公厅。', '主办单位：武汉市教育局']],
  ])('signs at the end: %j', (foot) => {
    expect(front('工作要点', ...WORK, ...foot)).toMatchObject({ issuer: '武汉市教育局', span: { from: 2017 } });
  });

  it('is not whoever answers in the midst of the work', () => {
    expect(front('工作要点', ...WORK, '市财政局', '2018年6月30日', '3.继续推进。').issuer).toBe('');
  });
});

describe('the number', () => {
  it.each([
    [['武教〔2017〕12号', '工作要点'], '武教〔2017〕12号'],
    [['鄂教基(2018) 3号 签发人：张三', '工作要点'], '鄂教基〔2018〕3号'],
    [['文 号 武教办字[2018]5号', '工作要点'], '武教办字〔2018〕5号'],
    [['关于印发工作要点的通知（武教〔2017〕12号）'], '武教〔2017〕12号'],
    [['工作方案', '根据《意见》（国发〔2016〕40号）精神，制定本方案。'], ''],
    [['转发省教育厅《关于做好工作的通知》（鄂教〔2017〕3号）的通知'], ''],
  ])('of %j is “%s”', (lines, number) => {
    expect(front(...lines, ...WORK).number).toBe(number);
  });

  it('is no part of the title', () => {
    expect(front('关于印发工作要点的通知（武教〔2017〕12号）', ...WORK).title).toBe('关于印发工作要点的通知');
  });
});

describe('the principal', () => {
  it.each([
    [['总责任人:孟晖'], '孟晖'],
    [['总负责人：孟 晖 局长'], '孟晖'],
    [['第一责任人：校长'], ''],
  ])('of %j is “%s”', (lines, principal) => {
    expect(front('工作要点', ...lines, ...WORK).principal).toBe(principal);
  });
});

describe('any head', () => {
  const piece = fc.constantFrom(
    '武汉市',
    '教育局',
    '关于',
    '印发',
    '2018年',
    '工作要点',
    '的通知',
    '（',
    '）',
    '《',
    '》',
    '〔2018〕',
    '12号',
    '：',
    '。',
    ' ',
    '一、',
    '发布日期',
    '2019-02-30',
    '学年',
    '—',
    '到',
    '年底',
    '附件',
  );
  const line = fc
    .array(piece, { minLength: 1, maxLength: 12 })
    .map((pieces) => pieces.join('').trim())
    .filter((text) => text !== '');

  it('is read without fail, to a span that is in order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string({ minLength: 1, maxLength: 200 })), { maxLength: 20 }), (lines) => {
        const { span, title, titleLine } = front(...lines.map((text) => text.trim() || '文'));
        expect(span === null || span.from <= span.to).toBe(true);
        if (titleLine !== null) expect(title).not.toBe('');
      }),
    );
  });

  it.each(['（', '《', '2018年', ' ', '一', '、', '市教育局', '1.', '〔2018〕', '时间 ', '年月日'])(
    'of a hundred thousand “%s” is read at once',
    (sign) => {
      const started = performance.now();
      front(sign.repeat(100_000), `标题${sign.repeat(300)}`, sign.repeat(78), sign.repeat(40), ...WORK);
      expect(performance.now() - started).toBeLessThan(20_000);
    },
  );
});
