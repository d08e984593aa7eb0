import { describe, expect, it } from '@jest/globals';
import { codesOf, FOOTER, FRONT, HEADER, labelsOf, readCells, readText } from './flattened.js';

const ROW = ['推进校园足球', '1.制定方案。', '2.组织联赛。', '加强师资培训。'];

describe('a flattened responsibility table', () => {
  it('of one group and one row is read', () => {
    const draft = readCells(['1', '推进体育工作', ...ROW, '6月', '欧阳明', '体卫艺处', '12月']);
    expect(draft.items).toHaveLength(1);
    expect(draft.items[0]).toMatchObject({
      code: '1.1',
      heading: '推进体育工作',
      title: '推进校园足球',
      contents: ['制定方案。', '组织联赛。'],
      measures: ['加强师资培训。'],
      leader: '欧阳明',
      divisions: [{ name: '体卫艺处', role: 'lead' }],
      deadlineText: '6月、12月',
    });
    expect(draft.items[0]?.checkpoints.map((checkpoint) => checkpoint.contents)).toEqual([
      ['制定方案。'],
      ['组织联赛。'],
    ]);
    expect(draft.warnings).toEqual([]);
  });

  it.each([
    [['序号', '工作任务', '目标任务', '主要举措', '完成时间', '责任领导', '牵头单位']],
    [['序 号', '重点工作', '工作目标', '工作举措', '时间节点', '分管领导', '责任单位']],
    [['编号', '督办事项', '工作内容', '措施', '进度安排', '责任人', '承办单位']],
    [['序号', '责任事项', '主要内容', '具体措施', '完成期限', '分管局领导', '责任科室']],
  ])('is known by the meaning of its header: %s', (header) => {
    const draft = readCells(['1', '推进体育工作', ...ROW, '6月', '钱伟', '体育科', '12月'], { header });
    expect(draft.items[0]).toMatchObject({ title: '推进校园足球', leader: '钱伟', divisions: [{ name: '体育科' }] });
    expect(draft.warnings).toEqual([]);
  });

  it('may have header cells broken over two lines', () => {
    const header = ['序号', '责任事项', '具体工作内容', '工作措施', '完成', '时限', '分管', '负责人', '责任', '处室'];
    const row = ['1', '推进体育工作', ...ROW, '6月', '钱伟', '体育处', '12月'];
    const draft = readCells([...row, ...header, '推进阳光体育', ...ROW.slice(1), '6月', '12月'], { header });
    expect(draft.items.map((item) => item.title)).toEqual(['推进校园足球', '推进阳光体育']);
    expect(draft.warnings).toEqual([]);
  });

  it.each([
    ['2018年天门市教育局重点工作任务分解表', '天门市教育局', 2018],
    ['市委办公室关于印发市教育局任务分解方案的通知', '市委办公室', 2017],
    ['××市人民政府教育督导室责任分工方案', '××市人民政府教育督导室', 2017],
    ['推进委托管理任务分解表', '', 2017],
  ])('takes issuer and year out of its title: %s', (title, issuer, year) => {
    const row = ['1', '推进体育工作', ...ROW, '6月', '钱伟', '体育处', '12月'];
    const draft = readText([title, ...FRONT.slice(1), ...HEADER, ...row].join('\n'));
    expect(draft).toMatchObject({ title, issuer, year });
  });

  it('may have its answers in another order', () => {
    const header = ['序号', '责任事项', '工作内容', '工作措施', '责任处室', '分管负责人', '完成时限'];
    const cells = ['1', '推进体育工作', ...ROW, '体育处', '钱伟', '3', '6', '9', '12月', '2', '推进美育', ...ROW];
    const draft = readCells([...cells, '艺术处', '赵敏', '6月', '12月'], { header });
    expect(draft.items.map((item) => [item.code, item.leader, item.divisions[0]?.name])).toEqual([
      ['1.1', '钱伟', '体育处'],
      ['2.1', '赵敏', '艺术处'],
    ]);
    expect(labelsOf(draft)).toEqual([
      ['3月', '6月', '9月', '12月'],
      ['6月', '12月'],
    ]);
  });

  it.each([
    [
      ['6月底', '12月底'],
      ['2017-06-30', '2017-12-29'],
    ],
    [
      ['第二季度', '第三季度'],
      ['2017-06-30', '2017-09-30'],
    ],
    [
      ['上半年', '年底前'],
      ['2017-06-30', '2017-12-29'],
    ],
    [['3、6、9、12月'], ['2017-03-31', '2017-06-30', '2017-09-30', '2017-12-29']],
    [
      ['2017年5月', '2017年11月30日前'],
      ['2017-05-31', '2017-11-30'],
    ],
    [
      ['５月', '１０月'],
      ['2017-05-31', '2017-10-31'],
    ],
    [['全年'], ['2017-03-31', '2017-06-30', '2017-09-30', '2017-12-29']],
  ])('takes deadlines %s', (deadlines, due) => {
    const [first = '', ...rest] = deadlines;
    const draft = readCells(['1', '推进体育工作', ...ROW, first, '钱伟', '体育处', ...rest]);
    expect(draft.items[0]?.checkpoints.map((checkpoint) => checkpoint.due)).toEqual(due);
    expect(draft.items[0]?.deadlineText).toBe(deadlines.join('、'));
  });

  it('moves years that its deadlines name', () => {
    const cells = ['1', '推进体育工作', ...ROW, '2017年5月', '钱伟', '体育处', '2018年3月'];
    const draft = readCells(cells, { year: 2019 });
    expect(draft.items[0]?.checkpoints.map((checkpoint) => checkpoint.due)).toEqual(['2019-05-31', '2020-03-31']);
    expect(draft.items[0]?.deadlineText).toBe('2017年5月、2018年3月');
  });

  it('lets the leader change within a group, and takes the division over with a warning', () => {
    const draft = readCells([
      ...['1', '推进体育工作', ...ROW, '6月', '钱伟', '体育处', '12月'],
      ...['推进阳光体育', '1.检查。', '2.通报。', '抓好落实。', '6月', '赵敏', '12月'],
      ...['推进体育考试', '1.检查。', '2.通报。', '抓好落实。', '6月', '12月'],
    ]);
    expect(draft.items.map((item) => [item.code, item.leader, item.divisions[0]?.name])).toEqual([
      ['1.1', '钱伟', '体育处'],
      ['1.2', '赵敏', '体育处'],
      ['1.3', '赵敏', '体育处'],
    ]);
    expect(codesOf(draft)).toEqual(['division-inherited']);
  });

  it('carries nobody over from one group to the next', () => {
    const draft = readCells([
      ...['1', '推进体育工作', ...ROW, '6月', '钱伟', '体育处', '12月'],
      ...['2', '推进美育', ...ROW, '6月', '12月'],
    ]);
    expect(draft.items[1]).toMatchObject({ code: '2.1', leader: '', divisions: [] });
    expect(draft.warnings.map(({ code, at }) => [code, at.item])).toEqual([
      ['leader-missing', '2.1'],
      ['division-missing', '2.1'],
    ]);
  });

  it('reads supporting divisions and several in one cell', () => {
    const draft = readCells([
      '1',
      '推进体育工作',
      ...ROW,
      '6月',
      '钱伟',
      '体育处、基教处（配合）',
      '配合：财务处',
      '人事处牵头，各区教育局配合',
      '12月',
    ]);
    expect(draft.items[0]?.divisions).toEqual([
      { name: '体育处', role: 'lead' },
      { name: '基教处', role: 'supporting' },
      { name: '财务处', role: 'supporting' },
      { name: '人事处', role: 'lead' },
      { name: '各区教育局', role: 'supporting' },
    ]);
  });

  it('knows a leader with an uncommon surname by the cells around him, and says that it inferred him', () => {
    const draft = readCells(['1', '推进体育工作', ...ROW, '6月', '乌兰图雅', '体育处', '12月']);
    expect(draft.items[0]?.leader).toBe('乌兰图雅');
    expect(codesOf(draft)).toEqual(['cell-unsure']);
  });

  it('takes a name out of its spaces and its position', () => {
    const draft = readCells(['1', '推进体育工作', ...ROW, '6月', '钱 伟', '体育处', '12月']);
    expect(draft.items[0]?.leader).toBe('钱伟');
    const named = readCells(['1', '推进体育工作', ...ROW, '6月', '钱伟副局长', '体育处', '12月']);
    expect(named.items[0]?.leader).toBe('钱伟');
  });

  it('takes a short title for a title', () => {
    const draft = readCells([
      ...['1', '平安校园', ...ROW, '6月', '钱伟', '安全处', '12月'],
      ...['加强培训', '1.检查。', '2.通报。', '抓好落实。', '6月', '12月'],
      ...['2', '党建工作', ...ROW, '6月', '赵敏', '机关党委', '12月'],
    ]);
    expect(draft.items.map((item) => [item.code, item.heading, item.title, item.leader])).toEqual([
      ['1.1', '平安校园', '推进校园足球', '钱伟'],
      ['1.2', '平安校园', '加强培训', '钱伟'],
      ['2.1', '党建工作', '推进校园足球', '赵敏'],
    ]);
    expect(draft.warnings).toEqual([]);
  });

  it('takes a second list that begins at 1 again for numbered measures', () => {
    const cells = ['推进校园足球', '1.制定方案。', '2.组织联赛。', '1.开会。', '2.督导。', '3.通报。'];
    const draft = readCells(['1', '推进体育工作', ...cells, '6月', '钱伟', '体育处', '12月']);
    expect(draft.items[0]).toMatchObject({
      contents: ['制定方案。', '组织联赛。'],
      measures: ['开会。', '督导。', '通报。'],
    });
  });

  it('passes over a header printed again on the next page', () => {
    const row = ['推进阳光体育', '1.检查。', '2.通报。', '抓好落实。', '6月', '12月'];
    const draft = readCells(['1', '推进体育工作', ...ROW, '6月', '钱伟', '体育处', '12月', ...HEADER, ...row]);
    expect(draft.items.map((item) => item.title)).toEqual(['推进校园足球', '推进阳光体育']);
    expect(draft.warnings).toEqual([]);
  });
});

describe('what the reader cannot be sure of', () => {
  it('a deadline that cannot be read leaves no checkpoint and a warning at its line', () => {
    const draft = readCells(['1', '推进体育工作', ...ROW, '6月', '钱伟', '体育处', '13月']);
    expect(draft.items[0]?.checkpoints).toEqual([]);
    expect(draft.warnings).toMatchObject([
      { code: 'deadline-impossible', at: { item: '1.1', firstLine: 33, lastLine: 39 } },
    ]);
  });

  it('bare figures that no 月 follows are not guessed at', () => {
    const draft = readCells([
      ...['1', '推进体育工作', ...ROW, '钱伟', '体育处', '3', '6'],
      ...['2', '推进美育', ...ROW, '6月', '赵敏', '艺术处', '12月'],
    ]);
    expect(draft.items.map((item) => [item.code, item.checkpoints.length])).toEqual([
      ['1.1', 0],
      ['2.1', 2],
    ]);
    expect(codesOf(draft)).toEqual(['deadline-unreadable']);
  });

  it('a row without a deadline gets the quarter ends and a warning', () => {
    const draft = readCells(['1', '推进体育工作', ...ROW, '钱伟', '体育处']);
    expect(labelsOf(draft)).toEqual([['第一季度', '第二季度', '第三季度', '第四季度']]);
    expect(codesOf(draft)).toContain('deadline-missing');
  });

  it('an undecided time has no checkpoint', () => {
    const draft = readCells(['1', '推进体育工作', ...ROW, '时间待定', '钱伟', '体育处']);
    expect(draft.items[0]?.checkpoints).toEqual([]);
    expect(codesOf(draft)).toContain('deadline-undecided');
  });

  it('masked figures are named where they stand', () => {
    const cells = ['推进校园足球', '1.新建球场*所。', '2.覆盖率达到**%。', '抓好落实。'];
    const draft = readCells(['1', '推进体育工作', ...cells, '6月', '钱伟', '体育处', '12月']);
    expect(draft.warnings.map(({ code, at }) => [code, at.firstLine])).toEqual([
      ['figure-masked', 27],
      ['figure-masked', 29],
    ]);
    expect(draft.items[0]?.targets).toEqual([]);
  });

  it('two leaders, and divisions on either side of a deadline', () => {
    const draft = readCells(['1', '推进体育工作', ...ROW, '6月', '钱伟', '体育处', '12月', '赵敏', '艺术处']);
    expect(draft.items[0]).toMatchObject({ leader: '钱伟', divisions: [{ name: '体育处' }, { name: '艺术处' }] });
    expect(codesOf(draft).toSorted()).toEqual(['division-unclear', 'leader-unclear']);
  });

  it('a second row without a title, and a number that skips', () => {
    const draft = readCells([
      ...['1', '推进体育工作', ...ROW, '6月', '钱伟', '体育处', '12月'],
      ...['1.检查。', '2.通报。', '抓好落实。', '6月', '12月'],
      ...['3', '推进美育', ...ROW, '6月', '赵敏', '艺术处', '12月'],
    ]);
    expect(draft.items.map((item) => [item.code, item.title])).toEqual([
      ['1.1', '推进校园足球'],
      ['1.2', '推进体育工作'],
      ['3.1', '推进校园足球'],
    ]);
    expect(codesOf(draft)).toEqual(['title-missing', 'ordinal-unexpected']);
  });

  it('numbers that repeat never make two items of one code', () => {
    const group = ['推进体育工作', ...ROW, '6月', '钱伟', '体育处', '12月'];
    const draft = readCells(['1', ...group, '1', ...group]);
    expect(draft.items.map((item) => item.code)).toEqual(['1.1', '2.1']);
    expect(codesOf(draft)).toEqual(['ordinal-unexpected']);
  });

  it('text below the table that is not the page’s own', () => {
    const draft = readCells([
      '1',
      '推进体育工作',
      ...ROW,
      '6月',
      '钱伟',
      '体育处',
      '12月',
      '注：各处室于每月底报送进展情况',
    ]);
    expect(draft.items).toHaveLength(1);
    expect(draft.warnings).toMatchObject([{ code: 'text-after-table', at: { firstLine: 41, lastLine: 41 } }]);
  });

  it('a signature below the table, which is nobody’s division and deadline', () => {
    const row = ['1', '推进体育工作', ...ROW, '6月', '钱伟', '体育处', '12月'];
    const draft = readCells([...row, '武汉市教育局', '2017年3月29日']);
    expect(draft.items[0]).toMatchObject({ divisions: [{ name: '体育处' }], deadlineText: '6月、12月' });
    expect(codesOf(draft)).toEqual(['text-after-table']);
  });

  it('a deadline of words only', () => {
    const draft = readCells(['1', '推进体育工作', ...ROW, '按时完成', '钱伟', '体育处']);
    expect(draft.items[0]).toMatchObject({ leader: '钱伟', deadlineText: '按时完成', checkpoints: [] });
    expect(codesOf(draft)).toEqual(['deadline-unreadable']);
  });

  it('a column of an unknown name', () => {
    const header = ['序号', '责任事项', '工作内容', '工作措施', '奖惩分值', '完成时限', '分管负责人', '责任处室'];
    const draft = readCells(['1', '推进体育工作', ...ROW, '6月', '钱伟', '体育处', '12月'], { header });
    expect(codesOf(draft)).toEqual(['column-unknown']);
  });

  it('a plan without title, issuer and principal', () => {
    const draft = readText(
      ['2018年2月1日', ...HEADER, '1', '体育', ...ROW, '6月', '钱伟', '体育处', '12月'].join('\n'),
    );
    expect(draft).toMatchObject({ title: 'plan', issuer: '', principal: '', year: 2018 });
    expect(codesOf(draft)).toEqual(['plan-title-missing', 'issuer-missing', 'principal-missing', 'year-unclear']);
  });
});

describe('a table that cannot be read', () => {
  const row = ['1', '体育', ...ROW, '6月', '钱伟', '体育处', '12月'];

  it('of no year asks for one, and takes it', () => {
    const lines = ['市教育局办理方案', ...HEADER, ...row].join('\n');
    expect(() => readText(lines)).toThrow('--year');
    expect(readText(lines, { year: 2019 }).year).toBe(2019);
  });

  it('with answers before the work names the order that is read', () => {
    const header = ['序号', '责任处室', '分管负责人', '完成时限', '责任事项', '工作措施'];
    expect(() => readText([...FRONT, ...header, ...row].join('\n'))).toThrow('序号、责任处室、分管负责人');
  });

  it('with a header alone says that it is empty', () => {
    expect(() => readText([...FRONT, ...HEADER, ...FOOTER].join('\n'))).toThrow('只有表头');
  });
});
