import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { listDivisions } from '../../../documents/names/division-list.js';

/** Leads first as listed, `+` before the supporting, `(written)` after what was completed, `?` before the unread. */
function shown(text: string, role?: 'supporting'): string {
  const { divisions, unread } = listDivisions(text, role);
  return [
    ...divisions.map(
      (one) =>
        `${one.role === 'supporting' ? '+' : ''}${one.name}${one.written === undefined ? '' : `(${one.written})`}`,
    ),
    ...unread.map((part) => `?${part}`),
  ].join(' ');
}

describe('a list of divisions', () => {
  it.each([
    ['基教处、高教处', '基教处 高教处'],
    ['基教处，高教处；职成教处/人事处', '基教处 高教处 职成教处 人事处'],
    ['基教处 高教处\n人事处', '基教处 高教处 人事处'],
    ['1.基教处\n2.高教处', '基教处 高教处'],
    ['办 公 室', '办公室'],
    ['基础教\n育处', '基础教育处'],
    ['责任单位：基教处。', '基教处'],
    ['（基础教育处、高教处）', '基础教育处 高教处'],
    ['市教育局、市教育局', '市教育局'],
    ['办公室（法规处）、市教育局(基教处)', '办公室（法规处） 市教育局(基教处)'],
    ['第一中学、第二十一中学、K12中心、101中学', '第一中学 第二十一中学 K12中心 101中学'],
    ['石桥镇、开发区、黄陂区教育局', '石桥镇 开发区 黄陂区教育局'],
    ['', ''],
  ])('is parted: %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    '教育和体育局',
    '规划和自然资源局',
    '人力资源和社会保障局',
    '机关事务和接待办',
    '住房和城乡建设局',
    '卫生和计划生育委员会',
    '对外合作与交流处',
    '财务与基建处',
    '语言文字普及处',
    '园区和企业服务中心',
  ])('keeps 和, 与 and 及 inside a name: %s', (name) => {
    expect(shown(`基教处、${name}、人事处`)).toBe(`基教处 ${name} 人事处`);
  });

  it.each([
    ['市教育局和市财政局', '市教育局 市财政局'],
    ['市教育局及各区教育局', '市教育局 各区教育局'],
    ['文化和旅游局和教育局', '文化和旅游局 教育局'],
    ['组织部与统战部以及宣传部', '组织部 统战部 宣传部'],
    ['有关部门和单位', '有关部门 有关单位(单位)'],
  ])('parts at 和 between names: %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['基教处（牵头）、高教处（配合）', '基教处 +高教处'],
    ['基教处（牵头）、高教处、人事处', '基教处 +高教处 +人事处'],
    ['基教处、高教处（配合单位）', '基教处 +高教处'],
    ['牵头：基教处；配合：高教处、人事处', '基教处 +高教处 +人事处'],
    ['牵头单位：市教育局 配合单位：市财政局', '市教育局 +市财政局'],
    ['【责任处室】基教处【配合处室】高教处', '基教处 +高教处'],
    ['牵头单位：市教育局；责任单位：各区教育局', '市教育局 +各区教育局'],
    ['基教处牵头，高教处、职成教处配合', '基教处 +高教处 +职成教处'],
    ['基教处牵头，高教处、职成教处', '基教处 +高教处 +职成教处'],
    ['基教处、高教处牵头，人事处参与', '基教处 高教处 +人事处'],
    ['市教育局，市财政局联合牵头，市人社局协办', '市教育局 市财政局 +市人社局'],
    ['市教育局会同市财政局、市人社局', '市教育局 +市财政局 +市人社局'],
    ['由市教育局牵头，会同市财政局、市人社局负责落实', '市教育局 +市财政局 +市人社局'],
    ['市教育局为牵头单位，市财政局为配合单位', '市教育局 +市财政局'],
    ['各有关部门按职责分工负责', '各有关部门'],
    ['基教处牵头负责', '基教处'],
    ['教育局 牵头 财政局 配合', '教育局 +财政局'],
    ['（牵头）基教处 （配合）高教处', '基教处 +高教处'],
    ['基教处（牵头）高教处（配合）', '基教处 +高教处'],
    ['基教处\n（牵头）\n高教处\n（配合）', '基教处 +高教处'],
    ['市教育局、市财政局按职责分工负责，各区人民政府落实', '市教育局 市财政局 各区人民政府'],
    ['基教处（配合）、基教处（牵头）', '基教处'],
  ])('gives the roles the text states: %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('gives the role it is told where the text states none', () => {
    expect(shown('高教处、人事处', 'supporting')).toBe('+高教处 +人事处');
    expect(shown('高教处（牵头）、人事处', 'supporting')).toBe('高教处 +人事处');
  });

  it.each([
    ['市编办、人社局', '市编办 市人社局(人社局)'],
    ['市国土资源局、规划局', '市国土资源局 市规划局(规划局)'],
    ['省教育厅、财政厅、市教育局、财政局', '省教育厅 省财政厅(财政厅) 市教育局 市财政局(财政局)'],
    ['安丘市财政局、发改局', '安丘市财政局 安丘市发改局(发改局)'],
    ['温州市鹿城区教育局、财政局', '温州市鹿城区教育局 温州市鹿城区财政局(财政局)'],
    ['市教育局、市场监管局、乡村振兴局', '市教育局 市市场监管局(市场监管局) 市乡村振兴局(乡村振兴局)'],
    ['市委组织部、宣传部、教育局', '市委组织部 市委宣传部(宣传部) 市教育局(教育局)'],
    ['市教育局牵头，财政局、人社局配合', '市教育局 +市财政局(财政局) +市人社局(人社局)'],
    ['各镇政府、街办、开发区管委会', '各镇政府 各街办(街办) 开发区管委会'],
    ['省、市、县教育行政部门', '省教育行政部门(省) 市教育行政部门(市) 县教育行政部门'],
    ['各区教育局、财政局', '各区教育局 各区财政局(财政局)'],
    ['各处室、学校', '各处室 各学校(学校)'],
  ])('restores what the list writes once: %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    '市教育局、基础教育处、第一中学',
    '市教育局、国家税务总局、国网供电公司',
    '城市管理局、园区办、社区教育中心、教育局',
    '局办公室、财务处',
    '各县（市、区）人民政府、各区教育局、局属各学校、机关各处室、有关单位',
    '教育局、财政局',
    '团市委、市妇联',
  ])('adds no prefix where none is shared: %s', (text) => {
    expect(shown(text)).toBe(text.replace(/、(?!区）)/gu, ' '));
  });

  it.each([
    ['张三', '?张三'],
    ['基教处、张三', '基教处 ?张三'],
    ['责任处室：基教处责任人：张三', '基教处 ?张三'],
    ['新建公办幼儿园两所', '?新建公办幼儿园两所'],
    ['市教育局、财政局等部门', '市教育局 市财政局(财政局) ?等部门'],
    ['组建专班', '?组建专班'],
    ['12月', '?12月'],
    ['待定', '?待定'],
  ])('what names no division is left unread: %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  const division = fc.constantFrom(
    '基教处',
    '高教处',
    '财务与基建处',
    '办公室',
    '教育和体育局',
    '第一中学',
    '各年级',
    '有关单位',
    '教研室',
  );
  const separator = fc.constantFrom('、', '，', '；', '\n', '/', ' ', '， ');

  it('gives back the names of which a list was made', () => {
    const lists = fc.uniqueArray(division, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lists, separator, (names, between) => {
        expect(listDivisions(names.join(between))).toEqual({
          divisions: names.map((name) => ({ name, role: 'lead' })),
          unread: [],
        });
      }),
    );
  });

  it('never gives a name twice, and drops no Chinese sign of any text in silence', () => {
    const sign = fc.constantFrom(...'市教育局财政处室各区张三和与及会同牵头配合等单位由（）()：:、，；/ \n【】12.①*A');
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 40 }), (text) => {
        const { divisions, unread } = listDivisions(text);
        const names = divisions.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        const told = [...divisions.map(({ name, written = '' }) => name + written), ...unread].join(' ');
        for (const one of new Set(text.match(/[市教育财政各区张三]/gu))) expect(told).toContain(one);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a hostile text in linear time', () => {
    listDivisions(`${'甲处和'.repeat(39)}乙`);
    for (const part of ['市教育局和', '牵头', '（', '会同', '责任', '各', ' 办', '市教育局等', '\n基础教']) {
      const start = performance.now();
      listDivisions(part.repeat(100_000 / part.length));
      expect(performance.now() - start).toBeLessThan(20_000);
    }
  });
});
