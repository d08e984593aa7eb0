import { addDays } from '../calendar/civil-day.js';
import { festivalIn, festivalWords } from './festivals.js';
import { fromLaunch, lengthOf } from './from-launch.js';
import { month, untilDay, type Named } from './period.js';
import { BEFORE, LENGTH, rule, YEAR, type Rule } from './rule.js';
import { dayName, strictlyBefore } from './why.js';
import { occurrences, type Groups, type Meant } from './years.js';

/** 国庆节前10天, 每月5个工作日内 count from something else than the launch. */
const LAUNCH =
  '(?<![年度季月旬日号底末前节])(?:[自从]?(?:(?:本|该)?(?:方案|通知|文件|意见|任务|清单))?(?:印发|下发|发文|发布|公布|启动|下达|交办|(?:接到|收到)(?:任务|通知|文件)?)(?:之日)?[起后]?)?';
/** 教师节、国庆节前: the 前 is of both. */
const AND_FESTIVALS = `(?:[、,和及与]?(?:${festivalWords})节?){1,3}`;
/** 立行立改 is taken to mean that the division reports within so many working days. */
const AT_ONCE = { count: 5, unit: '工作日' };

/** Festivals, and times that count from the launch. */
export const eventRules: readonly Rule[] = [
  // 国庆节前, 五一前; 教师节
  rule(
    `${YEAR}(?<festival>${festivalWords})节?(?:(?<before>(?:放假|假期|节日)?${BEFORE}|(?=${AND_FESTIVALS}${BEFORE}))|)`,
    { read: readFestival, point: true },
    '',
  ),
  // 10个工作日内, 自印发之日起一个月内; 15个工作日
  rule(`${LAUNCH}${LENGTH}[之以]?内`, { read: readLength, point: true, launch: true }, ''),
  rule(`${LAUNCH}(?<count>\\d{1,3})(?<unit>个?工作日|个月|天)`, { read: readLength, point: true, launch: true }, ''),
  // 月底, of no month: the month of the launch
  rule(
    `(?:[本当]?月[底末]|[本当]月)(?:${BEFORE}|内)?`,
    { read: readLaunchMonth, point: true, launch: true, doubt: 'no-month' },
    '',
  ),
  rule(
    '(?:立即|即时|马上|立行立改|即知即改|即行即改|立查立改|边查边改|立说立行|立整立改|即刻|当即)(?:整改|办理|落实|执行|实施|推进)?',
    { read: readAtOnce, point: true, launch: true, doubt: 'at-once' },
    '',
  ),
];

type Reading = (Named | null)[] | undefined;

function readFestival({ festival = '', before }: Groups, meant: Meant): Reading {
  const found = occurrences(meant, (year) => {
    const known = festivalIn(festival, year);
    if (!known) return null;
    const { name, day } = known;
    if (before === undefined) return { ...untilDay(day, name), year, exact: true, rule: `即${dayName(day)}` };
    return { ...untilDay(addDays(day, -1), `${name}前`), year, rule: strictlyBefore(day) };
  });
  // A year beyond the table of lunar festivals is nothing that the document got wrong.
  return found.includes(null) ? undefined : found;
}

function readLength({ count, unit }: Groups, { told }: Meant): Reading {
  // 3月内 is within March.
  if (unit === '月' && count !== '半') return undefined;
  return present(fromLaunch(lengthOf(count, unit), told.context));
}

function readAtOnce(_: Groups, { told }: Meant): Reading {
  const found = fromLaunch(AT_ONCE, told.context);
  const { launchDay = '' } = told.context;
  return present(found && { ...found, rule: `按启动之日（${dayName(launchDay)}）后第${AT_ONCE.count}个工作日` });
}

function readLaunchMonth(_: Groups, { told }: Meant): Reading {
  const day = told.context.launchDay;
  if (day === undefined) return [];
  const found = month(Number(day.slice(0, 4)), Number(day.slice(5, 7)));
  return present(found && { ...found, rule: `按启动当月理解，${found.rule}` });
}

function present(found: Named | null): Named[] {
  return found ? [found] : [];
}
