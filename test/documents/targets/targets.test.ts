import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findQuotas, findTargets, maskedFigure } from '../../../documents/targets/targets.js';
import type { Target } from '../../../domain/plan.js';

const SIGN = { 'at-least': '≥', 'at-most': '≤', about: '约', equal: '' };
const shown = (targets: Target[]) =>
  targets.map(({ comparison, quantity, unit }) => `${SIGN[comparison]}${quantity}${unit}`).join(' ');

describe('targets in titles and contents', () => {
  it.each([
    ['新改扩建公益普惠性幼儿园30所', '30所'],
    ['新增学位1.8万个', '18000个'],
    ['改善70所农村义务教育薄弱学校基本办学条件', '70所'],
    ['投入资金1.25亿元', '125000000元'],
    ['投入2300万元', '23000000元'],
    ['培训教师1,200人次', '1200人次'],
    ['入园率达到９５％以上', '≥95%'],
    ['提高2.5个百分点', '2.5个百分点'],
    ['新建10余所小学和3所初中', '约10所 3所'],
    ['新增绿地0.1万平方米', '1000平方米'],
    ['新建校舍3000㎡', '3000平方米'],
    ['4项试点任务', '4项'],
    ['在5所学校开展课后服务试点', '5所'],
    ['第一批20个项目6月底前开工', '20个'],
  ])('%s', (text, expected) => {
    expect(shown(findTargets(text))).toBe(expected);
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
    '建成1*所',
    '3—6岁儿童',
    '打造3-5个特色品牌',
    '建设标准化学校20所至25所',
    '以30个共同体建设为平台',
    '在全国30个实验区中继续领先',
    '11个县（市、区）计划新开工',
    '涉及5个乡镇12个村',
    '实施“100所名校”工程',
    '贯彻《关于建设100所示范校的意见》',
    '推进“1+6”改革',
    '2016年全市共有幼儿园356所，在园幼儿7.2万人',
    '按照生均600元标准落实公用经费',
    '从3个方面抓好落实',
    '在2016年20所基础上扩大试点',
    '30人民',
    '12345热线',
  ])('finds none in %s', (text) => {
    expect(shown(findTargets(text))).toBe('');
  });

  it('keeps the clause the figure stands in, without its number', () => {
    const text = '1.加强建设，新建幼儿园30所，新增学位4800个；2.新建小学2所';
    expect(findTargets(text).map((target) => target.text)).toEqual(['新建幼儿园30所', '新增学位4800个', '新建小学2所']);
  });
});

describe('targets in prose', () => {
  it('takes from measures only what is set as a mark to reach', () => {
    expect(findQuotas('以30个共同体建设为平台。农村地区教师所占比例达到50%。')).toEqual([
      { text: '农村地区教师所占比例达到50%', quantity: 50, unit: '%', comparison: 'equal' },
    ]);
  });

  it('shows a clause that goes on with a list together with what began it', () => {
    expect(findQuotas('开展评估，创建一级*所，二级15所，三级50所。').map((target) => target.text)).toEqual([
      '创建一级*所，二级15所',
      '创建一级*所，二级15所，三级50所',
    ]);
  });

  it.each([
    ['新建、改扩建公办幼儿园15所，各县必须新建成1所以上', '15所 ≥1所'],
    ['全年新建公办幼儿园12所，改扩建8所，新增学位3600个。', '12所 8所 3600个'],
    ['公办园在园幼儿占比不低于50%。', '≥50%'],
    ['培训中小学校长、园长、骨干教师不少于2000人次。', '≥2000人次'],
    ['将中小学班额控制在45人以内，消除56人以上大班额。', '≤45人'],
    ['每学期至少开展1次应急疏散演练。', '≥1次'],
    ['完成固定资产投资120亿元，增长12%左右。', '12000000000元 约12%'],
    ['万元GDP能耗下降到3.5%。', '≤3.5%'],
    ['城镇登记失业率控制在4%以内', '≤4%'],
    ['引进亿元以上项目30个，其中10亿元以上项目3个。', '30个 3个'],
    ['表彰优秀教师100名、先进工作者30名。', '100名 30名'],
    ['新聘教师300名，其中幼儿园教师120名、小学教师100名、中学教师80名。', '300名 120名 100名 80名'],
    ['对全市120所民办学校开展年检。', '120所'],
    ['确保30所学校通过验收。', '30所'],
    ['70所学校完成改造。', '70所'],
    ['11个县（市、区）全部通过国家验收。', '11个'],
    ['由2016年的75%提高到2018年的85%。', '85%'],
    ['在去年新建20所的基础上，再新建15所。', '15所'],
    ['新建两所九年一贯制学校，引进三百名硕士研究生。', '2所 300名'],
    ['新增专任教师二百五十余人', '约250人'],
    ['覆盖率达到百分之九十五以上', '≥95%'],
    ['新建200米环形跑道操场6个。', '6个'],
    ['教师交流比例不低于符合交流条件教师总数的10%，其中骨干教师不低于交流总数的20%。', '≥10% ≥20%'],
    ['信访事项按期办结率达100%。', '100%'],
    ['新建约30所、改造近20所', '约30所 约20所'],
    ['新发展党员不超过50名。', '≤50名'],
    ['组织20名校长赴上海挂职锻炼', '20名'],
    ['完成“2017年普惠性幼儿园就读比例达到80%以上”绩效目标', '≥80%'],
  ])('%s', (text, expected) => {
    expect(shown(findQuotas(text))).toBe(expected);
  });

  it.each([
    '结合全市856个农村新社区建设，整合资源',
    '重点关注合格率和后20%学生',
    '指定优质学校对口支援85所民办学校',
    '余额的10%计提教育基金',
    '按不低于5%的比例提取',
    '组织全市40所高中参加质量监测',
    '加强对36所寄宿制学校的安全检查',
    '为200名残疾儿童送教上门',
    '超过60人的班级须分班',
    '对50人以下的教学点进行撤并',
    '落实领导干部每人联系1所学校制度',
    '建设四支队伍，落实两个责任，牢固树立四个意识',
    '实施“百名校长进千家”，不让一名学生因贫失学',
    '严格履行“一岗双责”，深化“四种形态”',
    '实施“一师一优课、一课一名师”活动，启动第二期工程',
    '健全课程等6项工作机制',
    '目前已建成30所',
    '落实7%的增长要求',
    '建立覆盖全市63所学校的视频监控平台',
    '建好用好6个市级名师工作室',
    '举办第九届中小学艺术节',
    '温州市第二十一中学中澳合作',
  ])('finds none in %s', (text) => {
    expect(shown(findQuotas(text))).toBe('');
  });
});

describe('struck-out figures', () => {
  it.each([
    ['覆盖率达**%以上', '**%'],
    ['创建一级*所，二级15所', '*所'],
    ['新增学位××个', '××个'],
    ['普及率XX%', 'XX%'],
    ['力争**年底全部通过', '**年'],
    ['20XX年工作要点', '20XX年'],
    ['教投18个，*亿元', '*亿元'],
    ['比例达到____%', '____%'],
    ['建成1*所', '1*所'],
  ])('%s', (text, expected) => {
    expect(maskedFigure(text)).toBe(expected);
  });

  it.each([
    '努力开创**教育新局面',
    '**县职教中心',
    '**大学',
    '**人民政府',
    '××项目部',
    '“1+X”证书',
    '3×5米',
    '*所有数据',
    'MAX所',
    '做好**年级工作',
  ])('a struck-out name is none: %s', (text) => {
    expect(maskedFigure(text)).toBeNull();
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...'新建达到占的对以从由第每等，。、；（）“”《》0123456789.*×X_至—万亿百所个名%以上内下左右改造学校其中零一二十年月日 ',
  );

  it('gives only figures with a number of their own, each in a clause of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 80 }), (text) => {
        for (const target of [...findTargets(text), ...findQuotas(text)]) {
          expect(Number.isFinite(target.quantity) && target.quantity >= 0).toBe(true);
          expect(text).toContain(target.text);
        }
        maskedFigure(text);
      }),
      { numRuns: 500 },
    );
  });

  it('what prose promises, a title promises too', () => {
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 60 }), (text) => {
        expect(findTargets(text)).toEqual(expect.arrayContaining(findQuotas(text)));
      }),
    );
  });

  it('is read in linear time', () => {
    for (const part of [
      '新建1所、',
      '占',
      '新建新建新建1所',
      '*',
      '1',
      '1,000',
      '不低于的',
      '创建一级*所，',
      '“《',
      '一百二十',
    ]) {
      const text = part.repeat(100_000 / part.length);
      const start = performance.now();
      findQuotas(text);
      findTargets(text);
      maskedFigure(text);
      expect(performance.now() - start).toBeLessThan(20_000);
    }
  });
});
