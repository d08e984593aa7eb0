import { placeOf, Warnings } from '../../draft/plan-warnings.js';
import type { FoundItem } from '../found-item.js';
import type { Codes } from '../points/item-code.js';
import { monthName } from './month-heading.js';
import { tasksOf, type Line, type MonthTask, type MonthTasks } from './month-tasks.js';
import { yearsOf, type DatedMonth } from './month-years.js';
import { answersOf, assumeIssuer, endInNames, giveAnswers } from '../points/point-answers.js';
import type { PlanFront } from '../recogniser.js';
import { shortTitle } from '../points/short-title.js';
import { asTime, leadingTime, timeRunsIn } from '../points/time-run.js';

/** A month of a schedule with all that stands under it. */
export interface Month extends DatedMonth {
  lines: Line[];
  /** What a table's row says of who does it. */
  answers?: Line[];
}

export interface MonthItems {
  items: FoundItem[];
  warnings: Warnings;
  others: MonthTasks['others'];
}

const LONGEST_TITLE = 40;

/** The tasks of a schedule as items, month by month. */
export function itemsOfMonths(months: readonly Month[], front: PlanFront, codes: Codes): MonthItems {
  const warnings = new Warnings();
  const items: FoundItem[] = [];
  /** The last number of each month, which may be set out in several parts. */
  const lasts = new Map<string, number>();
  const others: MonthTasks['others'] = [];
  const { years, doubt } = yearsOf(months, front.span);
  const names = months.map(({ heading }) => monthName(heading));
  const yearsByName = new Map<string, Set<unknown>>();
  names.forEach((name, at) => yearsByName.set(name, (yearsByName.get(name) ?? new Set()).add(years[at])));
  const read = months.map((month) => tasksOf(month.lines));
  const habit = endInNames(read.flatMap(({ tasks }) => tasks.map(({ text }) => text)));
  months.forEach((month, at) => {
    const name = names[at] ?? '';
    const year = years[at] ?? null;
    const dated = year === null ? name : `${year}年${name}`;
    const twice = (yearsByName.get(name)?.size ?? 0) > 1;
    const found = read[at] ?? { tasks: [], others: [] };
    others.push(...found.others);
    let last = lasts.get(dated) ?? 0;
    for (const task of found.tasks) {
      last = task.number !== null && task.number > last ? task.number : last + 1;
      const item = itemOf(task, { code: codes.next(`${twice ? dated : name}.${last}`), dated, year, month, habit });
      const said = [task.text, ...task.more, ...(month.answers ?? []).map((line) => line.text)];
      const answers = answersOf(said, habit);
      giveAnswers(item, answers, warnings);
      items.push(item);
    }
    lasts.set(dated, last);
  });
  assumeIssuer(items, { issuer: front.issuer, of: '月度安排中' }, warnings);
  if (doubt !== undefined && items[0]) warnings.add('month-year-unclear', doubt, items[0].place);
  return { items, warnings, others };
}

interface TaskContext {
  code: string;
  /** `2017年9月`, or `9月` where the year is the plan's. */
  dated: string;
  year: number | null;
  month: Month;
  /** The tasks end in names in brackets. */
  habit: boolean;
}

function itemOf(task: MonthTask, { code, dated, year, month, habit }: TaskContext): FoundItem {
  const { contents, places } = task;
  const [text = '', ...more] = answersOf([task.text, ...task.more], habit).rest;
  const { title, whole } = shortTitle(withoutDay(text), LONGEST_TITLE);
  const deadline = dayIn(task.text, month) ?? dated;
  return {
    ...{ code, heading: dated, title, contents, leader: '', divisions: [] },
    measures: whole && withoutDay(text) === text ? more : [text, ...more],
    deadlines: [/^\d{4}年/.test(deadline) || year === null ? deadline : `${year}年${deadline}`],
    ...(contents.length > 0 ? { contentsByDeadline: [contents] } : {}),
    place: placeOf(places),
    parts: [task.text, ...task.more, ...contents].map((part, at) => ({
      text: part,
      place: placeOf([places[Math.min(at, places.length - 1)] ?? places[0] ?? { line: 1 }]),
    })),
  };
}

/** 9月10日前，召开… is titled by what is done. */
function withoutDay(text: string): string {
  const run = leadingTime(text);
  const set = run && /^\s?[，,：:]\s?/u.exec(text.slice(run.end))?.[0];
  return (run && set && text.slice(run.end + set.length)) || text;
}

/** The day of its month by which a task begins or ends: `9月10日前，召开…`, `…（9月中旬）`. `null` when it states none. */
function dayIn(text: string, { heading }: Month): string | null {
  const leading = leadingTime(text)?.text;
  const closing = /[（(]([^（()）]{2,20})[）)][。；;]?$/u.exec(text)?.[1];
  const stated = leading ?? (closing === undefined ? null : asTime(closing));
  if (stated === null) return heading.first === heading.last ? dayAlone(text, heading.first) : null;
  const found = /^(?:(?:19|20)\d\d年)?(\d{1,2})月(?:\d{1,2}[日号]|[上中下]旬|[初中]).*$/u.exec(stated);
  const month = Number(found?.[1]);
  return month >= heading.first && month <= heading.last ? stated : null;
}

/** 15日前 under 11月: the one day that a task names is of its month. */
function dayAlone(text: string, month: number): string | null {
  const [run, ...others] = timeRunsIn(text);
  return run && others.length === 0 && /^\d{1,2}[日号](?:之?前|以前)$/u.test(run.text) ? `${month}月${run.text}` : null;
}
