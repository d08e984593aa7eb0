import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { repairLines } from '../../../documents/blocks/text/repair-lines.js';
import { readTextFile } from '../../../documents/blocks/text/text-file.js';
import type { Finding } from '../../../documents/recognisers/recogniser.js';
import { taskDivision } from '../../../documents/recognisers/duties/task-division.js';
import { codesOf, recogniseBlocks, recogniseText } from './recognise.js';

/** `code title: lead+lead/supporting` of every item; restored prefixes are another reader's affair. */
function sharesOf(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ items }) =>
    items.map(({ code, title, divisions }) => {
      const names = (role: string) =>
        divisions.filter((one) => one.role === role).map((one) => one.written ?? one.name);
      const supporting = names('supporting').length > 0 ? `/${names('supporting').join('+')}` : '';
      return `${code} ${title}: ${names('lead').join('+')}${supporting}`;
    }),
  );
}

const ANQIU = `三、任务分工
（一）市教育局：发挥创建工作牵头作用，积极与上级教育主管部门进行沟通对接，明确创建工作标准和整改要求；扎实做好创建自评工作。同时，对照创建标准，加强监管。
（二）市财政局：进一步加大资金投入力度，做好教育经费保障工作。
（三）市编办、人社局：会同市教育局，继续做好中小学教师编制定期核定工作，根据生源变化和教育教学改革需要，完善机制。
（四）市发改局、住建局：做好学校建设项目立项工作，建立项目审批绿色通道；做好工程质量安全监督检查。
（五）市国土资源局、规划局：做好学校建设土地征收划拨、不动产登记，确保落实到位。
（六）各镇政府、街办、开发区管委会：创新工作举措，做好辖区内中小学校舍、运动场地建设工作。
四、保障措施
（一）加强组织领导。市里成立领导小组。
（二）加大财政投入。坚持教育优先发展。`;

describe('a division of tasks', () => {
  it('reads the six groups of Anqiu, due with the whole plan', () => {
    const findings = recogniseText(taskDivision, ANQIU, { overall: '2019年底' });
    expect(sharesOf(findings)).toEqual([
      '3.1 发挥创建工作牵头作用: 市教育局',
      '3.2 进一步加大资金投入力度: 市财政局',
      '3.3 继续做好中小学教师编制定期核定工作: 市编办+人社局/市教育局',
      '3.4 做好学校建设项目立项工作: 市发改局+住建局',
      '3.5 做好学校建设土地征收划拨、不动产登记: 市国土资源局+规划局',
      expect.stringMatching(/^3\.6 创新工作举措: 各镇政府\+街办\+开发区管委会$/u),
    ]);
    const [finding] = findings;
    expect(finding?.items.every((item) => item.deadlines.length === 0 && item.otherwise === 'overall')).toBe(true);
    expect(finding?.items[3]?.measures).toEqual([
      '做好学校建设项目立项工作，建立项目审批绿色通道；做好工程质量安全监督检查。',
    ]);
    expect([...(finding?.claimed ?? [])].map((block) => block.line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(finding?.warnings.map(({ message }) => message)).toEqual([
      '“任务分工”一节的6个事项没有写明完成时限，暂按全文的总时限“2019年底”排定节点，请核对',
    ]);
  });

  it('reads the same groups from the page that the document was copied from', () => {
    const bytes = readFileSync('samples/anqiu-2018-balanced-education-scheme.txt');
    const { blocks } = repairLines(readTextFile(bytes, 'anqiu.txt'));
    const findings = recogniseBlocks(taskDivision, blocks);
    expect(findings.map(({ items }) => items.map((item) => item.code))).toEqual([
      ['3.1', '3.2', '3.3', '3.4', '3.5', '3.6'],
    ]);
  });

  it.each([
    ['1．市财政局。负责落实经费。', '1 落实经费: 市财政局'],
    ['市教育局：统筹协调。', '1 统筹协调: 市教育局'],
    ['——市公安局：维护校园周边治安。', '1 维护校园周边治安: 市公安局'],
    ['（一）市教育局负责统筹协调，制定方案。', '1 统筹协调: 市教育局'],
    ['（一）市教育局牵头，抓好落实。', '1 牵头: 市教育局'],
    ['1.市卫生健康委员会（市疾控中心）：落实防疫措施。', '1 落实防疫措施: 市卫生健康委员会（市疾控中心）'],
    ['1.各县（市、区）人民政府：落实属地责任。', '1 落实属地责任: 各县（市、区）人民政府'],
    ['1.市公安局：配合市教育局做好安全检查。', '1 配合市教育局做好安全检查: 市公安局/市教育局'],
    ['1.教育行政部门要加强校园安全管理。', '1 加强校园安全管理: 教育行政部门'],
    ['1.市财政局、市审计局：协同市教育局，管好资金。', '1 管好资金: 市财政局+市审计局/市教育局'],
    ['1.市住建局：推进校舍建设。（配合单位：市财政局）', '1 推进校舍建设: 市住建局/市财政局'],
  ])('%s', (line, share) => {
    expect(sharesOf(recogniseText(taskDivision, `职责分工\n${line}`))).toEqual([share]);
  });

  it('shares out a paragraph that lists several bodies', () => {
    const findings = recogniseText(
      taskDivision,
      '五、责任分工\n市教育局负责统筹协调；市财政局负责经费保障，及时拨付；市公安局、市城管委负责校园周边整治。',
    );
    expect(sharesOf(findings)).toEqual([
      '5.1 统筹协调: 市教育局',
      '5.2 经费保障: 市财政局',
      '5.3 校园周边整治: 市公安局+市城管委',
    ]);
  });

  it('reads a body that stands alone over its numbered duties', () => {
    const findings = recogniseText(
      taskDivision,
      `四、部门职责
各部门要各司其职。
1．市公安局
（1）负责校园周边治安。
（2）配合做好安全检查。
2．市财政局
保障经费。`,
    );
    expect(sharesOf(findings)).toEqual(['4.1 校园周边治安: 市公安局', '4.2 保障经费: 市财政局']);
    expect(findings[0]?.items[0]?.contents).toEqual(['负责校园周边治安。', '配合做好安全检查。']);
    expect(findings[0]?.passedOver?.map(({ why }) => why)).toEqual(['小标题', '各单位任务之前的引言']);
  });

  it('takes groups of bodies for headings', () => {
    const findings = recogniseText(
      taskDivision,
      '四、职责分工\n（一）市级层面\n1.市教育局：统筹。\n2.市财政局：保障。\n（二）区级层面\n1.区教育局：落实。',
    );
    expect(sharesOf(findings)).toEqual(['4.1.1 统筹: 市教育局', '4.1.2 保障: 市财政局', '4.2.1 落实: 区教育局']);
    expect(findings[0]?.items.map((item) => item.heading)).toEqual(['市级层面', '市级层面', '区级层面']);
  });

  it('warns of a date within a duty, and assumes the quarters where the plan has no date', () => {
    const findings = recogniseText(taskDivision, '四、任务分工\n1.市财政局：2018年6月底前拨付经费到位。');
    expect(codesOf(findings)).toEqual(['dates-in-text', 'deadline-assumed']);
    expect(findings[0]?.items[0]?.otherwise).toBe('quarters');
  });
});

describe('what is no division of tasks', () => {
  it.each([
    ['保障措施', '四、保障措施\n（一）市教育局：加强领导和组织协调。\n（二）市财政局：加大财政投入力度。'],
    [
      'headings that end like names',
      '二、主要任务\n（一）建设平安校园：加强安全管理工作。\n（二）打造教育强区：推进均衡发展。',
    ],
    ['telephone numbers', '联系方式\n市教育局：65608435\n市财政局：65608436'],
    ['a section of work under 任务分解', '二、任务分解\n1.新建学校。新建公办学校两所。\n2.培训教师。培训教师。'],
  ])('%s is left alone', (_, text) => {
    expect(recogniseText(taskDivision, text)).toEqual([]);
  });

  it('reads neighbours that begin with a body by their form, less surely', () => {
    const findings = recogniseText(
      taskDivision,
      '二、主要任务\n1.市教育局：加强校园安全管理。\n2.市公安局：加强校园周边巡逻。\n3.营造氛围：加强宣传。',
    );
    expect(findings.map(({ sureness }) => sureness)).toEqual([0.7]);
    expect(sharesOf(findings)).toEqual(['2.1 加强校园安全管理: 市教育局', '2.2 加强校园周边巡逻: 市公安局']);
  });
});
