import { describe, expect, it } from '@jest/globals';
import { duesOf, readPlanText, whoOf } from './read-plan-text.js';

describe('problems to be put right', () => {
  it('are items of their own where each is named and counted: 问题1', async () => {
    const { items } = await readPlanText(
      [
        '云岭县教育局党组巡察反馈意见整改方案',
        '一、整改任务',
        '（一）思想建设方面',
        '问题1：学习制度不健全。',
        '整改措施：修订学习制度，每月集中学习1次。',
        '责任领导：高峰',
        '责任科室：人事股',
        '整改时限：6月底前',
        '问题2：学用结合不紧密。',
        '整改措施：开展专题研讨4次。',
        '责任科室：宣传股',
        '整改时限：年底前',
      ],
      2023,
    );
    expect(items.map(({ title, heading }) => `${heading}：${title}`)).toEqual([
      '思想建设方面：学习制度不健全',
      '思想建设方面：学用结合不紧密',
    ]);
    expect(items.map(whoOf)).toEqual(['牵头 人事股', '牵头 宣传股']);
    expect(items.map(duesOf)).toEqual([['2023-06-30'], ['2023-12-29']]);
    expect(items.map(({ leader }) => leader)).toEqual(['高峰', '']);
    expect(items[1]?.measures).toEqual(['开展专题研讨4次。']);
  });
});

describe('points counted through from section to section', () => {
  it('are the items, whether their section or they themselves say who does them', async () => {
    const { items } = await readPlanText([
      '云岭县教育局2023年重点任务',
      '一、党建工作（责任领导：高峰；责任科室：党建办）',
      '1.举办读书班2期。',
      '2.创建示范支部10个。',
      '二、学前教育（责任领导：田野；责任科室：学前股，配合科室：计财股）',
      '3.新建公办园6所。',
      '4.公办园在园幼儿占比达到55%以上。（12月底）',
      '三、校园安全',
      '责任领导：孙立',
      '责任科室：安全股',
      '5.每学期开展应急演练不少于2次。',
    ]);
    expect(items.map(({ code }) => code)).toEqual(['1', '2', '3', '4', '5']);
    expect(items.map(whoOf)).toEqual([
      '牵头 党建办',
      '牵头 党建办',
      '牵头 学前股、配合 计财股',
      '牵头 学前股、配合 计财股',
      '牵头 安全股',
    ]);
    expect(items.map(({ leader }) => leader)).toEqual(['高峰', '高峰', '田野', '田野', '孙立']);
    expect(duesOf(items[3])).toEqual(['2023-12-29']);
  });
});

describe('months with numbered tasks', () => {
  it('are a schedule whatever stands over them, each task an item', async () => {
    const { items } = await readPlanText([
      '农场小学2022年秋季学期教学工作计划',
      '一、工作措施',
      '1.每人听课不少于10节。',
      '2.开展同课异构活动3次。',
      '二、具体安排',
      '九月份：',
      '1.制定各类计划。',
      '2.新教师见面课。',
      '十月份：',
      '1.教学常规检查。',
      '元月份：',
      '1.期末检测。',
    ]);
    expect(items.map(({ title }) => title)).toEqual([
      '每人听课不少于10节',
      '开展同课异构活动3次',
      '制定各类计划',
      '新教师见面课',
      '教学常规检查',
      '期末检测',
    ]);
    expect(items.slice(2).map(duesOf)).toEqual([['2022-09-30'], ['2022-09-30'], ['2022-10-31'], ['2023-01-31']]);
  });
});
