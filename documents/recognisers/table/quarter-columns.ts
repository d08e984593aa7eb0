import { plain } from '../flattened/cell.js';

const HAN_MONTH = '(?:十[一二]?|[一二三四五六七八九])';
const MONTH = `(?:1[0-2]|0?[1-9]|${HAN_MONTH})`;
const YEAR = '(?:20\\d\\d年)?度?';
const END = '(?:[初中底末]|[上中下]旬)?(?:[之以]?前)?';
const PERIOD = [
  `${YEAR}第?[一二三四1-4]季度?${END}`,
  `${YEAR}${MONTH}月份?${END}`,
  `${YEAR}${MONTH}月\\d{1,2}[日号]${END}`,
  `${YEAR}${MONTH}月?[-—–~至到]${MONTH}月份?${END}`,
  `${YEAR}[上下]半年${END}`,
  `20\\d\\d年${END}`,
  `${YEAR}年[中底末]${END}`,
].join('|');
const TAIL =
  '(?:阶段)?(?:工作|重点)?(?:目标任务|任务目标|目标|任务|计划|安排|内容|节点|要求|进度|进度安排|工作|举措|措施)?';
const PERIOD_HEADING = new RegExp(`^(?:截至|截止|到)?(?<period>${PERIOD})${TAIL}$`, 'u');

/** The period a column is for, as a deadline says it: `一季度` of 一季度工作目标. `null` for any other heading. */
export function periodOf(heading: string): string | null {
  const text = plain(heading).replace(/\([^()]*\)/g, '');
  const quarter = /^Q([1-4])$/i.exec(text);
  if (quarter) return `第${quarter[1] ?? ''}季度`;
  return PERIOD_HEADING.exec(text)?.groups?.period?.replace(/^度/, '') ?? null;
}

/** A year stands for its end, where the columns are years: `2018年` to `2018年底`. */
export function dueOf(period: string): string {
  return /^20\d\d年$/.test(period) ? `${period}底` : period;
}

/** One period for a cell that is merged over several columns: its last, from its first. */
export function spanOf(periods: readonly string[]): string {
  const [first, last] = [periods[0] ?? '', periods.at(-1) ?? ''];
  return periods.length > 1 ? `${dueOf(first)}至${dueOf(last)}` : dueOf(first);
}

/** A cell that says only that there is something, or nothing, to do in its period. */
export function tickOf(text: string): 'tick' | 'nothing' | null {
  const sign = plain(text);
  if (/^[√✓✔●○■★☆▲◆*]$/u.test(sign)) return 'tick';
  return /^(?:[-—–/\\×]+|无)$/u.test(sign) ? 'nothing' : null;
}
