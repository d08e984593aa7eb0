import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { groupText, smsText } from '../../../mail/channels/short-text.js';
import { at } from '../../register/sample.js';
import { matter } from './matters.js';

const now = at('2017-10-11');
const june = at('2017-06-30', '17:30');
const group = (...matters: ReturnType<typeof matter>[]) => groupText(matters, { now, most: 2048 });

describe('what a group reads', () => {
  it('is one sentence for one division, its latest item first', () => {
    const second = matter({ notices: ['n2'], code: '1.1', title: '教师交流', daysLate: 1 });
    expect(group(second, matter())).toEqual({
      text: '【督办逾期】学位管理处：1.2 学区制管理等2项，应于9月30日（周六）报送，已逾期3个工作日，请即办理。详见邮件。',
      told: ['n1', 'n2'],
    });
  });

  it('is a list for several divisions, and says what dates it spans', () => {
    const old = matter({
      notices: ['n2', 'n3'],
      code: '2.1',
      title: '建成学校；配齐教师',
      divisions: ['基础教育处', '高教处'],
      due: june,
      daysLate: 66,
    });
    const both = matter({ notices: ['n4'], divisions: ['基础教育处', '高教处'] });
    expect(group(matter(), both, old)).toEqual({
      text:
        '【督办逾期】以下事项逾期未报，请有关单位即办理，详见邮件：\n' +
        '1. 基础教育处、高教处：2.1 建成学校…等2项，最早应于6月30日（周五）报送，最长已逾期66个工作日；\n' +
        '2. 学位管理处：1.2 学区制管理，应于9月30日（周六）报送，已逾期3个工作日。',
      told: ['n2', 'n3', 'n4', 'n1'],
    });
  });

  it('cannot be made to call on people, nor to forge a line', () => {
    const { text } = group(matter({ title: '<@all><at user_id="all"></at>', divisions: ['甲处\n【督办】乙处'] }));
    expect(text).not.toMatch(/[<>\n]/);
  });

  const word = fc.string({ unit: fc.constantFrom('督', '办', 'a', '3', '😀', '𠮷', '\n', '<', '、'), maxLength: 60 });
  const late = fc.record({
    ...{ code: word, title: word, divisions: fc.array(word, { maxLength: 4 }) },
    daysLate: fc.integer({ min: 0, max: 400 }),
    due: fc.constantFrom(june, at('2017-09-30', '17:30')),
  });

  it('fits, is whole characters, and tells each matter in one message or the next', () => {
    fc.assert(
      fc.property(fc.array(late, { minLength: 1, maxLength: 60 }), fc.integer({ min: 700, max: 3000 }), (all, most) => {
        let left = all.map((one, n) => matter({ ...one, notices: [`n${n}`] }));
        const told: string[] = [];
        while (left.length > 0) {
          const said = groupText(left, { now, most });
          expect(Buffer.byteLength(said.text)).toBeLessThanOrEqual(most);
          expect(Buffer.from(said.text).toString()).toBe(said.text);
          expect(said.told.length).toBeGreaterThan(0);
          told.push(...said.told);
          left = left.filter(({ notices }) => !said.told.includes(notices[0] as string));
        }
        expect(told.toSorted()).toEqual(all.map((_, n) => `n${n}`).toSorted());
      }),
    );
  });

  it('and a person: each variable of the template within 35 characters', () => {
    fc.assert(
      fc.property(fc.array(late, { minLength: 1, maxLength: 20 }), (all) => {
        const { params, text } = smsText(
          all.map((one) => matter(one)),
          now,
        );
        for (const value of Object.values(params)) expect(Array.from(value).length).toBeLessThanOrEqual(35);
        expect(Buffer.from(text).toString()).toBe(text);
        expect(text).not.toMatch(/[<>\n$]/);
      }),
    );
  });
});

describe('what a leader reads on his phone', () => {
  it('is one message of all his divisions', () => {
    const other = matter({ notices: ['n2'], code: '3.1', divisions: ['高教处'], due: june, daysLate: 66 });
    expect(smsText([matter(), other], now)).toMatchObject({
      text: '高教处等2个单位：3.1 学区制管理等2项应于6月30日（周五）报送，已逾期66个工作日，请即办理或督促办理，详见邮件。',
      told: ['n1', 'n2'],
    });
  });
});
