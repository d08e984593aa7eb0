import { addDays } from '../calendar/civil-day.js';
import type { Day } from '../instant.js';
import { firstYear } from '../plan-span.js';
import { after, lengthOf } from './from-launch.js';
import { quarter, untilDay, type Named } from './period.js';
import { BEFORE, LENGTH, rule, TO, YEAR, type Rule } from './rule.js';
import { schoolTime, schoolTimeNames, usualSchoolDates, type SchoolDates, type SchoolTime } from './school-dates.js';
import { monthsOf } from './span-months.js';
import { dayName, strictlyBefore } from './why.js';
import { occurrences, type Groups, type Meant } from './years.js';

const OVER = `(?:结束${BEFORE}|结束|(?:期末|末|底)前?|内|期间)?`;
const SCHOOL_YEAR = `(?:(?<school>20\\d{2})${TO}20\\d{2}学年度?)?`;
const TIMES: Readonly<Record<string, SchoolTime>> = { 秋: 'autumn', 寒: 'winter', 春: 'spring', 暑: 'summer' };

/** Terms and holidays of schools. Those of a school year, not of a calendar year, are read in a school year's plan only. */
export const schoolRules: readonly Rule[] = [
  // 秋季开学前; 春季开学后一个月内
  school(`${YEAR}(?<time>[秋春])季?(?:学期)?开学${BEFORE}`, readOpening),
  school(`${YEAR}(?<time>[秋春])季?(?:学期)?开学[之以]?[后起]${LENGTH}[之以]?内`, readAfterOpening),
  // 秋季学期末; 寒假前; 暑假期间; 寒暑假
  school(`${YEAR}(?<time>[秋春])季?学期${OVER}`, readTime),
  school(`${YEAR}寒、?暑假${OVER}`, readTime),
  school(`${YEAR}(?<time>[寒暑])(?:假期(?!间)|假|期(?!间))(?:(?<before>(?:开始|放假)?${BEFORE})|${OVER})`, readTime),
  // 第一学期末; 每学期, 学期末; 学年末; 全学年
  school(`${SCHOOL_YEAR}第?(?<term>[12上下])个?学期${OVER}`, readTerms),
  school(`${SCHOOL_YEAR}(?:[每各]个?学期${OVER}|学期(?:结束${BEFORE}|(?:末|底)前?))`, readTerms),
  school(`[本该]?学年度?(?:结束${BEFORE}|(?:末|底)前?|内)`, readSchoolYear),
  rule('(?:[全本]|整个)学年度?', { read: readSchoolQuarters, whole: true, point: true }, ''),
];

type Reading = (Named | null)[] | undefined;

function school(pattern: string, read: Rule['read']): Rule {
  return rule(pattern, { read, point: true, doubt: 'school' }, '');
}

function readOpening({ time }: Groups, meant: Meant): Reading {
  const dates = datesOf(meant);
  return occurrences(meant, (year) => {
    const { first } = schoolTime(dates, timeOf(time), year);
    const rule = `按${dates.name}${dayName(first)}开学，${strictlyBefore(first)}`;
    return { ...untilDay(addDays(first, -1), `${time}季开学前`), year, rule };
  });
}

function readAfterOpening({ time, count, unit }: Groups, meant: Meant): Reading {
  const dates = datesOf(meant);
  const length = lengthOf(count, unit);
  return occurrences(meant, (year) => {
    const { first } = schoolTime(dates, timeOf(time), year);
    const last = after(first, length, meant.told.context);
    if (last === null) return null;
    const rule = `按${dates.name}${dayName(first)}开学，次日起算`;
    return { name: `${time}季开学后${count}${unit}内`, year, first, last, exact: false, rule };
  });
}

function readTime({ time, before }: Groups, meant: Meant): Reading {
  const times: SchoolTime[] = time === undefined ? ['winter', 'summer'] : [timeOf(time)];
  const dates = datesOf(meant);
  return times.flatMap((one) =>
    occurrences(meant, (year) => {
      const { first, last } = schoolTime(dates, one, year);
      const name = schoolTimeNames[one];
      if (before === undefined) return { name, year, ...ending({ first, last }, dates) };
      const rule = `按${dates.name}${dayName(first)}放假，${strictlyBefore(first)}`;
      return { ...untilDay(addDays(first, -1), `${name}前`), year, rule };
    }),
  );
}

/** 第一学期 and 上学期 are the autumn term; 学期末 alone is the end of either term. */
function readTerms({ school: stated, term }: Groups, meant: Meant): Reading {
  const { span } = meant.told.context;
  if (stated === undefined && span.kind !== 'school-year') return undefined;
  const from = Number(stated ?? firstYear(span));
  const dates = datesOf(meant);
  const said = span.kind === 'school-year' && from === firstYear(span) ? '' : `${from}—${from + 1}学年`;
  const terms: Named[] = [
    { name: `${said}第一学期`, year: null, ...ending(schoolTime(dates, 'autumn', from), dates) },
    { name: `${said}第二学期`, year: null, ...ending(schoolTime(dates, 'spring', from + 1), dates) },
  ];
  if (term === undefined) return terms;
  return term === '1' || term === '上' ? terms.slice(0, 1) : terms.slice(1);
}

function readSchoolYear(_: Groups, meant: Meant): Reading {
  const { span } = meant.told.context;
  if (span.kind !== 'school-year') return undefined;
  const dates = datesOf(meant);
  const { last } = schoolTime(dates, 'spring', firstYear(span) + 1);
  return [{ name: '学年末', year: null, ...ending({ first: span.first, last }, dates) }];
}

function readSchoolQuarters(_: Groups, { told }: Meant): Reading {
  const { span } = told.context;
  return span.kind === 'school-year' ? monthsOf(span, 3).map(({ year, n }) => quarter(year, n / 3)) : undefined;
}

function ending({ first, last }: Record<'first' | 'last', Day>, { name }: SchoolDates): Omit<Named, 'name' | 'year'> {
  return { first, last, exact: false, rule: `按${name}取${dayName(last)}或之前最后一个工作日` };
}

function datesOf({ told }: Meant): SchoolDates {
  return told.context.schoolDates ?? usualSchoolDates;
}

function timeOf(sign = ''): SchoolTime {
  return TIMES[sign] ?? 'autumn';
}
