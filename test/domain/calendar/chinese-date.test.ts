import { describe, expect, it } from '@jest/globals';
import { chineseDate, chineseDateTime, documentDate } from '../../../domain/calendar/chinese-date.js';
import { at } from '../../mail/sample-notices.js';

const reader = { zone: 'Asia/Shanghai', now: at('2017-04-05T09:00') };

describe('dates as people read them', () => {
  it('gives day, weekday and hour', () => {
    expect(chineseDateTime(at('2017-09-30T17:30'), reader)).toBe('9月30日（周六）17:30');
    expect(chineseDateTime(at('2017-10-01T09:05'), reader)).toBe('10月1日（周日）09:05');
    expect(chineseDate(at('2017-12-29T00:00'), reader)).toBe('12月29日（周五）');
  });

  it('gives the year where it is not that of now', () => {
    expect(chineseDateTime(at('2018-03-30T17:30'), reader)).toBe('2018年3月30日（周五）17:30');
    expect(chineseDate(at('2016-12-30T17:30'), reader)).toBe('2016年12月30日（周五）');
  });

  it('reads day and year in the zone given, not in that of the machine', () => {
    const newYear = Date.UTC(2017, 11, 31, 16, 0);
    expect(chineseDateTime(newYear, reader)).toBe('2018年1月1日（周一）00:00');
    expect(chineseDateTime(newYear, { ...reader, zone: 'UTC' })).toBe('12月31日（周日）16:00');
    expect(documentDate(newYear, 'Asia/Shanghai')).toBe('2018年1月1日');
  });

  it('refuses a zone that does not exist', () => {
    expect(() => documentDate(0, 'Asia/Nowhere')).toThrow('Asia/Nowhere');
  });
});
