import type { Place } from '../../blocks/block.js';
import { encloses, numberingOf, type Numbering } from '../../blocks/numbering.js';

/** A paragraph, or a line of a table's cell. */
export interface Line {
  text: string;
  place: Place;
}

/** One task of a month as its lines say it. */
export interface MonthTask {
  /** Its own number in the month; `null` where tasks are not numbered. */
  number: number | null;
  text: string;
  /** Unnumbered lines after it. */
  more: string[];
  /** Points numbered within it. */
  contents: string[];
  places: Place[];
}

export interface MonthTasks {
  tasks: MonthTask[];
  /** Lines that are no task: the month's motto, headings within the month. */
  others: { line: Line; why: string }[];
}

const MOTTO = /^(?:本月|当月|月|活动|教育)?(?:主题|工作重点|重点|口号|德育主题)(?:月|教育)?\s?[：:]/u;
const WEEK =
  /^第?\s?[一二三四五六七八九十\d]{1,3}(?:\s?[-—–~～至、]\s?[一二三四五六七八九十\d]{1,3})?\s?周\s?(?:[（(].{0,24}[）)])?\s?[：:]?$/u;

/** The tasks of one month: its numbered lines, or where none is numbered every line. */
export function tasksOf(lines: readonly Line[]): MonthTasks {
  const split = lines.flatMap(atNumbers);
  const numbers = split.map((line) => numberingOf(line.text));
  const anyNumbered = numbers.some((number) => number !== null);
  const found: MonthTasks = { tasks: [], others: [] };
  let level: Numbering['level'] | null = null;
  split.forEach((line, at) => {
    const number = numbers[at] ?? null;
    const current = found.tasks.at(-1);
    if (WEEK.test(line.text)) {
      found.others.push({ line, why: '周次' });
    } else if (number && isSubheading(number, numbers[at + 1] ?? null)) {
      found.others.push({ line, why: '小标题' });
      level = null;
    } else if (number && level !== null && current && encloses(level, number.level)) {
      current.contents.push(number.rest);
      current.places.push(line.place);
    } else if (number) {
      level = number.level;
      found.tasks.push(taskOf(number.rest, line, number.value));
    } else if (!current && anyNumbered && isMotto(line.text)) {
      found.others.push({ line, why: '当月主题' });
    } else if (anyNumbered && current) {
      current.more.push(line.text);
      current.places.push(line.place);
    } else {
      found.tasks.push(...line.text.split(/[；;](?=\S)/u).map((text) => taskOf(text, line, null)));
    }
  });
  return found;
}

function taskOf(text: string, { place }: Line, number: number | null): MonthTask {
  return { number, text: text.trim(), more: [], contents: [], places: [place] };
}

/** 主题：安全教育, or 安全教育月 beside the month. */
function isMotto(text: string): boolean {
  return MOTTO.test(text) || (text.length <= 16 && /(?:月|主题)$/u.test(text));
}

/** 一、德育工作 with its 1. beneath: a heading, when it is short and no sentence. */
function isSubheading(number: Numbering, next: Numbering | null): boolean {
  const outer = number.level === 'chinese' || number.level === 'chinese-bracketed';
  return outer && next?.level === 'arabic' && number.rest.length <= 20 && !/[。；;！，,]$/u.test(number.rest);
}

/** `1.开学检查。2.教师培训。` in one line as two. Only numbers that run on divide. */
function atNumbers(line: Line): Line[] {
  const first = numberingOf(line.text);
  if (!first && !/[：:。；;\s][1１][.．、]/u.test(`：${line.text.slice(0, 3)}`)) return [line];
  if (first && first.level !== 'arabic') return [line];
  const texts: string[] = [];
  let begin = 0;
  let expected = (first?.value ?? 0) + 1;
  for (const found of line.text.matchAll(/(?<=[。；;，,\s])(\d{1,2})(?:、|[.．](?!\d))/gu)) {
    if (Number(found[1]) !== expected || found.index === 0) continue;
    texts.push(line.text.slice(begin, found.index));
    begin = found.index;
    expected += 1;
  }
  texts.push(line.text.slice(begin));
  return texts.map((text) => ({ ...line, text: text.trim() })).filter(({ text }) => text !== '');
}
