import { describe, expect, it } from '@jest/globals';
import { readFigures } from '../../client/figures.js';
import { readHolidayOption, readHolidays, readPolicy } from '../../client/read-rules.js';
import { amendPolicy } from '../../client/replan.js';
import { spanNamed } from '../../client/span-named.js';
import { calendarYear, schoolYear, statedYears } from '../../domain/plan-span.js';
import { completePolicy, defaultPolicy } from '../../domain/policy.js';

describe('a policy file', () => {
  it('says only what is otherwise, in whatever order', () => {
    const text =
      '{"reminders": [1, 5, 15, 5], "escalations": [{"daysLate": 4, "to": ["office"]}, {"daysLate": 2, "to": ["leader"]}]}';
    expect(readPolicy(text, '规则.json')).toEqual({
      reminders: [15, 5, 1],
      escalations: [
        { daysLate: 2, to: ['leader'] },
        { daysLate: 4, to: ['office'] },
      ],
    });
  });

  it('may name one of the numbers that stand together; the others stay', () => {
    const given = readPolicy('{"extensions": {"leaderConsent": true}, "repeat": {"atMost": 3}}', '规则.json');
    const before = { ...defaultPolicy, extensions: { atMost: 1, leaderConsent: false } };
    expect(amendPolicy(before, given, 0)).toMatchObject({
      extensions: { atMost: 1, leaderConsent: true },
      repeat: { everyDays: 5, to: ['office', 'leader'], atMost: 3 },
    });
    expect(completePolicy({ acknowledgement: { remindAfter: 2 } }).acknowledgement).toEqual({
      ...{ remindAfter: 2, officeAfter: 5 },
    });
  });

  it('is refused with all that is wrong and what it should be', () => {
    const text = '{"reminder": [1], "dueTime": "25:00", "jointLeads": "all", "paceMargin": 10}';
    expect(() => readPolicy(text, '规则.json')).toThrow(/没有这一项：reminder/);
    expect(() => readPolicy(text, '规则.json')).toThrow(/dueTime：应为时刻，如 "17:30"/);
    expect(() => readPolicy(text, '规则.json')).toThrow(/jointLeads：应为 "one"（一家报送即可）或 "each"/);
    expect(() => readPolicy(text, '规则.json')).toThrow(/paceMargin：应为 0 至 1 之间的数/);
    expect(() => readPolicy('{', '规则.json')).toThrow(/“规则.json”不是有效的 JSON/);
    expect(() => readPolicy('{"zone": "Asia/Nowhere"}', '规则.json')).toThrow(/zone：应为时区名/);
  });

  it('makes a policy of another version; one that changes nothing stays what it was', () => {
    const now = Date.parse('2027-03-05T09:00:00+08:00');
    const amended = amendPolicy(defaultPolicy, { reminders: [5, 1] }, now);
    expect(amended).toMatchObject({ version: 'default-2+20270305T0900', reminders: [5, 1], dueTime: '17:30' });
    expect(amendPolicy(amended, { reviewAfter: 5 }, now + 3_600_000).version).toBe('default-2+20270305T1000');
    expect(amendPolicy(defaultPolicy, { reminders: [10, 3, 1] }, now)).toBe(defaultPolicy);
    expect(amendPolicy(defaultPolicy, { reminders: [5], version: '市局-1' }, now).version).toBe('市局-1');
  });
});

describe('a holiday notice', () => {
  it('is read from a file or from the command line', () => {
    const notice = { 2027: { off: '01-01 02-05', worked: '02-14' } };
    expect(readHolidays('{"2027": {"off": " 01-01  02-05", "worked": "02-14"}}', 'a.json')).toEqual(notice);
    expect(readHolidayOption('2027:off=01-01 02-05;worked=02-14')).toEqual(notice);
    expect(readHolidayOption('2027:off=01-01,02-05;worked=02-14')).toEqual(notice);
    expect(readHolidayOption('2027:off=01-01')).toEqual({ 2027: { off: '01-01', worked: '' } });
  });

  it('is refused where it names no day, or one day twice', () => {
    expect(() => readHolidayOption('2027=01-01')).toThrow(/应写为 年份:off=放假日/);
    expect(() => readHolidayOption('2027:off=02-29')).toThrow(/2027年没有 02-29 这一天/);
    expect(() => readHolidayOption('2027:off=02-05;worked=02-05')).toThrow(/02-05 既写作放假又写作上班/);
    expect(() => readHolidays('{"27": {"off": ""}}', 'a.json')).toThrow(/放假安排“a.json”有误/);
  });
});

describe('figures on the command line', () => {
  const target = (text: string) => ({ text, quantity: 12, unit: '所', comparison: 'at-least' as const });
  const item = { code: '1.1', targets: [target('新建12所'), target('改造30所')] };

  it('count targets from 1', () => {
    expect(readFigures(['2=7.5', '1＝3'], item)).toEqual([
      { target: 1, value: 7.5 },
      { target: 0, value: 3 },
    ]);
  });

  it('are refused with the targets there are', () => {
    expect(() => readFigures(['3=1'], item)).toThrow(/没有指标3；可填：\n {2}指标1：新建12所\n {2}指标2：改造30所/);
    expect(() => readFigures(['1=1'], { code: '1.1', targets: [] })).toThrow(/该事项没有量化指标/);
    expect(() => readFigures(['12所'], item)).toThrow(/应写为“指标序号=完成数”/);
    expect(() => readFigures(['1=-2'], item)).toThrow(/不小于零/);
    expect(() => readFigures(['1=1', '1=2'], item)).toThrow(/指标1的完成数填了两次/);
  });
});

describe('the span of a campaign', () => {
  it.each([calendarYear(2027), schoolYear(2027), statedYears(2027, 2028)])('is known by its name: $name', (span) => {
    expect(spanNamed(span.name)).toEqual(span);
  });
});
