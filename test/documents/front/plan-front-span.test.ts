import { describe, expect, it } from '@jest/globals';
import type { Paragraph } from '../../../documents/blocks/block.js';
import { readFront } from '../../../documents/front/plan-front.js';

const WORK = ['一、主要工作', '1.加强管理。健全制度，落实责任。', '2.推进改革。完善机制。'];

function front(...lines: string[]) {
  return readFront(lines.map((text, index): Paragraph => ({ kind: 'paragraph', text, line: index + 1 })));
}

describe('the span', () => {
  const year = (from: number) => ({ kind: 'year', from, to: from });
  const stated = (from: number, to: number) => ({ kind: 'stated', from, to });
  const school = (from: number) => ({ kind: 'school-year', from, to: from + 1 });

  it.each([
    ['2018年工作要点', year(2018)],
    ['教育局2018年度工作计划', year(2018)],
    ['市教育局2018重点工作任务分解表', year(2018)],
    ['二〇一八年工作要点', year(2018)],
    ['二○一八年工作要点', year(2018)],
    ['２０１８年工作要点', year(2018)],
    ['二Ο一八年工作要点', year(2018)],
    ['2018年春季学期教学工作计划', year(2018)],
    ['教育事业发展第十三个五年规划', stated(2016, 2020)],
    ['2018—2020年行动计划', stated(2018, 2020)],
    ['教育质量提升行动计划（2018年-2020年）', stated(2018, 2020)],
    ['第三期学前教育行动计划（2017—2020年）2018年工作要点', year(2018)],
    ['教育事业发展“十三五”规划', stated(2016, 2020)],
    ['2017—2018学年度工作要点', school(2017)],
    ['2017-2018学年工作计划', school(2017)],
    ['2017—18学年度工作计划', school(2017)],
    ['关于印发《武汉市教育局2018年工作要点》的通知', year(2018)],
  ])('of “%s” is sure', (title, span) => {
    expect(front(title, ...WORK).span).toEqual(span);
  });

  it.each([
    ['2018-2019学年第一学期工作计划', school(2018), '第一学期'],
    ['2018学年第二学期工作计划', school(2018), '第二学期'],
    ['2018年秋季学期工作计划', school(2018), '秋季学期'],
    ['2017年工作总结和2018年工作计划', year(2018), '几个年份'],
    ['2017—2018年度工作计划', stated(2017, 2018), '学年度'],
  ])('of “%s” is doubtful', (title, span, doubt) => {
    expect(front(title, ...WORK).span).toMatchObject({ ...span, doubt: expect.stringContaining(doubt) as unknown });
  });

  it.each([
    ['贯彻落实《教育现代化规划（2016—2020年）》工作方案'],
    ['转发《市教育局2016年工作要点》的通知'],
    ['三年行动计划'],
  ])('is not that of what “%s” cites', (title) => {
    expect(front(title, ...WORK).span).toBeNull();
  });

  it.each([
    [['武教〔2018〕12号', '工作要点']],
    [['工作要点', '发布日期：2018-03-01']],
    [['工作要点', '日期:2018年03月29日 信息来源:市政府督查室']],
    [['工作要点', '成文日期 2018年3月1日 有效性 有效']],
    [['工作要点', '发布时间：20180301']],
  ])('is the year of issue: %j', (lines) => {
    expect(front(...lines, ...WORK).span).toEqual(year(2018));
  });

  it('is doubtful where the plan was issued at the end of a year', () => {
    const doubt = '标题未写年份，文件于2017年12月印发，暂按2017年排定节点';
    expect(front('工作要点', '发布日期：2017-12-20', ...WORK).span).toEqual({ ...year(2017), doubt });
    expect(front('武教〔2017〕99号', '工作要点', ...WORK, '市教育局', '2017年12月20日').span).toEqual({
      ...year(2017),
      doubt,
    });
  });

  it('is doubtful where only a damaged date or a bare one states a year', () => {
    expect(front('工作要点', ...WORK, '武汉市教育局', '2017816').span).toEqual({
      ...year(2017),
      doubt: '落款日期“2017816”残缺，暂按2017年排定节点，请核对',
    });
    expect(front('2018年2月1日', '工作要点', ...WORK).span).toMatchObject({
      ...year(2018),
      doubt: '年份取自正文“2018年2月1日”，请核对',
    });
    expect(front('工作要点', '时间：2018-03-01 来源：市教育局', ...WORK).span).toMatchObject({
      from: 2018,
      doubt: expect.any(String) as unknown,
    });
  });

  it.each([
    [['时间:2022-08-24 02:37:32 工作计划 我要投稿']],
    [['发布时间：2022-08-24', '相关推荐：']],
    [['时间:2019-05-10', '由会员上传分享,免费在线阅读,更多相关内容在天天文库']],
  ])('is not the day on which a site took the plan over: %j', (lines) => {
    expect(front('市教育局工作计划', ...lines, ...WORK).span).toBeNull();
  });

  it.each([
    ['确保比例在2012年基础上逐年提高。'],
    ['力争**年底全市各县均通过验收。'],
    ['贯彻2016年全国教育大会精神。'],
    ['到2018年6月底前完成方案，2025年底前全面实现。'],
  ])('is not that of a mere mention: %s', (text) => {
    expect(front('市教育局工作计划', '一、主要工作', `1.加强管理。${text}`).span).toBeNull();
  });

  it('is that of the phases of the work', () => {
    const phases = [
      '二、实施步骤',
      '（一）自评申报（2018年3月至2018年12月）。开展自评。',
      '（二）整改提升（2018年12月-2019年6月）。逐项整改。',
    ];
    expect(front('创建工作方案', ...phases).span).toEqual(stated(2018, 2019));
    expect(front('创建工作方案', '发布日期：2018-01-20', phases[0] ?? '', phases[1] ?? '').span).toEqual(year(2018));
    expect(
      front('创建工作方案', '第一阶段：动员部署（2018.3—2018.5）', '第二阶段：总结验收（2018.6—2018.9）').span,
    ).toEqual(year(2018));
  });

  it('is doubtfully that of the deadlines, where all that state a year agree', () => {
    const work = ['一、主要工作', '1.加强管理。2018年6月底前出台办法，2018年底前完成。'];
    const doubt = '标题没有年份，2018年取自各项工作的完成时限，请核对';
    expect(front('创建工作方案', ...work).span).toEqual({ ...year(2018), doubt });
    expect(front('武教〔2018〕1号', '创建工作方案', ...work).span).toEqual(year(2018));
    expect(front('创建工作方案', '1.出台办法（2018年6月）。', '2.全面完成（2018年12月底前）。').span).toEqual({
      ...year(2018),
      doubt,
    });
    expect(front('创建工作方案', '1.出台办法（2018年6月）。', '2.全面完成（2019年6月底前）。').span).toBeNull();
    expect(front('武教〔2017〕99号', '创建工作方案', ...work).span).toEqual({ ...year(2018), doubt });
  });

  it('is doubtfully what the foreword says', () => {
    expect(front('工作要点', '为做好2018年全市教育工作，制定本要点。', ...WORK).span).toMatchObject({
      ...year(2018),
      doubt: expect.stringContaining('前言') as unknown,
    });
    expect(front('工作要点', '2017年，全市教育工作取得了显著成绩。', ...WORK).span).toBeNull();
  });
});

describe('the overall date', () => {
  it.each([
    ['决定从现在起到2019年底,全面开展创建工作。', '2019年底'],
    ['在2019年12月底前全面完成创建任务。', '2019年12月底'],
    ['力争到2020年底，成功创建示范市。', '2020年底'],
    ['确保2018年9月30日前完成。', '2018年9月30日'],
    ['力争到二〇二〇年底建成示范市。', '2020年底'],
    ['到2018年底建成一批，到2020年底全面建成。', ''],
    ['截至2017年底，全市已有学校30所。', ''],
    ['根据《到2020年底行动计划》，制定本方案。', ''],
  ])('of “%s” is “%s”', (foreword, overall) => {
    expect(front('创建工作方案', foreword, '一、主要任务', '1.加强管理。到2018年6月底前完成。').overall).toBe(overall);
    expect(
      front('创建工作方案', '一、工作目标', foreword, '二、主要任务', '1.加强管理。到2018年6月底前完成。').overall,
    ).toBe(overall);
  });
});
