import { describe, expect, it } from '@jest/globals';
import { blocksOfText, codesOf, findingsIn, itemsOf, shown } from './outline-texts.js';

describe('an outline', () => {
  it('of three levels with short lines has its innermost lines as items', () => {
    const lines = [
      '二、重点工作',
      '（一）学前教育',
      '1. 组织召开工作会。',
      '2. 新建幼儿园30所。',
      '（二）义务教育',
      '1. 开展评估。',
    ];
    expect(shown(lines)).toEqual([
      '2.1.1 学前教育 / 组织召开工作会',
      '2.1.2 学前教育 / 新建幼儿园30所',
      '2.2.1 义务教育 / 开展评估',
    ]);
  });

  it('of one level alone has no headings', () => {
    const lines = ['（一）深化改革。推进课程改革。', '（二）强化安全。开展排查整治。', '（三）优化作风：改进会风。'];
    expect(shown(lines)).toEqual(['1  / 深化改革', '2  / 强化安全', '3  / 优化作风']);
    expect(itemsOf(lines)[2]).toMatchObject({ measures: ['改进会风。'], contents: [], otherwise: 'quarters' });
  });

  it('may have titles as lines of their own and the text in paragraphs below', () => {
    const lines = ['一、学前教育', '扩大普惠资源。', '新增学位4800个。', '二、职业教育', '深化产教融合。'];
    expect(itemsOf(lines)).toMatchObject([
      { title: '学前教育', measures: ['扩大普惠资源。', '新增学位4800个。'], place: { firstLine: 1, lastLine: 3 } },
      { title: '职业教育', measures: ['深化产教融合。'] },
    ]);
  });

  it('may count its items through all sections', () => {
    const lines = ['一、党建', '1.学习。开展学习。', '2.组织。加强组织。', '二、教学', '3.课改。推进课改。'];
    expect(itemsOf(lines).map(({ code, ownNumber }) => [code, ownNumber])).toEqual([
      ['1.1', '1'],
      ['1.2', '2'],
      ['2.3', '3'],
    ]);
  });

  it('may be divided into parts', () => {
    const lines = [
      '第一部分 总体思路',
      '坚持立德树人。',
      '第二部分 重点任务',
      '一、提升质量',
      '（一）深化课改。落实课程。',
      '二、促进公平',
      '（一）优化布局。调整布局。',
    ];
    expect(shown(lines)).toEqual(['2.1.1 提升质量 / 深化课改', '2.2.1 促进公平 / 优化布局']);
  });

  it('whose headings have no numbers is divided by them where its numbers run on', () => {
    const lines = [
      '2018年工作要点',
      '学前教育',
      '1. 扩大资源。新建幼儿园。',
      '2. 规范管理。开展年检。',
      '义务教育',
      '3. 均衡发展。推进学区制。',
      '4. 控辍保学。落实责任。',
    ];
    const items = findingsIn(blocksOfText(lines.join('\n')), { titleLine: 1 }).flatMap((finding) => finding.items);
    expect(items.map(({ heading, title }) => `${heading}/${title}`)).toEqual([
      '学前教育/扩大资源',
      '学前教育/规范管理',
      '义务教育/均衡发展',
      '义务教育/控辍保学',
    ]);
  });

  it('keeps the text of items that do not end as sentences', () => {
    const lines = ['一、工作', '1. 优化服务', '推进马上办、网上办', '2. 改进作风', '落实各项规定'];
    expect(itemsOf(lines).map(({ measures }) => measures)).toEqual([['推进马上办、网上办'], ['落实各项规定']]);
  });

  it('skips tables of contents and page numbers', () => {
    const lines = [
      '一、总体要求……1',
      '二、主要任务……2',
      '二、主要任务',
      '1. 新建幼儿园。新建30所。',
      '- 3 -',
      '2. 培训校长。培训100名。',
    ];
    expect(shown(lines)).toEqual(['2.1 主要任务 / 新建幼儿园', '2.2 主要任务 / 培训校长']);
  });

  it('takes 一、二年级 for text and no number', () => {
    const lines = ['一、任务', '1. 减负。落实要求。其中', '一、二年级不布置书面作业。', '2. 提质。加强教研。'];
    expect(itemsOf(lines).map(({ measures }) => measures)).toEqual([
      ['落实要求。其中', '一、二年级不布置书面作业。'],
      ['加强教研。'],
    ]);
  });
});

describe('what an item says', () => {
  it('has numbered points as contents', () => {
    const lines = [
      '1、德育工作',
      '（1）开展“三爱”教育。',
      '（2）加强班主任队伍建设。',
      '2、安全工作',
      '每月开展一次演练。',
    ];
    expect(itemsOf(lines)).toMatchObject([
      { title: '德育工作', contents: ['开展“三爱”教育。', '加强班主任队伍建设。'], measures: [] },
      { title: '安全工作', contents: [], measures: ['每月开展一次演练。'] },
    ]);
  });

  it.each([
    ['一是建设校园6所；二是开展培训；三是完善平台。', ['建设校园6所；', '开展培训；', '完善平台。']],
    ['（1）建设校园6所；（2）开展培训。', ['建设校园6所；', '开展培训。']],
    ['①建设校园6所；②开展培训。', ['建设校园6所；', '开展培训。']],
    ['第一，建设校园6所。第二，开展培训。', ['建设校园6所。', '开展培训。']],
  ])('has points within its text as contents: %s', (body, contents) => {
    const [item] = itemsOf(['一、任务', `1. 推进信息化。抓好以下工作：${body}`, '2. 培训。组织培训。']);
    expect(item).toMatchObject({ title: '推进信息化', contents, measures: ['抓好以下工作：'] });
  });

  it('counts no points where the counting has a gap', () => {
    const [item] = itemsOf(['一、任务', '1. 推进信息化。一是建设校园；三是开展培训。', '2. 培训。组织培训。']);
    expect(item).toMatchObject({ contents: [], measures: ['一是建设校园；三是开展培训。'] });
  });

  it.each([
    ['促进公平：推进均衡发展。', '促进公平', ['推进均衡发展。']],
    [
      '促进公平 推进义务教育均衡发展，缩小城乡差距。实施集团化。',
      '促进公平',
      ['推进义务教育均衡发展，缩小城乡差距。实施集团化。'],
    ],
    [
      '落实《关于加强管理的意见。试行》和“百千万：行动”。做好总结。',
      '落实《关于加强管理的意见。试行》和“百千万：行动”',
      ['做好总结。'],
    ],
    ['组织召开全市工作会。', '组织召开全市工作会', []],
  ])('begins with its title: %s', (text, title, measures) => {
    expect(itemsOf(['一、任务', `1. ${text}`, '2. 培训。组织培训。'])[0]).toMatchObject({ title, measures });
  });

  it('keeps a long sentence whole beside the title cut out of it', () => {
    const text = '全面启动学校布局调整规划编制工作，会同自然资源和规划部门开展实地踏勘与论证，形成初稿后报市政府审定。';
    expect(itemsOf(['一、任务', `1. ${text}`, '2. 培训。'])[0]).toMatchObject({
      title: '全面启动学校布局调整规划编制工作',
      measures: [text],
    });
  });

  it('may come as labelled fields', () => {
    const lines = [
      '一、推进学前教育',
      '1.工作目标：新建幼儿园30所。',
      '2.工作措施：制定方案。',
      '3.责任单位：基教处',
      '4.完成时限：12月',
      '二、推进职教',
      '1.工作目标：创建品牌。',
      '2.责任单位：职成处',
    ];
    expect(itemsOf(lines)).toMatchObject([
      {
        title: '推进学前教育',
        contents: ['新建幼儿园30所。'],
        measures: ['制定方案。'],
        deadlines: ['12月'],
        divisions: [{ name: '基教处' }],
      },
      { title: '推进职教', contents: ['创建品牌。'], divisions: [{ name: '职成处' }] },
    ]);
  });

  it('gives all its contents to its one deadline', () => {
    const [item] = itemsOf([
      '一、任务',
      '（一）培训教师。分批组织：',
      '1. 培训校长。',
      '2. 培训班主任。',
      '完成时限：9月',
    ]);
    expect(item).toMatchObject({ deadlines: ['9月'], contentsByDeadline: [['培训校长。', '培训班主任。']] });
  });
});

describe('who does the work', () => {
  it('is said in following lines, for the item whose last point they follow', () => {
    const lines = [
      '二、任务',
      '（一）学前教育',
      '新建幼儿园30所。',
      '责任单位：基教处',
      '完成时限：12月底前',
      '（二）教师队伍',
      '1. 补充教师。',
      '2. 培训校长。',
      '牵头单位：人事处 配合单位：财务处',
    ];
    expect(itemsOf(lines)).toMatchObject([
      { title: '学前教育', measures: ['新建幼儿园30所。'], deadlines: ['12月底前'], deadlinePlace: { firstLine: 5 } },
      {
        title: '教师队伍',
        contents: ['补充教师。', '培训校长。'],
        divisions: [
          { name: '人事处', role: 'lead' },
          { name: '财务处', role: 'supporting' },
        ],
      },
    ]);
  });

  it('is said at the end of a section for all of it where every section ends so, which a person should look at', () => {
    const section = (title: string, division: string) => [
      title,
      '1. 人防。配齐保安。',
      '2. 技防。安装监控。',
      `责任单位：${division}`,
    ];
    const lines = ['一、任务', ...section('（一）安全', '安全处'), ...section('（二）卫生', '体卫处')];
    expect(itemsOf(lines).map(({ divisions }) => divisions[0]?.name)).toEqual(['安全处', '安全处', '体卫处', '体卫处']);
    expect(codesOf(lines)).toEqual(['assignment-shared', 'deadline-assumed', 'assignment-shared', 'deadline-assumed']);
    const once = ['一、任务', ...section('（一）安全', '安全处')];
    expect(itemsOf(once).map(({ divisions }) => divisions[0]?.name)).toEqual(['市教育局', '安全处']);
  });

  it('makes items of points that each say it', () => {
    const lines = [
      '一、任务',
      '（一）学前教育。扩大资源：',
      '1. 新建幼儿园。（责任单位：基教处）',
      '2. 补充教师。（责任单位：人事处）',
    ];
    expect(shown(lines)).toEqual(['1.1 学前教育。扩大资源 / 新建幼儿园', '1.2 学前教育。扩大资源 / 补充教师']);
  });

  it('is said by the heading for all under it that do not say otherwise', () => {
    const lines = [
      '一、任务',
      '（一）安全（责任处室：安全处；分管领导：王伟）',
      '1. 人防。配齐保安。',
      '2. 技防。安装监控。（责任处室：装备处）',
    ];
    expect(itemsOf(lines)).toMatchObject([
      { heading: '安全', title: '人防', divisions: [{ name: '安全处' }], leader: '王伟' },
      { title: '技防', measures: ['安装监控。'], divisions: [{ name: '装备处' }] },
    ]);
  });

  it('is the issuing body where nothing is said, with one warning a section', () => {
    const lines = ['一、任务', '1. 培训。组织培训。', '2. 宣传。加强宣传。'];
    const [finding] = findingsIn(blocksOfText(lines.join('\n')));
    expect(finding?.items.map(({ divisions }) => divisions)).toEqual([
      [{ name: '市教育局', role: 'lead' }],
      [{ name: '市教育局', role: 'lead' }],
    ]);
    expect(finding?.warnings.map(({ code, message }) => [code, message])).toEqual([
      ['division-assumed', '“任务”一节的2个事项没有写明责任单位，暂由制定方案的市教育局负责，请核对'],
      ['deadline-assumed', '“任务”一节的2个事项没有写明完成时限，暂按全年各季度末排定节点，请核对'],
    ]);
    expect(codesOf(lines, { issuer: '' })).toEqual(['division-missing', 'deadline-assumed']);
  });

  it('may be a bare name in brackets only where most items end so', () => {
    const often = ['一、任务', '1. 召开工作会（基教处）', '2. 开展培训（人事处）'];
    expect(itemsOf(often).map(({ title, divisions }) => [title, divisions[0]?.name])).toEqual([
      ['召开工作会', '基教处'],
      ['开展培训', '人事处'],
    ]);
    const once = ['一、任务', '1. 完善图书设施（图书阅览室）', '2. 开展培训。', '3. 开展宣传。'];
    expect(itemsOf(once)[0]).toMatchObject({ title: '完善图书设施（图书阅览室）', divisions: [{ name: '市教育局' }] });
  });

  it('is asked for where one paragraph shares the work out among several', () => {
    const lines = [
      '一、任务',
      '1. 新建幼儿园30所（责任单位：基教处）；补充教师600名（责任单位：人事处）。',
      '2. 培训。组织培训。',
    ];
    expect(codesOf(lines)).toContain('division-shared');
    expect(itemsOf(lines)[0]?.divisions).toMatchObject([{ name: '基教处' }, { name: '人事处' }]);
  });

  it('is surer where the document says it', () => {
    const sureness = (end: string) =>
      findingsIn(blocksOfText(`一、任务\n1. 培训。组织培训。${end}\n2. 宣传。加强宣传。${end}`))[0]?.sureness;
    expect(sureness('（责任单位：人事处）')).toBe(0.6);
    expect(sureness('')).toBe(0.5);
  });

  it('leaves a date that the text only mentions to the office', () => {
    const lines = ['一、任务', '1. 编制规划。6月底前形成初稿。', '2. 培训。组织培训。'];
    expect(codesOf(lines)).toContain('dates-in-text');
    expect(itemsOf(lines)[0]?.deadlines).toEqual([]);
  });
});

describe('sections that are no work', () => {
  const WORK = ['二、重点任务', '1. 深化改革。推进课改。', '2. 强化安全。开展排查。'];

  it.each([
    [['一、指导思想', '全面贯彻党的方针。']],
    [['一、总体要求和主要目标', '（一）总体要求。坚持公平。', '（二）主要目标。提升质量。']],
    [['一、指导思想：全面贯彻党的方针。']],
    [['三、保障措施', '（一）加强领导。成立专班。', '（二）加大投入。落实经费。']],
    [['三、加强组织领导，确保工作实效', '（一）加强领导。成立专班。']],
    [['三、工作要求', '各单位要高度重视。']],
    [['一、2017年工作总结', '1. 新建幼儿园。新建30所。', '2. 补充教师。补充600名。']],
  ])('are left out beside work: %s', (section) => {
    expect(shown([...section, ...WORK])).toEqual(['2.1 重点任务 / 深化改革', '2.2 重点任务 / 强化安全']);
    const claimed = findingsIn(blocksOfText([...section, ...WORK].join('\n'))).flatMap((finding) => [
      ...finding.claimed,
    ]);
    expect(claimed.map(({ line }) => line)).toEqual([1, 2, 3].map((line) => line + section.length));
  });

  it('are work when their points say who does them', () => {
    const lines = [...WORK, '三、保障措施', '1. 加强领导。（责任单位：办公室）', '2. 加大投入。（责任单位：财务处）'];
    expect(itemsOf(lines).map(({ title }) => title)).toEqual(['深化改革', '强化安全', '加强领导', '加大投入']);
  });

  it('are taken for want of any other, with a warning', () => {
    const lines = ['一、基本原则', '1. 坚持公平。面向全体。', '2. 坚持质量。提升内涵。'];
    const [finding] = findingsIn(blocksOfText(lines.join('\n')));
    expect(finding).toMatchObject({ sureness: 0.3, items: [{ title: '坚持公平' }, { title: '坚持质量' }] });
    expect(finding?.warnings[0]?.code).toBe('background-as-work');
  });

  it('without points beside sections of work are asked about', () => {
    const lines = [...WORK, '三、几点建议', '认真组织，抓好落实。', '四、督导考核', '（一）督导。开展督导。'];
    const lone = findingsIn(blocksOfText(lines.join('\n'))).find(({ sureness }) => sureness === 0.45);
    expect(lone).toMatchObject({ items: [{ title: '几点建议' }] });
    expect(lone?.warnings.map(({ code }) => code)).toContain('item-unsure');
  });
});

describe('the end of an outline', () => {
  const WORK = ['一、任务', '1. 深化改革。推进课改。', '2. 强化安全。开展排查。', '3. 改进作风。精简会议。'];

  it.each([
    [['武汉市教育局', '2017年8月16日']],
    [['附件：1. 任务分解表', '2. 考核细则', '武汉市教育局', '2018年3月1日']],
    [['版权所有：天门市人民政府']],
    [['【市教育局工作计划】相关文章：', '教育局教学工作计划03-30', '教育局教研室工作计划05-13']],
    [['各处室要按照本要点要求，抓好落实。']],
  ])('is no part of the last item: %s', (end) => {
    const items = itemsOf([...WORK, ...end]);
    expect(items).toHaveLength(3);
    expect(items.at(-1)).toMatchObject({ measures: ['精简会议。'], place: { firstLine: 4, lastLine: 4 } });
  });

  it('is not the signature of the notice before it', () => {
    const notice = ['各区教育局：', '现将工作要点印发给你们。', '武汉市教育局', '2018年3月1日', '2018年工作要点'];
    expect(itemsOf([...notice, ...WORK])).toHaveLength(3);
  });

  it('is not a footer that stands in its midst', () => {
    const items = itemsOf([...WORK.slice(0, 3), '扫一扫在手机上查看当前页面', '- 3 -', ...WORK.slice(3)]);
    expect(items.map(({ title }) => title)).toEqual(['深化改革', '强化安全', '改进作风']);
  });
});

describe('beside a table that shares the work out', () => {
  it('numbered paragraphs are a notice, unless they say who does them', () => {
    const notice = ['一、高度重视。各单位要加强领导。', '二、按时报送。请于3月底前报送。'];
    expect(itemsOf([...notice, '责任处室', '完成时限'])).toEqual([]);
    expect(itemsOf(notice)).toHaveLength(2);
    const assigned = notice.map((line) => `${line}（责任单位：办公室）`);
    expect(itemsOf([...assigned, '责任处室', '完成时限'])).toHaveLength(2);
  });
});
