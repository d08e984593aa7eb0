import type { MergeRange } from 'hucre/xlsx';
import { isoWithOffset } from '../../domain/calendar/zoned.js';
import type { Light } from '../../domain/light.js';
import { cellText } from '../draft-book/cell-text.js';
import { HEAD } from '../draft-book/looks.js';
import type { SheetPage } from '../draft-book/sheet-page.js';
import { COLUMNS } from './ledger-columns.js';
import { FACTS, lampStyle, MADE, TITLE } from './ledger-looks.js';
import type { LedgerHead } from './ledger.js';

/** The rows of the head, which stay in view and stand on every printed page. */
export const HEAD_ROWS = [3, 4] as const;
/** Rows over the first item: title, facts, legend, and the head of two. */
export const ABOVE = HEAD_ROWS[1] + 1;

const LAST = COLUMNS.length - 1;
/** The last column that says what is to be done, where the facts about the plan end and those about the file begin. */
const HALF = COLUMNS.findIndex(({ group }) => group === '检查节点') - 1;

/** What each light means, and over which columns it says so. */
const legend: { light: Light; text: string; from: number; to: number }[] = [
  { light: 'green', text: '正常：按期推进或已按时报送', from: 2, to: 3 },
  { light: 'yellow', text: '预警：临期、补报或落后序时进度', from: 4, to: 5 },
  { light: 'red', text: '逾期：到期未报送', from: 6, to: 8 },
  { light: 'grey', text: '未开始；已冻结、撤销、结转或不跟踪', from: 9, to: 13 },
  { light: 'done', text: '办结：审核通过并销号', from: 14, to: 17 },
];

export function titleOf({ title, span }: LedgerHead): string {
  return `${title}（${span}）督办台账`;
}

/** `数据截至2017年9月30日17:30　制表：督查室` */
export function madeOf({ at, zone, by }: LedgerHead): string {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(isoWithOffset(at, zone)) ?? [];
  return `数据截至${year}年${Number(month)}月${Number(day)}日${time}${by === '' ? '' : `　制表：${by}`}`;
}

/** Title, facts, legend and the head of two rows. Gives the ranges to merge. */
export function writeTop(page: SheetPage, head: LedgerHead): MergeRange[] {
  const merges: MergeRange[] = [];
  const over = (row: number, [from, to]: readonly [number, number], toRow = row): void => {
    if (from !== to || row !== toRow) merges.push({ startRow: row, endRow: toRow, startCol: from, endCol: to });
  };
  page.text([0, 0], cellText(titleOf(head)), TITLE);
  over(0, [0, LAST]);
  page.text([1, 0], cellText(factsOf(head)), FACTS);
  over(1, [0, HALF]);
  page.text([1, HALF + 1], cellText(madeOf(head)), MADE);
  over(1, [HALF + 1, LAST]);
  page.text([2, 0], '亮灯说明', FACTS);
  over(2, [0, 1]);
  for (const { light, text, from, to } of legend) {
    for (let column = from; column <= to; column += 1) page.text([2, column], text, lampStyle(light));
    over(2, [from, to]);
  }
  writeHead(page, over);
  return merges;
}

function writeHead(
  page: SheetPage,
  over: (row: number, columns: readonly [number, number], toRow?: number) => void,
): void {
  const [upper, lower] = HEAD_ROWS;
  COLUMNS.forEach(({ name, group = name }, column) => {
    page.text([upper, column], group, HEAD);
    page.text([lower, column], name, HEAD);
    if (group === name) over(upper, [column, column], lower);
    else if (COLUMNS[column - 1]?.group !== group) {
      over(upper, [column, COLUMNS.findLastIndex((other) => other.group === group)]);
    }
  });
}

function factsOf({ issuer, documentNumber, principal }: LedgerHead): string {
  const facts = [
    ['发文单位', issuer],
    ['文号', documentNumber],
    ['总责任人', principal],
  ];
  return facts.flatMap(([name, fact]) => (fact === '' ? [] : [`${name}：${fact}`])).join('　');
}
