import type { StatedSpan } from '../recognisers/recogniser.js';
import { withArabicYears } from './front-dates.js';

const TO = '\\s?(?:[—–~～至-]{1,3}|到)\\s?';
const YEAR = '(?<!\\d)((?:19|20)\\d\\d)(?!\\d)';
const RANGE = new RegExp(`${YEAR}\\s?年?度?${TO}((?:19|20)?\\d\\d)(?!\\d)\\s?(学?年度?)?`, 'gu');
const ONE = new RegExp(`${YEAR}\\s?(学年|年?[春秋]季?学期|年)?`, 'gu');
/** 十三五 is 2016 to 2020, and so on by fives. */
const FIVE_YEARS: Readonly<Record<string, number>> = { 十二五: 2011, 十三五: 2016, 十四五: 2021, 十五五: 2026 };
const TERM = /第[一二12]学期|[上下]学期|[春秋]季?学期/u;

/** The years that a title states; `null` when it states none of its own. */
export function spanInTitle(written: string): StatedSpan | null {
  const title = withoutCited(withArabicYears(written).normalize('NFKC')).replace(/第(十[二三四五])个五年/gu, '$1五');
  const ranges = [...title.matchAll(RANGE)].flatMap((match) => rangeOf(match) ?? []);
  const rest = title.replace(RANGE, '　');
  const school = ranges.find(({ kind }) => kind === 'school-year');
  if (school) return withTerm(school, title);
  const single = [...rest.matchAll(ONE)];
  const last = single.at(-1);
  // 行动计划（2017—2020年）2018年工作要点 is of 2018.
  if (last) return singleYear(last, single, title);
  const range = ranges[0];
  if (range) return range;
  const five = Object.entries(FIVE_YEARS).find(([name]) => rest.includes(`“${name}”`) || rest.includes(name));
  return five ? { kind: 'stated', from: five[1], to: five[1] + 4 } : null;
}

export function yearSpan(year: number, doubt?: string): StatedSpan {
  return { kind: 'year', from: year, to: year, ...(doubt === undefined ? {} : { doubt }) };
}

export function yearsSpan(from: number, to: number, doubt?: string): StatedSpan {
  return from === to ? yearSpan(from, doubt) : { kind: 'stated', from, to, ...(doubt === undefined ? {} : { doubt }) };
}

/** What a plan carries out or passes on (贯彻《规划（2016—2020年）》) has years of its own; what it issues has the plan's. */
function withoutCited(title: string): string {
  const without = title.replace(/(?:贯彻|落实|执行|实施|转发|根据|学习)[^《]{0,6}《[^《》]*》/gu, '');
  return without.replace(/[(【〔[]((?:19|20)\d\d)[)】〕\]]\s?第?\d+号/gu, '');
}

function rangeOf(match: RegExpMatchArray): StatedSpan | null {
  const from = Number(match[1]);
  const written = match[2] ?? '';
  const to = written.length === 2 ? Math.floor(from / 100) * 100 + Number(written) : Number(written);
  const unit = match[3] ?? '';
  if (to <= from || to > from + 15 || (written.length === 2 && unit === '')) return null;
  if (unit.startsWith('学')) return to === from + 1 ? { kind: 'school-year', from, to } : { kind: 'stated', from, to };
  const doubt = `标题中“${match[0].trim()}”暂按${from}、${to}两个自然年排定节点，如为学年度请指明`;
  return { kind: 'stated', from, to, ...(to === from + 1 && unit === '年度' ? { doubt } : {}) };
}

function singleYear(match: RegExpMatchArray, all: readonly RegExpMatchArray[], title: string): StatedSpan {
  const year = Number(match[1]);
  const unit = match[2] ?? '';
  if (unit === '学年' || unit.includes('秋')) return withTerm({ kind: 'school-year', from: year, to: year + 1 }, title);
  const others = [...new Set(all.map((one) => Number(one[1])))].filter((one) => one !== year);
  if (others.length === 0) return yearSpan(year);
  return yearSpan(year, `标题中有${[...others, year].join('、')}几个年份，暂按${year}年排定节点`);
}

function withTerm(span: StatedSpan, title: string): StatedSpan {
  const term = TERM.exec(title)?.[0];
  if (term === undefined) return span;
  return { ...span, doubt: `方案只管“${term}”，暂按${span.from}—${span.to}学年度排定节点，请核对` };
}
