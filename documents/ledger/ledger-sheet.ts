import type { MergeRange, WriteSheet } from 'hucre/xlsx';
import { isoWithOffset } from '../../domain/calendar/zoned.js';
import { DubanError } from '../../domain/errors.js';
import type { Instant } from '../../domain/instant.js';
import { columnLetters } from '../blocks/sheet/column-letters.js';
import { cellText } from '../draft-book/cell-text.js';
import { paper } from '../draft-book/looks.js';
import { LONGEST, SheetPage } from '../draft-book/sheet-page.js';
import { COLUMNS, valueOf, type CellValue, type Column } from './ledger-columns.js';
import { neededHeight, rowHeights } from './ledger-heights.js';
import { styleOf } from './ledger-looks.js';
import { ABOVE, HEAD_ROWS, madeOf, writeTop } from './ledger-top.js';
import type { LedgerHead, LedgerItem } from './ledger.js';

/** Day 0 of a workbook, in days of 1970. */
const EPOCH = 25_569;
const DAY = 86_400_000;
/** The library holds a workbook in memory until it is written: so many rows take about a gigabyte. */
const MOST_ROWS = 50_000;
const HEADING = COLUMNS.findIndex(({ of }) => of === 'heading');
const TITLE = COLUMNS.findIndex(({ name }) => name === '事项');

/** The register's sheet while items are added to it: a row a checkpoint, what is said of an item merged down over its rows. */
export class LedgerSheet {
  private readonly page = new SheetPage('督办台账');
  private readonly merges: MergeRange[];
  private readonly heights = new Map<number, { height: number }>([
    [0, { height: 36 }],
    [1, { height: 20 }],
    [2, { height: 20 }],
    [HEAD_ROWS[0], { height: 20 }],
    [HEAD_ROWS[1], { height: 34 }],
  ]);
  /** Most dates are those of many. */
  private readonly serials = new Map<Instant, number>();
  private row = ABOVE;
  /** Neighbours that share a heading. */
  private group = { heading: '', from: ABOVE };

  constructor(private readonly head: LedgerHead) {
    this.merges = writeTop(this.page, head);
  }

  add(item: LedgerItem): void {
    if (item.heading !== this.group.heading) this.endGroup(item.heading);
    const rows = Math.max(1, item.checkpoints.length);
    if (this.row + rows > MOST_ROWS) {
      const message = `台账超过${MOST_ROWS}行，不能写成一个表格；请改用 .csv 或 .json 导出。`;
      throw new DubanError('ledger-too-long', message, { limit: MOST_ROWS });
    }
    const whole = COLUMNS.map((column) => (column.of === 'checkpoint' ? '' : cleaned(column, item, 0)));
    const cells = Array.from({ length: rows }, (_, at) =>
      COLUMNS.map((column, index) => (column.of === 'checkpoint' ? cleaned(column, item, at) : (whole[index] ?? ''))),
    );
    cells.forEach((values, at) => values.forEach((value, column) => this.write([this.row + at, column], value)));
    rowHeights(cells).forEach((height, at) => this.heights.set(this.row + at, { height }));
    COLUMNS.forEach(({ of }, column) => {
      if (of === 'item') this.merge(column, this.row, this.row + rows - 1);
    });
    this.row += rows;
  }

  sheet(): WriteSheet {
    this.endGroup('');
    const last = columnLetters(COLUMNS.length - 1);
    const { pageSetup, headerFooter } = paper(`$${HEAD_ROWS[0] + 1}:$${HEAD_ROWS[1] + 1}`);
    return this.page.sheet({
      columns: COLUMNS.map(({ width }) => ({ width })),
      merges: this.merges,
      rowDefs: this.heights,
      freezePane: { rows: ABOVE, columns: TITLE + 1 },
      autoFilter: { range: `A${ABOVE}:${last}${Math.max(ABOVE + 1, this.row)}` },
      pageSetup: { ...pageSetup, printArea: `$A$1:$${last}$${this.row}` },
      headerFooter: { oddFooter: `&L${madeOf(this.head).replaceAll('&', '&&')}${headerFooter?.oddFooter ?? ''}` },
    });
  }

  private endGroup(next: string): void {
    const { heading, from } = this.group;
    const last = this.row - 1;
    if (last >= from) {
      this.merge(HEADING, from, last);
      // A long heading over few rows.
      let height = 0;
      for (let row = from; row <= last; row += 1) height += this.heights.get(row)?.height ?? 0;
      const missing = neededHeight(heading, HEADING) - height;
      if (missing > 0) this.heights.set(last, { height: (this.heights.get(last)?.height ?? 0) + missing });
    }
    this.group = { heading: next, from: this.row };
  }

  /** Cells under a merge hold its text too: so a filter finds every row of an item. */
  private merge(column: number, startRow: number, endRow: number): void {
    if (endRow > startRow) this.merges.push({ startRow, endRow, startCol: column, endCol: column });
  }

  private write(at: readonly [row: number, column: number], value: CellValue): void {
    const style = styleOf(value, COLUMNS[at[1]] as Column);
    if (typeof value === 'number') this.page.number(at, value, style);
    else if (typeof value === 'string') this.page.text(at, value, style);
    else if ('light' in value) this.page.text(at, value.word, style);
    else this.page.number(at, this.serialOf(value.at), style);
  }

  /** A moment as clocks in the campaign's zone show it, as a sheet counts: no other zone can shift it. */
  private serialOf(at: Instant): number {
    const known = this.serials.get(at);
    if (known !== undefined) return known;
    const serial = Date.parse(`${isoWithOffset(at, this.head.zone).slice(0, 19)}Z`) / DAY + EPOCH;
    this.serials.set(at, serial);
    return serial;
  }
}

/** What stands in a column of an item's row, as a cell can hold it. */
function cleaned(column: Column, item: LedgerItem, row: number): CellValue {
  const value = valueOf(column, item, row);
  if (typeof value !== 'string') return value;
  const text = cellText(value);
  if (text.length <= LONGEST) return text;
  const { code } = item;
  const message = `事项 ${code} 的“${column.name}”长达${text.length}字，超过表格软件一格${LONGEST}字的上限，不能写成表格；请改用 .csv 或 .json 导出。`;
  throw new DubanError('ledger-too-long', message, { code, column: column.name, length: text.length, limit: LONGEST });
}
