import { valueOf } from '../../blocks/numbering.js';
import { halfWidth } from '../points/time-run.js';

/** A line that opens a month of a schedule: `9月`, `7—8月`, `2018年1月`, `二月：`, `【三月】`, `（九）月`, `9` where 月 was lost. */
export interface MonthHeading {
  first: number;
  last: number;
  /** 上旬, 中旬, 下旬, where the heading names a part of the month; else empty. */
  part: string;
  /** The year the heading itself states. */
  year: number | null;
  /** What follows the month in the same line: its first task, when the month has no line of its own. */
  rest: string;
  /** 月 was lost: only its neighbours tell that the figure is a month. */
  bare: boolean;
}

const HAN_MONTH = '十[一二]?|[一二三四五六七八九元正]';
const NUMBER = `(?:1[0-2]|0?[1-9]|${HAN_MONTH})`;
const TO = '\\s?(?:[-—–－~～、]|至|到){1,2}\\s?';
const OPEN = '[【〔［\\[（(《<●◆■★▲◎※\\s]{0,3}';
const CLOSE = '[】〕］\\]）)》>\\s]{0,3}';
const YEAR = '(?:(?<year>(?:19|20)\\d\\d)\\s?(?:年度?|[./-])\\s?)?';
const MONTHS = new RegExp(
  `^${OPEN}${YEAR}[（(]?(?<first>${NUMBER})[）)]?(?:\\s?月份?)?(?:${TO}(?<last>${NUMBER}))?[）)]?\\s?月份?\\s?(?<part>[上中下]旬)?${CLOSE}(?:[（(][^（()）]{1,20}[）)])?(?<rest>.*)$`,
  'su',
);
const SIGNED = new RegExp(
  `^${OPEN}${YEAR}[（(]?${NUMBER}[）)]?(?:${TO}${NUMBER}[）)]?)?\\s?月|^${OPEN}(?:19|20)\\d\\d[./-]`,
  'u',
);
const TITLE_REST =
  /^(?:的)?(?:主要|重点|具体|教育)?(?:工作|任务)?(?:内容|事项|要点|重点|安排|计划|任务|日程|行事)?(?:表|历)?\s?[：:]?$/u;
const BARE = /^(?<first>\d{1,2})(?:\s?[-—–－~～]{1,2}\s?(?<last>\d{1,2}))?$/u;
const YEAR_LINE =
  /^[【〔[（(]?\s?(?<year>(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s?(?:年度?)?\s?(?:[上下]半年)?[】〕\]）)]?[：:]?$/u;
const TERM_LINE =
  /^(?:(?:19|20)\d\d[—–~～-](?:19|20)?\d\d\s?学年度?)?\s?(?:第[一二12]学期|[上下]学期|[春秋]季学期|[上下]半年)(?:[（(][^（()）]{0,20}[）)])?(?:工作(?:安排|计划)?)?[：:]?$/u;

/** The month a paragraph (without its number) opens; `null` when it opens none. Bare figures only when `bare` allows. */
export function monthHeading(text: string, { bare }: { bare: boolean }): MonthHeading | null {
  const plain = halfWidth(text.trim());
  const figure = bare ? BARE.exec(plain)?.groups : undefined;
  if (figure) {
    const [first, last] = [Number(figure.first), Number(figure.last ?? figure.first)];
    return isMonth(first) && isMonth(last) ? { first, last, part: '', year: null, rest: '', bare: true } : null;
  }
  if (!SIGNED.test(plain)) return null;
  const found = MONTHS.exec(plain)?.groups;
  if (!found) return null;
  const first = monthOf(found.first ?? '');
  const last = found.last === undefined ? first : monthOf(found.last);
  if (!isMonth(first) || !isMonth(last)) return null;
  const rest = restOf(found.rest ?? '');
  if (rest === null) return null;
  const year = found.year === undefined ? null : Number(found.year);
  return {
    first,
    last,
    part: found.part ?? '',
    year,
    rest: rest === '' ? '' : text.trim().slice(-rest.length),
    bare: false,
  };
}

/** A line that is a year and nothing else: 2017年, 二〇一八年, 2017 where the sign was lost. */
export function yearHeading(text: string): number | null {
  const year = YEAR_LINE.exec(halfWidth(text.trim()))?.groups?.year;
  if (year === undefined) return null;
  if (/^\d/.test(year)) return Number(year);
  return Number(Array.from(year, (sign) => '〇一二三四五六七八九'.indexOf(/[○零]/u.test(sign) ? '〇' : sign)).join(''));
}

/** 第一学期, 上半年: it stands over months and says no more than they do. */
export function isTermHeading(text: string): boolean {
  return TERM_LINE.test(text.trim());
}

/** `9月`, `7—8月`. */
export function monthName({ first, last, part }: Pick<MonthHeading, 'first' | 'last' | 'part'>): string {
  return `${first === last ? first : `${first}—${last}`}月${part}`;
}

/** What stands after the month: nothing or 工作安排 in a heading, tasks after a ：; `null` when the month begins a sentence. */
function restOf(written: string): string | null {
  if (TITLE_REST.test(written)) return '';
  const after = /^(?:工作(?:安排|重点|要点)?|重点工作)?\s?(?:[：:]\s?|(?=\d{1,2}[.、]|[①⑴]))(?<rest>.+)$/su.exec(
    written,
  )?.groups?.rest;
  return after ?? null;
}

function monthOf(written: string): number {
  if (written === '元' || written === '正') return 1;
  return valueOf(written) ?? 0;
}

function isMonth(n: number): boolean {
  return n >= 1 && n <= 12;
}
