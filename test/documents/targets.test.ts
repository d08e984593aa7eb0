import { describe, expect, it } from '@jest/globals';
import { findQuotas, findTargets } from '../../documents/targets.js';

const figures = (text: string) => findTargets(text).map(({ quantity, unit }) => [quantity, unit]);

describe('targets', () => {
  it.each([
    ['新改扩建公益普惠性幼儿园30所', [[30, '所']]],
    ['新增学位1.8万个', [[18000, '个']]],
    ['改善70所农村义务教育薄弱学校基本办学条件', [[70, '所']]],
    ['投入资金1.25亿元', [[125000000, '元']]],
    ['投入2300万元', [[23000000, '元']]],
    ['培训教师1,200人次', [[1200, '人次']]],
    ['入园率达到９５％以上', [[95, '%']]],
    ['提高2.5个百分点', [[2.5, '个百分点']]],
    [
      '新建10余所小学和3所初中',
      [
        [10, '所'],
        [3, '所'],
      ],
    ],
    ['新增绿地0.1万平方米', [[1000, '平方米']]],
  ])('%s', (text, expected) => {
    expect(figures(text)).toEqual(expected);
  });

  it.each([
    '2017年6月30日前完成',
    '印发2017—2018学年度教师交流轮岗工作通知',
    '落实国发〔2016〕40号文件',
    '庆祝第33个教师节',
    '第3期学前教育行动计划',
    '用3个月时间完成',
    '在5个工作日内办结',
    '24个小时内上报',
    '建成率达到**%',
    '3—6岁儿童',
  ])('finds none in %s', (text) => {
    expect(figures(text)).toEqual([]);
  });

  it('keeps the clause the figure stands in', () => {
    expect(findTargets('加强建设，新建幼儿园30所，新增学位4800个；其他。').map((target) => target.text)).toEqual([
      '新建幼儿园30所',
      '新增学位4800个',
    ]);
  });

  it('takes from measures only what is set as a mark to reach', () => {
    expect(findQuotas('以30个共同体建设为平台。农村地区教师所占比例达到50%。')).toEqual([
      { text: '农村地区教师所占比例达到50%', quantity: 50, unit: '%' },
    ]);
  });
});
