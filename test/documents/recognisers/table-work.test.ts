import { describe, expect, it } from '@jest/globals';
import { meaningOf } from '../../../documents/recognisers/table/table-columns.js';
import { contentsOf, paragraphsOf, readWork, shortTitle } from '../../../documents/recognisers/table/work-text.js';
import { codesOf, read } from './grid.js';

const END = ['责任科室', '完成期限'];
const shapeOf = ({ heading, title, contents, measures }: ReturnType<typeof read>['items'][number]) => ({
  ...{ heading, title, contents, measures },
});

describe('a heading of an unknown name that ends in a word for work', () => {
  it.each(['攻坚任务', '攻坚行动', '提升工程', '惠民实事项目', '督导事项', '攻坚任务（项）'])(
    'names the work: %s',
    (name) => {
      expect(meaningOf(name)).toBe('heading');
    },
  );

  it.each(['备注', '项目编号', '项目负责人', '事项编号', '任务来源', '需协调事项', '注意事项', '所属项目', '强基工程'])(
    'does not name the work: %s',
    (name) => {
      expect(meaningOf(name)).not.toBe('heading');
    },
  );

  it('is the work itself where no other column says it', () => {
    const finding = read([
      ['序号', '攻坚行动', ...END],
      ['1', '植树', '造林科', '6月底'],
    ]);
    expect(finding.items).toMatchObject([{ title: '植树', deadlines: ['6月底'] }]);
    expect(codesOf(finding)).toEqual(['leader-missing']);
  });

  it.each(['攻坚任务', '攻坚举措'])('is the heading where another column says the work: %s', (name) => {
    const finding = read([
      ['序号', name, '具体内容', ...END],
      ['1', '市容提升', '整治占道经营点位45处', '市容科', '6月底'],
    ]);
    expect(finding.items.map(shapeOf)).toEqual([
      { heading: '市容提升', title: '整治占道经营点位45处', contents: [], measures: [] },
    ]);
    expect(codesOf(finding)).toEqual(['leader-missing']);
  });

  it('keeps 工作举措 beside it as measures', () => {
    const { items } = read([
      ['序号', '攻坚任务', '工作举措', ...END],
      ['1', '植树', '种树2万棵', '造林科', '6月底'],
    ]);
    expect(items).toMatchObject([{ title: '植树', measures: ['种树2万棵'] }]);
  });

  it('takes nothing from a known heading before it, and is kept under its name', () => {
    const { items } = read([
      ['序号', '工作任务', '示范工程', ...END],
      ['1', '绿化', '绿廊', '造林科', '6月底'],
    ]);
    expect(items).toMatchObject([{ title: '绿化', measures: ['示范工程：绿廊'] }]);
  });
});

describe('a line break inside a cell', () => {
  it.each([
    ['after a comma', '整治占道经营点位45处，\n打造示范街3条', ['整治占道经营点位45处，打造示范街3条']],
    ['after an enumeration comma', '新建公园、\n绿地', ['新建公园、绿地']],
    ['before a stop', '新建公园\n，改造绿地', ['新建公园，改造绿地']],
    ['in a sentence after a stop', '新建公园。改造绿\n地3处。', ['新建公园。改造绿地3处。']],
    ['over three lines', '整治，\n打造，\n新建', ['整治，打造，新建']],
  ])('%s is none', (_, text, paragraphs) => {
    expect(paragraphsOf(text)).toEqual(paragraphs);
  });

  it.each([
    '推进集团化办学\n制定方案。',
    '制定方案\n组织实施',
    '做好以下工作，\n1.调研；\n2.发文。',
    '做好以下工作，\n（一）调研；',
    '整治45处；打造示范街\n新建6座；改造14座',
    '制定方案。\n组织实施。',
  ])('stands between titles, numbered lines and whole sentences: %j', (text) => {
    expect(paragraphsOf(text)).toEqual(text.split('\n'));
  });

  it('cuts no title', () => {
    const { items } = read([
      ['序号', '攻坚任务', '具体内容', ...END],
      ['1', '市容提升', '整治占道经营点位45处，\n打造示范街3条', '市容科', '6月底'],
      ['2', '公厕', '新建公厕6座，\n改造14座。', '环卫科', '6月底'],
    ]);
    expect(items.map(({ title }) => title)).toEqual(['整治占道经营点位45处，打造示范街3条', '']);
  });

  it('leaves the title and the contents below it apart', () => {
    expect(readWork('推进集团化办学\n制定方案，\n组织实施。')).toEqual({
      title: '推进集团化办学',
      contents: ['制定方案，组织实施。'],
    });
    expect(contentsOf(paragraphsOf('1.调研，\n走访；\n2.发文。'))).toEqual(['调研，走访；', '发文。']);
    expect(shortTitle('调研，\n走访。')).toBe('调研，走访');
  });
});
