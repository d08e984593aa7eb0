import type { Day } from '../instant.js';
import { eventRules } from './grammar-events.js';
import { schoolRules } from './grammar-school.js';
import { half, month, quarter, statedDay, tenDays, wholeYear, type Named } from './period.js';
import { A_YEAR, AND, rule, TO, YEAR, type Rule } from './rule.js';
import { monthsOf } from './span-months.js';
import { yearsOf, type Groups, type Meant } from './years.js';

const MONTH = '(?<month>\\d{1,2})月份?';
/** With a weekday in brackets, 含 for what 前 means anyway, and the end of the day or of its work. */
const DAY =
  '(?<day>\\d{1,2})(?:[日号]|(?=[之以]?前))(?:\\((?:(?:周|星期)(?<weekday>[1-6日天])|含|含当[日天])\\))?(?:24[时点]|24:00|17:30|17[时点]30分)?';
/** 每月至少一次. */
const ONCE = '(?:(?:至少|不少于)?1次)?';
/** 长期坚持, 常态化推进: with no end in sight. */
const ONGOING =
  '(?:贯穿全年|贯穿始终|全年|常年|长年|长期|持续|常态|经常|日常|不间断|长效)(?:坚持|推进|开展|实施|抓好|任务|工作|进行|落实|化|性|保持|用力|巩固|深化|管理|机制|常态|长效)*';

/** In this order: a rule stands before the ones that would read only a part of its text. */
export const rules: readonly Rule[] = [
  // 9月30日前; 9月1-15日, where the first day borrows the unit of the second; 2018.6.30; 20180630; 6.30前
  rule(`${YEAR}${MONTH}${DAY}`, { read: readDay, point: true }),
  rule(`${YEAR}${MONTH}(?<day>\\d{1,2})(?=${TO}\\d{1,2}[日号])`, { read: readDay, point: true }),
  rule(`${A_YEAR}(?<sign>[-./])(?<month>\\d{1,2})\\k<sign>(?<day>\\d{1,2})(?!\\d)[日号]?`, {
    read: readDay,
    point: true,
  }),
  rule(`${A_YEAR}(?<month>0[1-9]|1[0-2])(?<day>[0-3]\\d)(?!\\d)日?`, { read: readDay, point: true }),
  rule('(?<month>\\d{1,2})[./](?<day>\\d{1,2})(?:[日号]|(?=[之以]?前|-\\d{1,2}\\.\\d{1,2}(?!\\d)))', {
    read: readDay,
    point: true,
  }),
  rule('(?<month>\\d{1,2})[./](?<day>1[3-9]|[23]\\d)(?![\\d./月])', { read: readDay, point: true }),

  // 6月至9月每月5日前
  rule(`${YEAR}(?<from>\\d{1,2})(?:月份?)?${TO}(?<to>\\d{1,2})月份?,?[每各逐]个?月(?:${DAY})?`, {
    read: readEachOfMonths,
    point: true,
  }),

  // 12月中旬, 12月初; 2018.6
  rule(`${YEAR}${MONTH}(?<part>[上中下]{1,2})旬`, { read: readPart }),
  rule(`${YEAR}${MONTH}(?<part>初)`, { read: readPart, point: true }),
  rule(`${A_YEAR}[-./](?<list>\\d{1,2})(?!\\d|[-./]\\d{1,2}(?![\\d月]))(?:月份?)?`, { read: readMonths }),
  // 3、6、9、12月; 3至6月, where the first month borrows the unit of the second
  rule(`${YEAR}(?<list>\\d{1,2}(?:${AND}\\d{1,2})*)月份?(?!\\d{1,2}[日号]|[上中下]{1,2}旬|初)`, { read: readMonths }),
  rule(`${YEAR}(?<list>\\d{1,2})(?=${TO}(?:[次明翌]年|\\d{4}年)?\\d{1,2}月)`, { read: readMonths }),

  // 1-4季度; 第三季度, 一、二季度; 上半年; 年中; 年底; 年内
  rule(`${YEAR}第?(?<from>\\d)(?:季度?)?${TO}第?(?<to>\\d)季度?(?=$|[^\\d])`, {
    read: readQuarterRange,
    point: true,
  }),
  // 第三个季度; 三个季度 is a length.
  rule(`${YEAR}第?(?<list>\\d(?:${AND}第?\\d)*)(?:(?<=第\\d)个)?季度?`, { read: readQuarters }),
  rule(`${YEAR}(?<part>上、?下|上|下)半年`, { read: readHalves }),
  rule(`(?:${A_YEAR}|[今本当]年)?年中`, {
    read: (_, meant) => yearsOf(meant, 6).map((y) => ({ ...half(y, '上'), name: '年中' })),
  }),
  rule(`(?:${YEAR.slice(0, -1)}年?|年度?)[底末终]`, { read: readYearEnd, point: true }),
  rule(`(?:${YEAR.slice(0, -1)}|年度?)之?内`, {
    read: (_, meant) => yearsOf(meant, 12).map((y) => wholeYear(y, '年内')),
  }),

  // 每季度末, 全年, 长期坚持; 每半年; 每月5日前
  rule(`[每各]个?季度?(?<which>首|末|第[1-3]个|最后1个)月(?:${DAY})?`, {
    read: readQuarterMonth,
    whole: true,
    point: true,
  }),
  rule(`${YEAR}(?:[每各按逐分]个?季度?${ONCE}|季度?末|${ONGOING})`, {
    read: readEachQuarter,
    whole: true,
    point: true,
  }),
  rule(`${YEAR}[每各]半年度?${ONCE}`, { read: readEachHalf, whole: true, point: true }),
  rule(`(?<!月份?)${YEAR}[每各按逐分]个?月份?(?:${DAY}|(?<part>[上中下])旬|(?<start>初)|月(?=[底末]))?${ONCE}`, {
    read: readEachMonth,
    whole: true,
    point: true,
  }),

  ...eventRules,
  ...schoolRules,

  // 每年
  rule(`[每逐]年度?${ONCE}`, { read: readEachYear, whole: true, point: true }),

  // 2018年, 2018-2019年: no more than a year
  rule(`${A_YEAR}(?:年度?)?(?=${TO}\\d{4}年)`, { read: readFirstYear }),
  rule(`${A_YEAR}年度?`, { read: readYear, doubt: 'year-only' }),
  rule('(?:(?<this>[今本])|(?<next>[明次翌]))年度?', { read: readYear, doubt: 'year-only' }),
];

type Reading = (Named | null)[] | undefined;

function readDay(found: Groups, meant: Meant): Reading {
  return yearsOf(meant, number(found.month)).map((year) => dayOf(found, year, number(found.month)));
}

/** A day that is not the weekday written beside it is as little a date as 2月30日: one of the two is a slip. */
function dayOf({ day, before, weekday }: Groups, year: number, n: number): Named | null {
  const found = statedDay(year, n, number(day));
  if (found && weekday !== undefined && !fallsOn(found.last, weekday)) return null;
  return found && { ...found, rule: before === undefined ? found.rule : '含当日' };
}

function fallsOn(day: Day, weekday: string): boolean {
  return new Date(day).getUTCDay() === (/\d/.test(weekday) ? Number(weekday) : 0);
}

function readPart(found: Groups, meant: Meant): Reading {
  return yearsOf(meant, number(found.month)).map((year) => tenDays(year, number(found.month), found.part ?? ''));
}

function readMonths({ list }: Groups, meant: Meant): Reading {
  return numbers(list).flatMap((n) => yearsOf(meant, n).map((year) => month(year, n)));
}

function readQuarters({ list }: Groups, meant: Meant): Reading {
  return numbers(list).flatMap((n) => yearsOf(meant, 3 * n).map((year) => quarter(year, n)));
}

/** 1-4季度: four quarters, each with its end, as 每季度 has. */
function readQuarterRange({ from, to }: Groups, meant: Meant): Reading {
  const [first, last] = [number(from), number(to)];
  if (first >= last) return [null];
  const list = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return list.flatMap((n) => yearsOf(meant, 3 * n).map((year) => quarter(year, n)));
}

function readHalves({ part }: Groups, meant: Meant): Reading {
  const parts = part?.length === 1 ? [part] : ['上', '下'];
  return parts.flatMap((one) => yearsOf(meant, one === '上' ? 6 : 12).map((year) => half(year, one)));
}

function readYearEnd(_: Groups, meant: Meant): Reading {
  return yearsOf(meant, 12).map((year) => wholeYear(year, '年底'));
}

function readYear(_: Groups, { own }: Meant): Reading {
  return [own === null ? null : wholeYear(own, '年底')];
}

/** The 2018 of 2018-2019年. */
function readFirstYear(_: Groups, { own }: Meant): Reading {
  return [own === null ? null : { ...wholeYear(own, `${own}年`), year: null }];
}

function readEachQuarter(_: Groups, meant: Meant): Reading {
  return every(meant, 3).map(({ year, n }) => quarter(year, n / 3));
}

/** 每季度末月25日前. */
function readQuarterMonth(found: Groups, meant: Meant): Reading {
  const { which } = found;
  const back = which === '首' || which === '第1个' ? 2 : which === '第2个' ? 1 : 0;
  return every(meant, 3).map(({ year, n }) =>
    found.day === undefined ? month(year, n - back) : dayOf(found, year, n - back),
  );
}

function readEachHalf(_: Groups, meant: Meant): Reading {
  return every(meant, 6).map(({ year, n }) => half(year, n === 6 ? '上' : '下'));
}

function readEachMonth(found: Groups, meant: Meant): Reading {
  return every(meant, 1).map(({ year, n }) => {
    if (found.day !== undefined) return dayOf(found, year, n);
    const tens = found.part ?? found.start;
    return tens === undefined ? month(year, n) : tenDays(year, n, tens);
  });
}

/** Every month from the one to the other, of one year. */
function readEachOfMonths(found: Groups, meant: Meant): Reading {
  const [first, last] = [number(found.from), number(found.to)];
  if (first >= last) return [null];
  const list = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return list.flatMap((n) =>
    yearsOf(meant, n).map((year) =>
      found.day === undefined ? month(year, n) : dayOf({ ...found, month: String(n) }, year, n),
    ),
  );
}

/** A school year has no year's end of its own that every office would agree on. */
function readEachYear(_: Groups, { told }: Meant): Reading {
  const { span } = told.context;
  if (span.kind === 'school-year') return undefined;
  return monthsOf(span, 12).map(({ year }) => wholeYear(year, '年底'));
}

/** The ends of months, quarters or halves, of the year written or of the whole plan. */
function every({ own, told }: Meant, step: 1 | 3 | 6): { year: number; n: number }[] {
  if (own === null) return monthsOf(told.context.span, step);
  return Array.from({ length: 12 / step }, (_, i) => ({ year: own, n: step * (i + 1) }));
}

function numbers(list: string | undefined): number[] {
  return (list ?? '').match(/\d+/g)?.map(Number) ?? [];
}

function number(text: string | undefined): number {
  return Number(text);
}
