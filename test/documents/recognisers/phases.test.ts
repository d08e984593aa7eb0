import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { repairLines } from '../../../documents/blocks/text/repair-lines.js';
import { readTextFile } from '../../../documents/blocks/text/text-file.js';
import { phases } from '../../../documents/recognisers/phases/phases.js';
import { codesOf, outlineOf, recogniseBlocks, recogniseText } from './recognise.js';

const ANQIU = `一、工作目标
到2019年底，义务教育与新型城镇化基本协调。
二、工作安排
（一）自评申报（2018年3月至2018年12月）。对照教育部制定的《县域义务教育优质均衡发展督导评估办法》（见附件），对全市义务教育优质均衡发展状况进行自评。
（二）整改提升（2018年12月-2019年6月）。针对自评发现的短板问题，制定具体整改方案，逐项整改落实。
（三）迎接省级评估验收（时间待定）。做好迎接省政府教育督导室督导评估验收准备工作。
（四）迎接国家实地评估验收（时间待定）。认真做好迎接国家实地评估验收组织工作。
三、任务分工
（一）市教育局：发挥创建工作牵头作用。
四、保障措施
（一）加强组织领导。市里成立领导小组。`;

describe('phases under a heading that announces them', () => {
  it('reads the phases of Anqiu, two of them undated', () => {
    const findings = recogniseText(phases, ANQIU, { issuer: '安丘市人民政府' });
    expect(outlineOf(findings)).toEqual([
      ['2.1', '自评申报', '2018年3月至2018年12月'],
      ['2.2', '整改提升', '2018年12月-2019年6月'],
      ['2.3', '迎接省级评估验收', '时间待定'],
      ['2.4', '迎接国家实地评估验收', '时间待定'],
    ]);
    const [finding] = findings;
    expect(finding?.sureness).toBeGreaterThanOrEqual(0.9);
    expect([...(finding?.claimed ?? [])].map((block) => block.line)).toEqual([3, 4, 5, 6, 7]);
    expect(finding?.items[1]).toMatchObject({
      heading: '工作安排',
      measures: ['针对自评发现的短板问题，制定具体整改方案，逐项整改落实。'],
      divisions: [{ name: '安丘市人民政府', role: 'lead' }],
      place: { firstLine: 5, lastLine: 5 },
    });
    expect(codesOf(findings)).toEqual(['division-assumed']);
  });

  it('reads the same phases from the page that the document was copied from', () => {
    const bytes = readFileSync('samples/anqiu-2018-balanced-education-scheme.txt');
    const { blocks } = repairLines(readTextFile(bytes, 'anqiu.txt'));
    expect(outlineOf(recogniseBlocks(phases, blocks)).map(([code, title]) => `${code} ${title}`)).toEqual([
      '2.1 自评申报',
      '2.2 整改提升',
      '2.3 迎接省级评估验收',
      '2.4 迎接国家实地评估验收',
    ]);
  });

  it.each([
    ['（一）宣传发动阶段（3月1日-3月31日）。召开会议。', '宣传发动阶段', '3月1日-3月31日'],
    ['（一）宣传发动阶段(3月上旬—4月中旬)', '宣传发动阶段', '3月上旬—4月中旬'],
    ['（一）宣传发动阶段【2018年3月】', '宣传发动阶段', '2018年3月'],
    ['（一）第一阶段：动员部署（2018年3月）', '第一阶段：动员部署', '2018年3月'],
    ['（一）第一阶段（2018年3月）：动员部署。召开会议。', '第一阶段：动员部署', '2018年3月'],
    ['（一）启动阶段 2018年3-5月', '启动阶段', '2018年3-5月'],
    ['（一）启动阶段：2018年3月—5月。成立机构。', '启动阶段', '2018年3月—5月'],
    ['（一）准备阶段。2018年3月底前，成立机构。', '准备阶段', '2018年3月底前'],
    ['（一）准备阶段，3月底前。', '准备阶段', '3月底前'],
    ['（一）动员阶段（时间：2018年3月）', '动员阶段', '2018年3月'],
    ['（一）3月—4月：调查摸底。对学校摸底。', '调查摸底', '3月—4月'],
    ['（一）2018年9月底前，完成改造任务。', '完成改造任务', '2018年9月底前'],
    ['（一）3月1日至31日为宣传发动阶段。召开会议。', '宣传发动阶段', '3月1日至31日'],
    ['（一）总结阶段（2018年底前）', '总结阶段', '2018年底前'],
    ['（一）申报阶段（第一季度）', '申报阶段', '第一季度'],
    ['（一）验收阶段（上半年）', '验收阶段', '上半年'],
    ['（一）验收阶段（二〇一八年十二月）', '验收阶段', '二〇一八年十二月'],
    ['（一）验收阶段（2018.3-2018.5）', '验收阶段', '2018.3-2018.5'],
    ['（一）迎检阶段（具体时间另行通知）', '迎检阶段', '具体时间另行通知'],
    ['（一）第一阶段：3月1日——3月20日，宣传发动。', '第一阶段：宣传发动', '3月1日——3月20日'],
    ['（一）（2018年3月—4月）宣传发动阶段。', '宣传发动阶段', '2018年3月—4月'],
    ['（一）动员阶段（即日起至3月底）', '动员阶段', '即日起至3月底'],
    ['（一）动员部署。3月底前，召开动员会。', '动员部署', '3月底前'],
    ['（一）准备阶段（2018年3月初—3月底，为期一个月）', '准备阶段', '2018年3月初—3月底'],
    // Nobody but a person can date it; the deadline's own reader will say so.
    ['（一）巩固阶段（验收后一个月内）', '巩固阶段', '验收后一个月内'],
  ])('%s is “%s” by %s', (line, title, time) => {
    expect(outlineOf(recogniseText(phases, `三、实施步骤\n${line}\n五、附则`))).toEqual([['3.1', title, time]]);
  });

  it('reads phases that are lines without numbers, with numbered work beneath', () => {
    const findings = recogniseText(
      phases,
      `实施步骤
全年工作分三个阶段进行。
第一阶段：动员部署（2018年3月）
1.召开会议。
2.印发方案。
第二阶段（2018年4月-6月）：组织实施。各校自查。
第三阶段：总结提升
时间：2018年7—8月
总结经验。
保障措施
1.加强领导。
2.加大投入。`,
    );
    expect(outlineOf(findings)).toEqual([
      ['1', '第一阶段：动员部署', '2018年3月'],
      ['2', '第二阶段：组织实施', '2018年4月-6月'],
      ['3', '第三阶段：总结提升', '2018年7—8月'],
    ]);
    const [first, second, third] = findings[0]?.items ?? [];
    expect(first).toMatchObject({
      contents: ['召开会议。', '印发方案。'],
      contentsByDeadline: [['召开会议。', '印发方案。']],
      measures: [],
    });
    expect(second?.measures).toEqual(['各校自查。']);
    expect(third).toMatchObject({ measures: ['总结经验。'], deadlinePlace: { firstLine: 8, lastLine: 8 } });
    expect(findings[0]?.passedOver?.map(({ block }) => block.line)).toEqual([1, 2]);
    expect([...(findings[0]?.claimed ?? [])].some((block) => block.line >= 10)).toBe(false);
  });

  it('reads lines that begin with their month', () => {
    const findings = recogniseText(
      phases,
      `三、进度安排
3月—4月：调查摸底。对全市学校进行摸底。
5月：制定方案
6月底前，全面完成改造任务。
2018年9月1日至9月30日为总结验收阶段。各区总结。`,
    );
    expect(outlineOf(findings)).toEqual([
      ['3.1', '调查摸底', '3月—4月'],
      ['3.2', '制定方案', '5月'],
      ['3.3', '全面完成改造任务', '6月底前'],
      ['3.4', '总结验收阶段', '2018年9月1日至9月30日'],
    ]);
  });

  it('takes dated points within an undated phase for the phases', () => {
    const findings = recogniseText(
      phases,
      `四、实施步骤
（一）准备阶段
1、3月上旬，成立领导小组。
2、3月下旬，印发方案。
（二）实施阶段（4月至11月）
1、自查。`,
    );
    expect(outlineOf(findings)).toEqual([
      ['4.1.1', '成立领导小组', '3月上旬'],
      ['4.1.2', '印发方案', '3月下旬'],
      ['4.2', '实施阶段', '4月至11月'],
    ]);
    expect(findings[0]?.items[0]?.heading).toBe('准备阶段');
  });

  it('gives a phase to the bodies it names', () => {
    const findings = recogniseText(
      phases,
      `四、实施步骤
（一）动员阶段（2018年3月，市教育局牵头，市财政局配合）
召开动员会。
（二）实施阶段（2018年4月）。组织实施。（责任单位：市住建局）`,
    );
    expect(findings[0]?.items.map((item) => item.divisions.map(({ name, role }) => `${name} ${role}`))).toEqual([
      ['市教育局 lead', '市财政局 supporting'],
      ['市住建局 lead'],
    ]);
    expect(codesOf(findings)).toEqual([]);
  });

  it('warns of dates in the body that are no checkpoints, and of a section without divisions', () => {
    const findings = recogniseText(
      phases,
      `四、实施步骤
（一）整改阶段（3月至12月）。6月底前完成校舍改造，12月底前完成设备配备。`,
      { issuer: '' },
    );
    expect(codesOf(findings)).toEqual(['dates-in-text', 'division-missing']);
    expect(findings[0]?.warnings[0]?.message).toContain('6月底前');
  });
});

describe('what is no section of phases', () => {
  it.each([
    ['a 工作安排 without periods', '二、工作安排\n（一）抓好招生。做好招生工作。\n（二）抓好安全。做好安全工作。'],
    [
      'an outline whose items state time and division under labels',
      '二、工作安排\n1.推进学前教育（责任单位：基教处；完成时限：6月底前）。\n2.做好招生（责任单位：基教处；完成时限：9月底前）。',
    ],
    ['保障措施', '四、保障措施\n（一）加强领导阶段（3月）。成立小组。\n（二）加大投入阶段（4月）。加大投入。'],
    ['an outline with deadlines in brackets', '二、主要任务\n1.推进招生（6月底前）。\n2.做好安全（9月底前）。'],
    ['a heading alone', '三、实施步骤\n四、保障措施'],
  ])('%s is left alone', (_, text) => {
    expect(recogniseText(phases, text)).toEqual([]);
  });

  it('stops at the signature', () => {
    const findings = recogniseText(phases, '三、实施步骤\n（一）总结阶段（12月）\n总结经验。\n市教育局\n2018年3月1日');
    expect(findings[0]?.items[0]?.measures).toEqual(['总结经验。']);
  });
});

describe('phases by their form alone', () => {
  it('reads neighbours that are phases with a period, less surely', () => {
    const findings = recogniseText(
      phases,
      `一、指导思想
全面贯彻。
二、宣传发动阶段（3月1日至3月15日）
召开会议。
三、自查自纠阶段（3月16日至4月15日）
各校自查。
四、工作要求
（一）加强领导。`,
    );
    expect(outlineOf(findings)).toEqual([
      ['2', '宣传发动阶段', '3月1日至3月15日'],
      ['3', '自查自纠阶段', '3月16日至4月15日'],
    ]);
    expect(findings[0]?.sureness).toBe(0.7);
  });
});
