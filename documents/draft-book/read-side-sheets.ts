import { civilDay } from '../../domain/calendar/civil-day.js';
import type { Day } from '../../domain/instant.js';
import type { PlanDraft, PlanWarning, SourcePlace, Tally } from '../../domain/plan.js';
import { calendarYear, firstYear, schoolYear, statedYears, type PlanSpan } from '../../domain/plan-span.js';
import type { BookProblems, BookSheet, DraftBook } from './book.js';
import { cellText } from './cell-text.js';
import { INFO, KEPT_HEAD, SKIPPED_HEAD, WARNING_HEAD } from './columns.js';
import { keptInfo, keptOf, keptSkipped, keptWarning } from './kept.js';
import { placeOfText } from './place-of-text.js';

export type PlanInfo = Pick<PlanDraft, 'title' | 'issuer' | 'number' | 'principal' | 'span' | 'year'> & {
  used: number;
  /** The print of the ledger's first line as it was written. */
  titleLine?: string;
};

/** 方案信息. Where the plan's time cannot be read, which is a problem, some time stands for it, so that the rest is looked at too. */
export function readInfo({ info }: DraftBook, problems: BookProblems): PlanInfo {
  const said = (key: keyof typeof INFO) => info.rows.find(({ cells }) => cells[0] === INFO[key])?.cells[1] ?? '';
  const kept = info.rows.flatMap(({ cells }) => keptOf(keptInfo, cells.at(2) ?? '') ?? [])[0];
  const text = (key: 'title' | 'issuer' | 'number' | 'principal') => {
    const odd = kept?.odd[key];
    return odd !== undefined && cellText(odd) === said(key) ? odd : said(key);
  };
  const place = (key: keyof typeof INFO) => {
    const row = info.rows.find(({ cells }) => cells[0] === INFO[key])?.number;
    return `${info.name}${row === undefined ? '' : `第${row}行B列`}（${INFO[key]}）`;
  };
  const used = Number(said('used') || 0);
  const read = spanOf({ name: said('name'), first: said('first'), last: said('last') }, kept?.span, (key, message) =>
    problems.add(place(key), message),
  );
  const span = read ?? kept?.span ?? calendarYear(2000);
  if (text('title') === '') problems.add(place('title'), '标题为空，请填写');
  return {
    title: text('title'),
    ...{ issuer: text('issuer'), number: text('number'), principal: text('principal') },
    ...{ span, year: kept && span === kept.span ? kept.year : firstYear(span) },
    titleLine: kept?.titleLine,
    used: Number.isInteger(used) && used >= 0 ? used : 0,
  };
}

/** The days decide; where only the name was changed (2018年), it brings its own. */
function spanOf(
  said: Record<'name' | 'first' | 'last', string>,
  kept: PlanSpan | undefined,
  wrong: (key: 'name' | 'first' | 'last', message: string) => void,
): PlanSpan | null {
  const sameDays = kept ? said.first === kept.first && said.last === kept.last : said.first === '' && said.last === '';
  if (kept && sameDays && said.name === cellText(kept.name)) return kept;
  const named = namedSpan(said.name);
  if (sameDays || (said.first === '' && said.last === '')) {
    if (!named) wrong('name', `“${said.name}”应写作2018年、2018—2019年或2017—2018学年度`);
    return named;
  }
  const [first, last] = [dayOf(said.first), dayOf(said.last)];
  if (first === null) wrong('first', `“${said.first}”不是日期，应写作2018-01-01`);
  if (last === null) wrong('last', `“${said.last}”不是日期，应写作2018-12-31`);
  if (first === null || last === null) return null;
  if (first > last) {
    wrong('last', `止（${last}）在起（${first}）之前`);
    return null;
  }
  if (named?.first === first && named.last === last) return named;
  const name = said.name !== '' && (!kept || said.name !== cellText(kept.name)) ? said.name : `${first}至${last}`;
  return { kind: 'stated', name, first, last };
}

function namedSpan(name: string): PlanSpan | null {
  const [, from, to, school] =
    /^(20\d\d)年?(?:[—–\-~至到]{1,2}(20\d\d))?年?(学年度?)?$/u.exec(name.replace(/\s/g, '')) ?? [];
  if (from === undefined) return null;
  if (school !== undefined)
    return to === undefined || Number(to) === Number(from) + 1 ? schoolYear(Number(from)) : null;
  if (to === undefined) return calendarYear(Number(from));
  return Number(to) < Number(from) ? null : statedYears(Number(from), Number(to));
}

function dayOf(text: string): Day | null {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  return day === undefined ? null : civilDay(Number(year), Number(month), Number(day));
}

/** 提醒, without the lines that somebody settled; items by the codes they have now. */
export function readWarnings(
  sheet: BookSheet,
  codeNow: (code: string) => string,
): { warnings: PlanWarning[]; isSettled: (warning: PlanWarning) => boolean } {
  const columns = columnsOf(sheet, WARNING_HEAD);
  const settled = new Set<string>();
  const warnings = sheet.rows.slice(1).flatMap(({ number, cells }): PlanWarning[] => {
    const [code, place, item, message, done] = WARNING_HEAD.map((name) => cells[columns(name)] ?? '') as [
      string,
      string,
      string,
      string,
      string,
    ];
    if (code === '' && message === '') return [];
    if (done !== '') {
      settled.add(`${code} ${item}`);
      return [];
    }
    const kept = keptOf(keptWarning, cells[columns(KEPT_HEAD)] ?? '');
    const at = kept?.at ?? placeOfText(place) ?? { firstLine: number, lastLine: number };
    const asWritten = kept?.at.item !== undefined && cellText(kept.at.item) === item ? kept.at.item : item;
    const now = codeNow(asWritten);
    const hasItem = item !== '' || kept?.at.item === '';
    return [
      {
        code: oddOr(kept?.odd.code, code),
        message: oddOr(kept?.odd.message, message),
        at: { ...withoutItem(at), ...(hasItem ? { item: now } : {}) },
      },
    ];
  });
  return { warnings, isSettled: ({ code, at }) => settled.has(`${code} ${at.item ?? ''}`) };
}

/** 未列入. */
export function readSkipped(sheet: BookSheet): Tally['skipped'] {
  const columns = columnsOf(sheet, SKIPPED_HEAD);
  return sheet.rows.slice(1).map(({ number, cells }) => {
    const [place, count, why, text] = SKIPPED_HEAD.map((name) => cells[columns(name)] ?? '') as [
      string,
      string,
      string,
      string,
    ];
    const kept = keptOf(keptSkipped, cells[columns(KEPT_HEAD)] ?? '');
    return {
      at: kept?.at ?? placeOfText(place) ?? { firstLine: number, lastLine: number },
      count: Number.isInteger(Number(count)) ? Number(count) : 1,
      text: oddOr(kept?.odd.text, text),
      why: oddOr(kept?.odd.why, why),
    };
  });
}

function columnsOf({ rows }: BookSheet, head: readonly string[]): (name: string) => number {
  return (name) => {
    const at = rows[0]?.cells.indexOf(name) ?? -1;
    return at >= 0 ? at : [...head, KEPT_HEAD].indexOf(name);
  };
}

function oddOr(odd: string | undefined, text: string): string {
  return odd !== undefined && cellText(odd) === text ? odd : text;
}

function withoutItem({ item: _, ...place }: SourcePlace & { item?: string }): SourcePlace {
  return place;
}
