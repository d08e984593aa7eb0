import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import { DubanError } from '../../../domain/errors.js';
import { readTextPlan as readPlan } from '../read-text.js';
import { findPost, missingPosts, readRoster } from '../../../documents/names/roster.js';

const HEAD = '岗位类别,岗位名称,姓名,邮箱\n';
const read = (text: string) => readRoster(new TextEncoder().encode(text), 'roster.csv');
const wuhan = readPlan(readFileSync('samples/wuhan-2017-responsibility-items.txt'), { fileName: 'a.txt', calendar });

function problems(text: string): unknown {
  try {
    read(text);
  } catch (error) {
    if (error instanceof DubanError && error.code === 'roster-invalid') return error.data.problems;
    throw error;
  }
  return [];
}

describe('the roster', () => {
  it('of the samples fills every post of the Wuhan plan', () => {
    const roster = readRoster(readFileSync('samples/roster.csv'), 'roster.csv');
    expect(roster.entries).toHaveLength(10);
    expect(missingPosts(wuhan, roster)).toEqual([]);
    expect(roster.entries.every((entry) => entry.mailbox.endsWith('@example.org'))).toBe(true);
  });

  it('takes English names, any order of columns, quotes and CRLF', () => {
    const roster = read('\ufeffmailbox,person,post,kind\r\n"a@example.org","罗, 静",基教处,division\r\n\r\n');
    expect(roster.entries).toEqual([
      { kind: 'division', post: '基教处', person: '罗, 静', mailbox: 'a@example.org', line: 2 },
    ]);
  });

  it('counts a post without a mailbox as not filled', () => {
    const roster = readRoster(Buffer.from(`${HEAD}责任处室,一处,甲,\n督查室,督查室,丙,c@example.org\n`), 'roster.csv');
    expect(roster.entries.map((entry) => entry.post)).toEqual(['督查室']);
  });

  it('names every problem at once, each with its line', () => {
    const rows = [
      '领导,某处,甲,a@example.org',
      '责任处室,,乙,b@example.org',
      '督查室,督查室,丙,',
      '责任处室,一处,,c@example',
    ];
    expect(problems(HEAD + rows.join('\n'))).toEqual([
      { line: 2, message: '岗位类别“领导”无效，应为：责任处室、处室负责人、分管负责人、督查室、总责任人' },
      { line: 3, message: '岗位名称为空' },
      { line: 5, message: '姓名为空' },
      { line: 5, message: expect.stringContaining('邮箱“c@example”无效') },
    ]);
  });

  it.each([
    '罗静 <a@example.org>',
    'a@example.org,b@example.org',
    'a@example.org;b@example.org',
    'a@example.org\nBcc: b@example.org',
    'a b@example.org',
    'a@@example.org',
    '.a@example.org',
    'a@-example.org',
    'a@example.org\tb',
    '甲@example.org',
    `${'a'.repeat(250)}@example.org`,
  ])('refuses the mailbox %j', (mailbox) => {
    expect(problems(`${HEAD}督查室,督查室,丙,"${mailbox}"`)).toMatchObject([{ line: 2 }]);
  });

  it('refuses a line break in a name', () => {
    expect(problems(`${HEAD}督查室,"督\n查室",丙,a@example.org`)).toEqual([
      { line: 2, message: '岗位名称中有换行或控制字符' },
    ]);
  });

  it('refuses two lines for one post, two offices, a missing column and an empty table', () => {
    const twice = '责任处室,一处,甲,a@example.org\n责任处室,一处,乙,b@example.org\n';
    const offices = '督查室,督查室,丙,c@example.org\n督查室,督查二室,丁,d@example.org\n';
    expect(problems(HEAD + twice + offices)).toMatchObject([{ line: 3 }, { line: 5 }]);
    expect(problems('岗位类别,岗位名称,姓名\n督查室,督查室,丙')).toMatchObject([{ line: 1 }]);
    expect(problems(HEAD)).toEqual([{ line: 1, message: '表中没有岗位' }]);
    expect(problems('')).toHaveLength(4);
  });

  it('tells which posts are missing, and for which items', () => {
    const roster = read(`${HEAD}责任处室,基础教育处,甲,a@example.org\n分管负责人,夏春胤,乙,b@example.org`);
    const all = wuhan.items.map((item) => item.code);
    expect(missingPosts(wuhan, roster)).toEqual([
      { kind: 'division', name: '发展规划处', itemCodes: ['1.3'] },
      { kind: 'leader', name: '王池富', itemCodes: ['1.3', '3.1', '3.2'] },
      { kind: 'division', name: '职成教处', itemCodes: ['2.1', '2.2'] },
      { kind: 'division', name: '高教处', itemCodes: ['2.1', '2.2'] },
      { kind: 'leader', name: '田文江', itemCodes: ['2.1', '2.2'] },
      { kind: 'division', name: '政策法规处', itemCodes: ['3.1', '3.2'] },
      { kind: 'office', name: '督查室', itemCodes: all },
      { kind: 'principal', name: '孟晖', itemCodes: all },
    ]);
  });

  const LONG = '岗位类别,岗位名称,姓名,邮箱,备用邮箱,备用联系人\n';

  it('takes a second contact, and a division’s head under the division’s name', () => {
    const roster = read(
      `${LONG}责任处室,一处,甲,a@example.org,b@example.org,乙\n处室负责人,一处,丙,c@example.org,c2@example.org,\n督查室,督查室,丁,d@example.org,,`,
    );
    expect(roster.entries).toEqual([
      {
        ...{ kind: 'division', post: '一处', person: '甲', mailbox: 'a@example.org', line: 2 },
        second: { person: '乙', mailbox: 'b@example.org' },
      },
      {
        ...{ kind: 'head', post: '一处', person: '丙', mailbox: 'c@example.org', line: 3 },
        second: { person: '丙', mailbox: 'c2@example.org' },
      },
      { kind: 'office', post: '督查室', person: '丁', mailbox: 'd@example.org', line: 4 },
    ]);
  });

  it('says which second contact is of no use, and which head is of no division', () => {
    const rows = [
      '责任处室,一处,甲,a@example.org,A@example.org,',
      '责任处室,二处,乙,b@example.org,,赵六',
      '责任处室,三处,乙,b@example.org,b@@example.org,',
      '责任处室,四处,丙,',
      '处室负责人,四处,丁,d@example.org,,',
      '处室负责人,五处,戊,e@example.org,,',
    ];
    expect(problems(LONG + rows.join('\n'))).toEqual([
      { line: 2, message: '备用邮箱与邮箱相同，应另填一个，或者留空' },
      { line: 3, message: '备用联系人“赵六”没有备用邮箱' },
      { line: 4, message: expect.stringContaining('备用邮箱“b@@example.org”无效') },
      { line: 7, message: '名册中没有责任处室“五处”；处室负责人的岗位名称应与其处室相同' },
    ]);
  });

  it('takes numbers for text messages, however they are written, and refuses what is none', () => {
    const head = '岗位类别,岗位名称,姓名,邮箱,手机\n';
    const rows = ['138 0000 0001', '+86-13800000002', '8613800000003', ''].map(
      (mobile, n) => `责任处室,处${n},张${n},z${n}@example.org,${mobile}`,
    );
    const { entries } = readRoster(Buffer.from(head + rows.join('\n')), 'r.csv');
    expect(entries.map(({ mobile }) => mobile)).toEqual(['13800000001', '13800000002', '13800000003', undefined]);
    for (const wrong of ['010-88888888', '1380000000', '12800000001', '138****0001']) {
      const row = `责任处室,处,张,z@example.org,${wrong}`;
      expect(() => readRoster(Buffer.from(head + row), 'r.csv')).toThrow(`第2行：手机“${wrong}”无效`);
    }
  });

  it('finds the office under any name', () => {
    const roster = read(`${HEAD}督查室,市政府督查室,甲,a@example.org`);
    expect(findPost(roster, 'office', '督查室')?.mailbox).toBe('a@example.org');
  });
});
