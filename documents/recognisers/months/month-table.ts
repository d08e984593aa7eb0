import type { Block, Table, TableCell } from '../../blocks/block.js';
import { plain } from '../flattened/cell.js';
import type { Codes } from '../points/item-code.js';
import { monthHeading, yearHeading } from './month-heading.js';
import { itemsOfMonths, type Month } from './month-items.js';
import type { Finding, PlanFront } from '../recogniser.js';

const MONTH = /^(?:月份|月度|月|时间|时间安排|完成月份)$/u;
const WORK = /^(?:主要|重点|具体|教育|活动)?(?:工作|活动|任务)?(?:内容|安排|任务|事项|要点|重点|项目|工作)$/u;
const DIVISION = /^(?:责任|负责|承办|牵头|主办|落实)(?:处室|单位|部门|科室)$/u;
const HARMLESS = /^(?:序号|备注|学期|年份|年度|)$/u;

interface Columns {
  month: number;
  work: number;
  division: number | null;
  /** First row under the heading. */
  body: number;
}

/** A table of 月份 | 工作内容 as a monthly schedule; `null` when it is another table. */
export function monthTable(table: Table, front: PlanFront, codes: Codes): Finding | null {
  const columns = columnsOf(table);
  if (!columns) return null;
  const months = monthsOf(table, columns);
  if (!months || months.length < 2) return null;
  const { items, warnings } = itemsOfMonths(months, front, codes);
  if (items.length === 0) return null;
  return { sureness: 0.99, items, claimed: new Set<Block>([table]), warnings: warnings.list };
}

function columnsOf({ grid }: Table): Columns | null {
  for (const [at, row] of grid.slice(0, 3).entries()) {
    const names = row.map((cell) => plain(cell.text));
    const month = names.findIndex((name) => MONTH.test(name));
    const work = names.findIndex((name, column) => column !== month && WORK.test(name));
    if (month < 0 || work < 0) continue;
    const division = names.findIndex((name) => DIVISION.test(name));
    const others = names.filter((name, column) => ![month, work, division].includes(column) && !HARMLESS.test(name));
    return others.length > 0 ? null : { month, work, division: division < 0 ? null : division, body: at + 1 };
  }
  return null;
}

/** `null` when a row has work and no month. */
function monthsOf({ grid }: Table, columns: Columns): Month[] | null {
  const months: Month[] = [];
  let yearOver: number | null = null;
  let monthCell: TableCell | null = null;
  let workCell: TableCell | null = null;
  for (const row of grid.slice(columns.body)) {
    const cell = row[columns.month] as TableCell;
    const work = row[columns.work] as TableCell;
    const year = cell === work ? yearHeading(cell.text) : null;
    if (year !== null) {
      yearOver = year;
      continue;
    }
    if (work.text === '' || MONTH.test(plain(cell.text))) continue;
    const heading = cell.text === '' ? null : monthHeading(cell.text.replace(/\s+/g, ''), { bare: true });
    // An empty cell under a month is a merge that the file lost.
    const merged = cell === monthCell || cell.text === '';
    const before = months.at(-1);
    if ((!heading && !merged) || (merged && !before)) return null;
    if (merged && before && columns.division !== null) {
      // Rows of one month that may have divisions of their own.
      months.push({ heading: before.heading, yearOver: null, lines: [] });
    } else if (heading && !merged) {
      months.push({ heading, yearOver, lines: [] });
      yearOver = null;
    }
    const month = months.at(-1) as Month;
    if (work !== workCell) month.lines.push(...linesOf(work));
    const division = columns.division === null ? undefined : row[columns.division];
    if (division && division.text !== '') month.answers = [answerLine(division)];
    [monthCell, workCell] = [cell, work];
  }
  return months;
}

function linesOf(cell: TableCell): Month['lines'] {
  return cell.text
    .split('\n')
    .map((text) => ({ text: text.trim(), place: cell }))
    .filter(({ text }) => text !== '');
}

function answerLine(cell: TableCell): Month['lines'][number] {
  return { text: `责任单位：${cell.text.replace(/\n/g, '、')}`, place: cell };
}
