import { describe, expect, it } from '@jest/globals';
import { assignmentIn } from '../../../documents/recognisers/assignment/assignment.js';

/** `A*、B` for a lead and a supporting body, then leaders, deadlines and what is left of the text. */
function shown(text: string): string | null {
  const found = assignmentIn(text);
  if (!found) return null;
  const divisions = found.divisions.map(({ name, role }) => name + (role === 'lead' ? '*' : '')).join('、');
  return [divisions, found.leaders.join('、'), found.deadlines.join('+'), found.rest].join('|');
}

describe('an assignment', () => {
  it.each([
    ['牵头单位：基教处 配合单位：人事处、财务处 完成时限：6月底前', '基教处*、人事处、财务处||6月底前|'],
    ['责任单位：市教育局，市财政局。', '市教育局*、市财政局*|||'],
    ['责任处室：基教处；分管领导：夏春胤；完成时间：2018年12月', '基教处*|夏春胤|2018年12月|'],
    ['牵头单位：市教育局；责任单位：市财政局、市人社局', '市教育局*、市财政局、市人社局|||'],
    ['【责任处室】基教处 【完成时限】12月', '基教处*||12月|'],
    ['时限要求：全年', '||全年|'],
    ['责任单位：基教处。完成时限：3月、6月底前。', '基教处*||3月、6月底前|'],
    ['（责任单位：基教处；完成时限：6月底前）', '基教处*||6月底前|'],
    ['市教育局牵头，市财政局、市人社局配合。', '市教育局*、市财政局、市人社局|||'],
  ])('may have a line of its own: %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['新建幼儿园30所。（责任单位：教育局；完成时限：6月底前）', '教育局*||6月底前|新建幼儿园30所。'],
    ['新建幼儿园30所（牵头处室：基教处，配合处室：人事处、财务处）。', '基教处*、人事处、财务处|||新建幼儿园30所。'],
    ['新建幼儿园30所。【责任处室：基教处】', '基教处*|||新建幼儿园30所。'],
    ['新建幼儿园30所。（市教育局牵头，市财政局配合）', '市教育局*、市财政局|||新建幼儿园30所。'],
    [
      '新建幼儿园30所。（市教育局牵头，市财政局、市人社局等按职责分工负责）',
      '市教育局*、市财政局、市人社局|||新建幼儿园30所。',
    ],
    ['新建幼儿园30所。（市教育局、市财政局负责）', '市教育局*、市财政局*|||新建幼儿园30所。'],
    ['新建幼儿园30所。（责任单位：基教处、人事处   完成时间：12月）', '基教处*、人事处*||12月|新建幼儿园30所。'],
    ['新建幼儿园30所。责任单位：基教处，人事处。', '基教处*、人事处*|||新建幼儿园30所。'],
    ['新建幼儿园30所。（基教处）', '基教处*|||新建幼儿园30所。'],
    ['新建幼儿园30所（6月底前完成）。', '||6月底前完成|新建幼儿园30所。'],
    ['新建幼儿园30所。（基教处、人事处；6月底前）', '基教处*、人事处*||6月底前|新建幼儿园30所。'],
    ['新建幼儿园30所。（责任单位：基教处）（完成时限：6月）', '基教处*||6月|新建幼儿园30所。'],
    ['新建幼儿园30所。由市教育局牵头，市财政局配合。', '市教育局*、市财政局|||新建幼儿园30所。'],
    ['举办校园艺术节（5月）', '||5月|举办校园艺术节'],
  ])('may close a paragraph: %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['推进实施第二期特殊教育提升计划（2017-2020年）。'],
    ['落实《天门市中等职业学校教学诊断方案》（2018年3月）。'],
    ['覆盖全市各县（市、区）。'],
    ['创建Ⅱ类以上标准化实验室200个、图书馆（室）30个。'],
    ['建立健全由市委市政府牵头、相关部门参与的联合执法制度。'],
    ['进一步明确责任单位：各校要制定方案，落实到人。'],
    ['加强中小学校（园）长培训（含民办）。'],
    ['推进“三通两平台”建设（一期）。'],
    ['落实《意见》（教基一厅〔2017〕2号）'],
    ['活动时间：5月1日至5月7日'],
    [''],
    ['（（（（'],
  ])('is not found where there is none: %s', (text) => {
    expect(assignmentIn(text)).toBeNull();
  });

  it('of names alone within a sentence is unsure', () => {
    expect(assignmentIn('完善图书设施（图书阅览室）。')?.sure ?? false).toBe(false);
    expect(assignmentIn('召开工作会。（基教处）')).toMatchObject({ sure: true });
    expect(assignmentIn('召开工作会（基教处）')).toMatchObject({ sure: false });
  });

  it('keeps names it cannot read, to be told of', () => {
    const found = assignmentIn('责任单位：关工小组等等若干；完成时限：6月');
    expect(found).toMatchObject({ divisions: [], deadlines: ['6月'] });
    expect(found?.unread).not.toEqual([]);
  });

  it('counts its clauses where one paragraph shares the work out', () => {
    const text = '新建幼儿园30所（责任单位：基教处）；补充教师600名（责任单位：人事处）。';
    expect(assignmentIn(text)).toMatchObject({ clauses: 2, divisions: [{ name: '基教处' }, { name: '人事处' }] });
  });
});
