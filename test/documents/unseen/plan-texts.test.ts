import { describe, expect, it } from '@jest/globals';
import { codesOf, duesOf, readPlanText, whoOf } from './read-plan-text.js';

describe('who does the work', () => {
  it('leads under 牵头单位 and supports under 责任单位, each on a line of its own', async () => {
    const { items } = await readPlanText([
      '云台区2023年重点工作分工方案',
      '一、主要指标',
      '1.规模以上工业增加值增长5%左右。',
      '牵头单位：区工信局',
      '责任单位：开发区管委会，各街道',
      '2.公共预算收入增长8%左右。',
      '责任单位：区财政局、区税务局',
    ]);
    expect(items.map(whoOf)).toEqual(['牵头 区工信局、配合 开发区管委会、配合 各街道', '牵头 区财政局、牵头 区税务局']);
  });

  it('may have its time among the names', async () => {
    const plan = await readPlanText([
      '2023年政务公开工作要点',
      '一、公开助企政策',
      '1.汇编惠企政策。（责任单位：市财政局、市税务局，10月底前完成）',
      '2.公开监管规则。（责任单位：市市场监管局）',
    ]);
    expect(whoOf(plan.items[0])).toBe('牵头 市财政局、牵头 市税务局');
    expect(duesOf(plan.items[0])).toEqual(['2023-10-31']);
    expect(codesOf(plan)).not.toContain('division-unread');
  });

  it('is told by names with a time in brackets, whatever the other points do', async () => {
    const { items } = await readPlanText([
      '2025年度重点督查事项',
      '一、会议议定事项',
      '1.出台《粮食储备管理办法》（市发展改革委，6月底前）',
      '2.开展自建房屋排查（市住建局，第二季度）',
      '3.完善值班值守制度。',
      '4.做好汛期各项准备。',
      '5.办好群众来信来访。',
    ]);
    expect(items.slice(0, 2).map(whoOf)).toEqual(['牵头 市发展改革委', '牵头 市住建局']);
    expect(items.slice(0, 2).map(duesOf)).toEqual([['2025-06-30'], ['2025-06-30']]);
    expect(items[0]?.title).toBe('出台《粮食储备管理办法》');
  });

  it('stands in brackets after the tasks of a month, if that is the habit', async () => {
    const { items } = await readPlanText([
      '红枫区教育局2018-2019学年度第一学期工作安排',
      '九月',
      '1.开学工作督导（督导室、各科室）',
      '2.教师节表彰（人事科）',
      '十月',
      '1.中小学运动会（体卫艺科）',
      '十一月',
      '1.校园安全检查，15日前完成（安全科）',
      '2.团员发展（团委）',
    ]);
    expect(items.map(whoOf)).toEqual([
      '牵头 督导室、牵头 各科室',
      '牵头 人事科',
      '牵头 体卫艺科',
      '牵头 安全科',
      '牵头 团委',
    ]);
    expect(items.map(duesOf)).toEqual([['2018-09-30'], ['2018-09-30'], ['2018-10-31'], ['2018-11-15'], ['2018-11-30']]);
  });
});

describe('when the work is due', () => {
  it('is told by a point that begins with its day, which the office is asked to look at', async () => {
    const plan = await readPlanText([
      '安全生产三年行动方案（2024—2026年）',
      '一、主要任务',
      '1.2024年底前，组织企业负责人集中培训。（市安委办牵头，市级有关部门负责）',
      '2.2025年6月底前完成隐患判定标准宣贯。（市应急管理局负责）',
    ]);
    expect(plan.items.map(duesOf)).toEqual([['2024-12-31'], ['2025-06-30']]);
    expect(codesOf(plan).filter((code) => code === 'deadline-from-text')).toHaveLength(2);
  });

  it('is not told by a point that names two days', async () => {
    const plan = await readPlanText(
      ['重点工作安排', '1.6月底前完成招标，年底前完成主体工程。', '2.完善管理制度，提高服务水平。'],
      2023,
    );
    expect(plan.items.map(duesOf)).toEqual([
      ['2023-03-31', '2023-06-30', '2023-09-28', '2023-12-29'],
      ['2023-03-31', '2023-06-30', '2023-09-28', '2023-12-29'],
    ]);
    expect(codesOf(plan)).toContain('dates-in-text');
  });

  it.each([
    ['上半年、下半年各一次', ['2023-06-30', '2023-12-29']],
    ['3月、9月各组织一次', ['2023-03-31', '2023-09-28']],
    ['6—8月每月', ['2023-06-30', '2023-07-31', '2023-08-31']],
    ['4月至6月每月20日前', ['2023-04-20', '2023-05-19', '2023-06-20']],
    ['2023年Q3', ['2023-09-28']],
  ])('reads %s', async (deadline, dues) => {
    const { items } = await readPlanText([
      '2023年重点工作清单',
      '1.开展校园食堂检查，消除各类隐患。',
      `责任单位：市教育局  完成时限：${deadline}`,
      '2.开展校车检查，消除各类隐患。',
      '责任单位：市教育局  完成时限：年底',
    ]);
    expect(duesOf(items[0])).toEqual(dues);
  });

  it('asks about 9月至次年3月每月 rather than take every month of the plan', async () => {
    const plan = await readPlanText([
      '2023年重点工作清单',
      '1.巡查供暖设施，及时排除故障。',
      '责任单位：市住建局  完成时限：9月至次年3月每月',
    ]);
    expect(codesOf(plan)).toContain('deadline-unreadable');
    expect(duesOf(plan.items[0])).toEqual([]);
  });
});

describe('what is no work', () => {
  const scheme = [
    '云岭县开展市容整治行动的实施方案',
    '为改善市容，制定本方案。',
    '一、整治时间',
    '从2015年3月25日开始至2015年6月30日结束。',
    '二、整治范围',
    '城区主次干道、背街小巷、集贸市场。',
    '三、整治内容',
    '（一）清扫道路。对主次干道全面清扫保洁。（责任单位：县城管局）',
    '（二）规范停车。清理占道停放车辆。（责任单位：县公安局）',
    '四、预期效果',
    '通过整治，市容面貌明显改善。',
  ];

  it('is when, where and to what end a plan is carried out', async () => {
    const plan = await readPlanText(scheme);
    expect(plan.items.map(({ title }) => title)).toEqual(['清扫道路', '规范停车']);
    expect(plan.tally.skipped.map(({ why }) => why)).toEqual(
      expect.arrayContaining([
        '时间和范围（“整治范围”一节，不是工作任务）',
        '预期效果（“预期效果”一节，不是工作任务）',
      ]),
    );
  });

  it('still tells the year of the plan', async () => {
    const plan = await readPlanText(scheme);
    expect(plan.span.name).toBe('2015年');
    expect(codesOf(plan)).toContain('year-unclear');
  });

  it('is a point of dots alone, or the link to a file', async () => {
    const { items } = await readPlanText([
      '2021年重点工作安排',
      '1.硬化村组道路12公里。',
      '2.改造农村厕所300户。',
      '3.……',
      '重点工作安排（表）.doc',
    ]);
    expect(items.map(({ title }) => title)).toEqual(['硬化村组道路12公里', '改造农村厕所300户']);
    expect(items.at(-1)?.measures).toEqual([]);
  });

  it('may be the whole of a notice whose annexes set the work out', async () => {
    const plan = await readPlanText([
      '关于做好2018年为民办实事工作的通知',
      '各乡镇人民政府：',
      '现将有关事项通知如下：',
      '一、落实责任。各单位要制定计划，明确责任。',
      '二、密切配合。各单位要主动协作，形成合力。',
      '附件：1.2018年为民办实事任务分解表',
      '2.2018年为民办实事联系人名单',
      '云岭县人民政府办公室',
      '2018年3月6日',
    ]);
    const missing = plan.warnings.find(({ code }) => code === 'annex-missing');
    expect(missing?.message).toBe('附件“2018年为民办实事任务分解表”不在本文件中，其中的任务未读入，请另行读取附件');
    expect(missing?.at.firstLine).toBe(6);
  });

  it('is asked for nowhere when the annex follows', async () => {
    const plan = await readPlanText([
      '关于印发任务分工的通知',
      '请认真落实。',
      '附件：2018年重点任务分工',
      '云岭县人民政府办公室',
      '2018年3月6日',
      '2018年重点任务分工',
      '1.修缮校舍12所，9月底前完成。',
      '2.补充教师30名，8月底前到岗。',
    ]);
    expect(codesOf(plan)).not.toContain('annex-missing');
  });
});

describe('whose plan it is', () => {
  it('is told by the signature of the notice that stands before it', async () => {
    const plan = await readPlanText([
      '云政函〔2019〕55 号',
      '各县人民政府，市直有关部门：',
      '《审批制度改革实施方案》已经市政府同意，现印发给你们。',
      '云台市人民政府',
      '2019年4月29日',
      '审批制度改革实施方案',
      '一、精简环节',
      '1.公布保留事项清单，精简前置条件。',
      '2.推行一窗受理，压缩办理时限。',
    ]);
    expect(plan.issuer).toBe('云台市人民政府');
    expect(plan.number).toBe('云政函〔2019〕55号');
    expect(plan.span.name).toBe('2019年');
  });

  it('is told by the plan that a notice issues', async () => {
    const plan = await readPlanText([
      '关于印发《云台市教育局2024年工作要点》的通知',
      '各县区教育局：',
      '现将要点印发给你们，请认真落实。',
      '一、加强党的建设',
      '1.健全学习制度，落实学习计划。',
      '2.开展警示教育，严肃党内生活。',
    ]);
    expect(plan.issuer).toBe('云台市教育局');
  });

  it.each([
    ['东湖实业集团有限公司2023年度重点督办事项', '东湖实业集团有限公司'],
    ['校工会2023年工作计划', '校工会'],
    ['《云台市人民政府办公厅关于印发2023年政务公开工作要点的通知》', '云台市人民政府办公厅'],
  ])('%s', async (title, issuer) => {
    const plan = await readPlanText([title, '1.完善工作制度，加强队伍建设。', '2.组织开展活动，丰富文化生活。']);
    expect(plan.title).toBe(title.replace(/[《》]/g, ''));
    expect(plan.issuer).toBe(issuer);
  });
});

describe('what the work is called', () => {
  it('is more than the words that lead in to it', async () => {
    const { items } = await readPlanText(
      [
        '重点工作安排',
        '1.利用市场倒逼机制，加快产品结构调整，重点抓好锂电、光伏、风电和储能等一批产业项目的建设，不断向下游精深加工延伸。',
        '2.装备制造产业，重点抓好智能电网基地、成套装备及控制系统等一批项目的建设，力争全产业主营业务收入明显增长。',
      ],
      2023,
    );
    expect(items.map(({ title }) => title)).toEqual(['利用市场倒逼机制，加快产品结构调整', '装备制造产业']);
  });

  it('keeps the order of the document where sections with and without points alternate', async () => {
    const { items } = await readPlanText(
      [
        '校园整治活动方案',
        '一、宣传发动',
        '各校通过家长会、宣传栏广泛发动，营造氛围。',
        '二、工作措施',
        '1.排查隐患，建立台账。',
        '2.整改销号，逐项验收。',
        '三、考核评比',
        '年底对各校整治情况进行评比，通报结果。',
      ],
      2023,
    );
    const lines = items.map(({ source }) => source.firstLine);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    expect(items.length).toBeGreaterThanOrEqual(3);
  });
});
