import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Table, TableCell } from '../../../documents/blocks/block.js';
import { readTextFile } from '../../../documents/blocks/text/text-file.js';
import { monthlySchedule } from '../../../documents/recognisers/months/monthly-schedule.js';
import type { PlanFront } from '../../../documents/recognisers/recogniser.js';
import { codesOf, outlineOf, recogniseBlocks, recogniseText } from './recognise.js';

const SCHOOL_YEAR: Partial<PlanFront> = { span: { kind: 'school-year', from: 2017, to: 2018 } };
const YEAR: Partial<PlanFront> = { span: { kind: 'year', from: 2018, to: 2018 } };

describe('the monthly schedule of Wuhan, whose year and month signs were lost', () => {
  const bytes = readFileSync('samples/wuhan-2017-2018-basic-education-points.txt');
  const findings = recogniseBlocks(monthlySchedule, readTextFile(bytes, 'wuhan.txt'), SCHOOL_YEAR);
  const items = findings.flatMap((finding) => finding.items);

  it('gives 86 tasks, codes prefixed by their month', () => {
    const months = [...new Set(items.map((item) => item.heading))];
    expect(months.map((month) => [month, items.filter((item) => item.heading === month).length])).toEqual([
      ['2017年7—8月', 9],
      ['2017年9月', 10],
      ['2017年10月', 10],
      ['2017年11月', 9],
      ['2017年12月', 8],
      ['2018年1月', 6],
      ['2018年2月', 4],
      ['2018年3月', 6],
      ['2018年4月', 7],
      ['2018年5月', 11],
      ['2018年6月', 6],
    ]);
    expect(new Set(items.map((item) => item.code)).size).toBe(86);
    expect(items.every((item) => item.deadlines.length === 1 && item.deadlines[0] === item.heading)).toBe(true);
  });

  it('titles a task by its first sentence and keeps the rest', () => {
    expect(items.find((item) => item.code === '7—8月.1')).toMatchObject({
      title: '制发《市教育局基础教育处2017—2018学年度工作要点》',
      measures: [],
      deadlines: ['2017年7—8月'],
    });
    expect(items.find((item) => item.code === '6月.6')).toMatchObject({
      title: '开展全市中小学禁毒宣传月活动',
      measures: ['开展全市中小学禁毒宣传月活动。组织6.5环境日宣传活动。'],
    });
  });

  it('stops at the signature and begins at its heading', () => {
    expect(findings).toHaveLength(1);
    const lines = [...(findings[0]?.claimed ?? [])].map((block) => block.line);
    expect([Math.min(...lines), Math.max(...lines)]).toEqual([91, 309]);
    expect(findings[0]?.sureness).toBeGreaterThanOrEqual(0.9);
  });
});

describe('a monthly schedule under its heading', () => {
  it.each([
    ['9月', '2017年9月'],
    ['九月份', '2017年9月'],
    ['九 月：', '2017年9月'],
    ['【九月】', '2017年9月'],
    ['（九）月', '2017年9月'],
    ['（一）9月份重点工作', '2017年9月'],
    ['2017年9月', '2017年9月'],
    ['２０１７年９月工作安排：', '2017年9月'],
    ['二月：', '2018年2月'],
    ['元月份', '2018年1月'],
    ['十二月', '2017年12月'],
    ['7—8月', '2017年7—8月'],
    ['七、八月份', '2017年7—8月'],
    ['7月-8月', '2017年7—8月'],
    ['9月（入学教育月）', '2017年9月'],
    ['8月下旬', '2017年8月下旬'],
    ['9', '2017年9月'],
  ])('%s is %s in the school year 2017—2018', (line, month) => {
    const text = `三、每月工作安排\n${line}\n1.做好开学工作。\n四、保障措施\n1.加强领导。`;
    const findings = recogniseText(monthlySchedule, text, SCHOOL_YEAR);
    // A lone figure is no schedule; a second one shows that it is a month.
    if (line === '9') {
      expect(findings).toEqual([]);
      const two = recogniseText(monthlySchedule, text.replace('四、', '10\n1.检查。\n四、'), SCHOOL_YEAR);
      expect(outlineOf(two).map(([, , deadline]) => deadline)).toEqual([month, '2017年10月']);
      return;
    }
    expect(outlineOf(findings)).toEqual([[`${month.slice(5)}.1`, '做好开学工作', month]]);
  });

  it('takes the years from the headings over the months, and tells a month that comes twice apart', () => {
    const findings = recogniseText(
      monthlySchedule,
      '月度安排\n2017年\n11月\n1.甲工作。\n12月\n1.乙工作。\n2018年\n1月\n1.丙工作。\n11月\n1.丁工作。',
    );
    expect(outlineOf(findings)).toEqual([
      ['2017年11月.1', '甲工作', '2017年11月'],
      ['12月.1', '乙工作', '2017年12月'],
      ['1月.1', '丙工作', '2018年1月'],
      ['2018年11月.1', '丁工作', '2018年11月'],
    ]);
  });

  it('leaves the year to the plan where none is stated', () => {
    const findings = recogniseText(monthlySchedule, '2018年工作行事历\n3月\n1、开学。\n4月\n1、检查。', YEAR);
    expect(outlineOf(findings).map(([, , deadline]) => deadline)).toEqual(['3月', '4月']);
  });

  it('asks for the years of a schedule that goes over the turn of the year without saying so', () => {
    const text = '月度安排\n9月\n1.甲。\n12月\n1.乙。\n1月\n1.丙。';
    expect(outlineOf(recogniseText(monthlySchedule, text, YEAR)).map(([, , deadline]) => deadline)).toEqual([
      '2018年9月',
      '2018年12月',
      '2019年1月',
    ]);
    expect(codesOf(recogniseText(monthlySchedule, text, YEAR))).toContain('month-year-unclear');
    expect(outlineOf(recogniseText(monthlySchedule, text)).map(([, , deadline]) => deadline)).toEqual([
      '9月',
      '12月',
      '1月',
    ]);
    expect(codesOf(recogniseText(monthlySchedule, text))).toContain('month-year-unclear');
  });

  it('reads tasks beside the month, without numbers, with points of their own, with their division and day', () => {
    const findings = recogniseText(
      monthlySchedule,
      `四、逐月工作安排
3月：1.开学检查。2.教师培训。
4月：寒假总结；组织学生实践；
5月
期中检测
学生运动会
6月
主题：安全教育
1.组织质量检测（责任处室：教研室）。
（1）命题。
（2）阅卷。
2、6月10日前，召开总结会。
参加人员另行通知。`,
      YEAR,
    );
    expect(outlineOf(findings)).toEqual([
      ['3月.1', '开学检查', '3月'],
      ['3月.2', '教师培训', '3月'],
      ['4月.1', '寒假总结', '4月'],
      ['4月.2', '组织学生实践', '4月'],
      ['5月.1', '期中检测', '5月'],
      ['5月.2', '学生运动会', '5月'],
      ['6月.1', '组织质量检测', '6月'],
      ['6月.2', '召开总结会', '6月10日前'],
    ]);
    const [check, meeting] = findings[0]?.items.slice(-2) ?? [];
    expect(check).toMatchObject({
      contents: ['命题。', '阅卷。'],
      divisions: [{ name: '教研室', role: 'lead' }],
      place: { firstLine: 9, lastLine: 11 },
    });
    expect(meeting?.measures).toEqual(['6月10日前，召开总结会。', '参加人员另行通知。']);
    expect(findings[0]?.passedOver?.map(({ why }) => why)).toContain('当月主题');
  });
});

describe('a monthly schedule in a table', () => {
  const cell = (text: string, line: number): TableCell => ({ text, line, row: line, table: '第1个表' });
  const table = (grid: TableCell[][]): Table => ({ kind: 'table', line: 1, table: '第1个表', grid });

  it('reads 月份 | 工作内容, numbered tasks in the cells', () => {
    const findings = recogniseBlocks(monthlySchedule, [
      table([
        [cell('月份', 1), cell('工作内容', 1)],
        [cell('9月', 2), cell('1.开学检查。\n2.教师培训。', 2)],
        [cell('十月', 3), cell('国庆活动', 3)],
      ]),
    ]);
    expect(outlineOf(findings)).toEqual([
      ['9月.1', '开学检查', '9月'],
      ['9月.2', '教师培训', '9月'],
      ['10月.1', '国庆活动', '10月'],
    ]);
    expect(findings[0]?.items[2]?.place).toMatchObject({ table: '第1个表', rows: [3, 3] });
  });

  it('reads rows of one month with divisions of their own', () => {
    const month = cell('9月', 2);
    const findings = recogniseBlocks(monthlySchedule, [
      table([
        [cell('月份', 1), cell('主要工作', 1), cell('责任处室', 1)],
        [month, cell('开学检查', 2), cell('基教处', 2)],
        [month, cell('教师培训', 3), cell('人事处', 3)],
        [cell('10月', 4), cell('国庆活动', 4), cell('办公室', 4)],
      ]),
    ]);
    expect(findings[0]?.items.map((item) => [item.code, item.divisions[0]?.name])).toEqual([
      ['9月.1', '基教处'],
      ['9月.2', '人事处'],
      ['10月.1', '办公室'],
    ]);
  });

  it('leaves a table with other columns, or with rows of no month, to others', () => {
    const leader = [cell('月份', 1), cell('工作内容', 1), cell('分管领导', 1)];
    expect(
      recogniseBlocks(monthlySchedule, [table([leader, [cell('9月', 2), cell('开学', 2), cell('张三', 2)]])]),
    ).toEqual([]);
    const rows = [
      [cell('时间', 1), cell('工作内容', 1)],
      [cell('9月', 2), cell('开学', 2)],
      [cell('上午8点', 3), cell('签到', 3)],
    ];
    expect(recogniseBlocks(monthlySchedule, [table(rows)])).toEqual([]);
  });
});

describe('a monthly schedule by its form', () => {
  it('reads months that follow each other, less surely, up to the signature', () => {
    const text = '前言\n9月\n开学\n10月\n国庆\n11月\n检测\n12月\n总结\n市教育局\n2018年8月1日';
    const findings = recogniseText(monthlySchedule, text, YEAR);
    expect(findings.map(({ sureness }) => sureness)).toEqual([0.7]);
    expect(outlineOf(findings).map(([code]) => code)).toEqual(['9月.1', '10月.1', '11月.1', '12月.1']);
  });

  it.each([
    ['bare figures of a flattened table', '序号\n1\n新建学校\n3\n6\n9\n2\n培训教师\n12\n王某'],
    ['two months only', '3月\n开学\n4月\n检查'],
    ['sentences that begin with a month', '9月1日，开学。\n10月，全市共有学校30所。\n11月调考。\n12月总结。'],
    ['months in no order', '6月\n甲\n12月\n乙\n3月\n丙\n12月\n丁'],
  ])('%s are left alone', (_, text) => {
    expect(recogniseText(monthlySchedule, text, YEAR)).toEqual([]);
  });
});
