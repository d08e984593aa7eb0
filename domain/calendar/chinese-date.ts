import { DateTime } from 'luxon';
import type { Instant } from '../instant.js';

/** Where and when a date is read: in `zone`, by someone whose present is `now`. */
export interface DateReader {
  zone: string;
  now: Instant;
}

/** `9月30日（周六）17:30`; with the year where it is not that of now. */
export function chineseDateTime(instant: Instant, reader: DateReader): string {
  return `${chineseDate(instant, reader)}${inZone(instant, reader.zone).toFormat('HH:mm')}`;
}

/** `9月30日（周六）`; with the year where it is not that of now. */
export function chineseDate(instant: Instant, reader: DateReader): string {
  const { weekday } = inZone(instant, reader.zone);
  return `${shortDate(instant, reader)}（周${'一二三四五六日'[weekday - 1]}）`;
}

/** `9月30日`, where space is dear; with the year where it is not that of now. */
export function shortDate(instant: Instant, reader: DateReader): string {
  const date = inZone(instant, reader.zone);
  const year = date.year === inZone(reader.now, reader.zone).year ? '' : `${date.year}年`;
  return `${year}${date.month}月${date.day}日`;
}

/** `2017年9月30日`, as a document is dated. */
export function documentDate(instant: Instant, zone: string): string {
  const { year, month, day } = inZone(instant, zone);
  return `${year}年${month}月${day}日`;
}

function inZone(instant: Instant, zone: string): DateTime {
  const date = DateTime.fromMillis(instant, { zone });
  // luxon would go on with "Invalid DateTime", which must not reach a reader.
  if (!date.isValid) throw new RangeError(`无法在时区 ${zone} 显示时刻 ${instant}：${date.invalidReason}`);
  return date;
}
