import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAnswerCell } from '../../../documents/names/answer-cell.js';
import { listLeaders } from '../../../documents/names/leader-list.js';

describe('a cell that names a leader and divisions', () => {
  it.each([
    '夏春胤\n基础教育处',
    '夏春胤 基础教育处',
    '夏春胤（基础教育处）',
    '基础教育处（夏春胤）',
    '基础教育处夏春胤',
    '夏春胤/基础教育处',
    '夏 春 胤\n基础教育处',
    '夏春胤副局长\n基础教育处',
    '局长 夏春胤 基础教育处',
    '牵头领导：夏春胤 责任处室：基础教育处',
    '责任单位：基础教育处\n责任人：夏春胤',
    '夏春胤（副局长）\n基础教\n育处',
  ])('%j', (text) => {
    expect(readAnswerCell(text)).toEqual({
      leaders: ['夏春胤'],
      divisions: [{ name: '基础教育处', role: 'lead' }],
      unread: [],
    });
  });

  it.each([
    ['王副局长\n基教处、高教处', ['王副局长'], ['基教处', '高教处'], []],
    ['各分管局领导 各处室', ['各分管局领导'], ['各处室'], []],
    ['张三、李四', ['张三', '李四'], [], []],
    ['高教处', [], ['高教处'], []],
    ['么么 基教处', [], ['基教处'], ['么么']],
    ['待定', [], [], ['待定']],
    ['', [], [], []],
  ])('%j', (text, leaders, divisions, unread) => {
    const answers = readAnswerCell(text);
    expect([answers.leaders, answers.divisions.map(({ name }) => name), answers.unread]).toEqual([
      leaders,
      divisions,
      unread,
    ]);
  });

  it('keeps the roles and restores prefixes', () => {
    expect(readAnswerCell('责任领导：张三；牵头单位：市教育局；配合单位：财政局')).toEqual({
      leaders: ['张三'],
      divisions: [
        { name: '市教育局', role: 'lead' },
        { name: '市财政局', role: 'supporting', written: '财政局' },
      ],
      unread: [],
    });
  });

  it('never fails, whatever the text', () => {
    const sign = fc.constantFrom(...'市教育局处室张三王副局长责任人领导牵头配合（）()：、，/ \n1A');
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 40 }), (text) => {
        const { leaders, divisions, unread } = readAnswerCell(text);
        if (/[市教育张三王]/u.test(text)) expect(leaders.length + divisions.length + unread.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a cell that names leaders', () => {
  it.each([
    ['孟 晖', ['孟晖']],
    ['孟 晖 王池富', ['孟晖', '王池富']],
    ['李 明 王 华', ['李明', '王华']],
    ['夏春胤、王池富', ['夏春胤', '王池富']],
    ['夏春胤，夏春胤', ['夏春胤']],
    ['张三（局长）', ['张三']],
    ['局长 张三', ['张三']],
    ['党组成员、副局长张三', ['张三']],
    ['张三（党组成员、副局长）、李四（总督学）', ['张三', '李四']],
    ['张三同志', ['张三']],
    ['牵头领导：张三；责任领导：李四', ['张三', '李四']],
    ['王副局长', ['王副局长']],
    ['局长', ['局长']],
    ['局领导班子成员', ['局领导班子成员']],
    ['各分管局领导', ['各分管局领导']],
    ['欧阳明', ['欧阳明']],
    ['买买提·艾力', ['买买提·艾力']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(listLeaders(text)).toEqual(expected);
  });
});
