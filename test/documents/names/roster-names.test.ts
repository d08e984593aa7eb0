import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearNames } from '../../../documents/names/near-names.js';
import { resolveNames } from '../../../documents/names/roster-names.js';
import { missingPosts, readRoster } from '../../../documents/names/roster.js';
import type { DraftItem, NamedDivision, PlanDraft } from '../../../domain/plan.js';
import { calendarYear } from '../../../domain/plan-span.js';

const roster = readRoster(
  new TextEncoder().encode(
    [
      '岗位类别,岗位名称,姓名,邮箱,别名',
      '责任处室,基础教育处,甲,a@example.org,基教处、义教处',
      '责任处室,高等教育处,乙,b@example.org,',
      '责任处室,市人力资源和社会保障局,丙,c@example.org,市人社局',
      '分管负责人,夏春胤,丁,d@example.org,夏副局长',
      '督查室,督查室,戊,e@example.org,',
      '总责任人,孟晖,孟晖,f@example.org,',
    ].join('\n'),
  ),
  'roster.csv',
);

function draftOf(divisions: NamedDivision[], leader = ''): PlanDraft {
  const item: DraftItem = {
    ...{ code: '1', heading: '', title: '工作', contents: [], measures: [], leader, divisions },
    ...{ deadlineText: '', checkpoints: [], targets: [], source: { firstLine: 7, lastLine: 8 } },
  };
  return {
    ...{ title: '方案', issuer: '', number: '', principal: '孟晖', span: calendarYear(2018), year: 2018 },
    ...{ items: [item], warnings: [], tally: { used: 1, skipped: [] } },
  };
}

const resolved = (name: string) => resolveNames(draftOf([{ name, role: 'lead' }]), roster);

describe('names of a plan and of the roster', () => {
  it('an alias becomes the roster’s name, and what was written is kept', () => {
    const { items, warnings } = resolved('基教处');
    expect(items[0]?.divisions).toEqual([{ name: '基础教育处', role: 'lead', written: '基教处' }]);
    expect(warnings).toEqual([]);
  });

  it('what the document wrote is kept where a prefix was restored before', () => {
    const { items } = resolveNames(draftOf([{ name: '市人社局', role: 'lead', written: '人社局' }]), roster);
    expect(items[0]?.divisions).toEqual([{ name: '市人力资源和社会保障局', role: 'lead', written: '人社局' }]);
  });

  it('two names of one division become one, leading if either leads', () => {
    const divisions: NamedDivision[] = [
      { name: '义教处', role: 'supporting' },
      { name: '基础教育处', role: 'lead' },
    ];
    const { items } = resolveNames(draftOf(divisions), roster);
    expect(items[0]?.divisions).toEqual([{ name: '基础教育处', role: 'lead', written: '义教处' }]);
  });

  it('a leader’s alias becomes the leader’s name', () => {
    const draft = resolveNames(draftOf([{ name: '高等教育处', role: 'lead' }], '夏副局长'), roster);
    expect(draft.items[0]?.leader).toBe('夏春胤');
    expect(missingPosts(draft, roster)).toEqual([]);
  });

  it.each([
    ['基础教育科', '“基础教育科”不在名册中，是否为“基础教育处”？'],
    ['高教处', '“高教处”不在名册中，是否为“高等教育处”？'],
    ['市基础教育处', '“市基础教育处”不在名册中，是否为“基础教育处”？'],
    ['义教科', '“义教科”不在名册中，是否为“基础教育处”？'],
  ])('a name much like one of the roster is kept, with a suggestion: %s', (name, message) => {
    const { items, warnings } = resolved(name);
    expect(items[0]?.divisions).toEqual([{ name, role: 'lead' }]);
    expect(warnings).toEqual([{ code: 'near-name', message, at: { firstLine: 7, lastLine: 8, item: '1' } }]);
  });

  it.each(['财务处', '体卫艺处', '市教育局', '教育局'])('an unlike name is kept without a word: %s', (name) => {
    const draft = resolved(name);
    expect([draft.items[0]?.divisions[0]?.name, draft.warnings]).toEqual([name, []]);
  });

  it('resolving twice changes nothing more', () => {
    const once = resolved('基础教育科');
    expect(resolveNames(once, roster)).toEqual(once);
  });

  it('a name never equals a suggestion of another rank', () => {
    expect(nearNames('教育处', ['教育局'])).toEqual([]);
    expect(nearNames('德育处', ['体育处'])).toEqual([]);
    expect(nearNames('规划处', ['发展规划处'])).toEqual(['发展规划处']);
  });

  it('nearness is mutual', () => {
    const name = fc.string({ unit: fc.constantFrom(...'市基础教育高等处科局办规划'), maxLength: 8 });
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(nearNames(a, [b]).length).toBe(nearNames(b, [a]).length);
      }),
    );
  });
});

describe('the aliases of a roster', () => {
  const read = (rows: string[]) =>
    readRoster(new TextEncoder().encode(['岗位类别,岗位名称,姓名,邮箱,别名', ...rows].join('\n')), 'roster.csv');

  it('are several in one cell, and none is no field', () => {
    const { entries } = read(['责任处室,一处,甲,a@example.org,"综合处、一 室"', '责任处室,二处,乙,b@example.org,']);
    expect(entries.map(({ aliases }) => aliases)).toEqual([['综合处', '一', '室'], undefined]);
  });

  it('may not name two posts', () => {
    const twice = ['责任处室,一处,甲,a@example.org,综合处', '责任处室,二处,乙,b@example.org,综合处、一处'];
    expect(() => read(twice)).toThrow('第3行：别名“综合处”与第2行重复，一个名称只能指一个岗位');
    expect(() => read(twice)).toThrow('第3行：别名“一处”与第2行重复');
  });
});
