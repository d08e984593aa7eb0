import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';
import { DubanError } from '../../domain/errors.js';
import type { Day } from '../../domain/instant.js';

/** No cell of Excel holds more, UTF-16 units. */
export const LONGEST = 32_767;
/** The library writes such texts as errors. */
const LIKE_ERROR = /^#[A-Z/0_]{2,12}[!?]?$/;
/** Day 0 of a workbook, 1899-12-30, in days of 1970. */
const EPOCH = -25_569;
const DAY = 86_400_000;

/** A sheet while it is filled in. Rows and columns count from 0. */
export class SheetPage {
  readonly cells = new Map<string, Partial<Cell>>();

  constructor(private readonly name: string) {}

  /**
   * Text stays text, whatever it begins with.
   *
   * @throws DubanError `draft-too-long` for a text that no cell can hold
   */
  text(at: readonly [row: number, column: number], text: string, style?: CellStyle): void {
    if (text.length > LONGEST) {
      const message = `工作表“${this.name}”第${at[0] + 1}行有一格文字长达${text.length}字，超过表格软件${LONGEST}字的上限，不能写成表格；请改用 .json 输出，或先在方案中拆分该事项。`;
      throw new DubanError('draft-too-long', message, { row: at[0] + 1, length: text.length, limit: LONGEST });
    }
    // A workbook spells signs out so; where the text itself says so, its first sign is spelled out instead.
    const plain = text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
    const content: Partial<Cell> = LIKE_ERROR.test(text) ? { richText: [{ text }] } : { value: plain };
    this.put(at, text === '' ? { ...(style ? { style } : {}) } : { ...content, ...(style ? { style } : {}) });
  }

  number(at: readonly [row: number, column: number], value: number, style?: CellStyle): void {
    this.put(at, { value, ...(style ? { style } : {}) });
  }

  /** A date without a time, as the number that it is: no zone can shift it. */
  day(at: readonly [row: number, column: number], day: Day, style: CellStyle): void {
    this.number(at, Date.parse(`${day}T00:00:00Z`) / DAY - EPOCH, { ...style, numFmt: 'yyyy-mm-dd' });
  }

  comment([row, column]: readonly [row: number, column: number], text: string): void {
    const cell = this.cells.get(`${row},${column}`);
    this.cells.set(`${row},${column}`, { ...cell, comment: { author: 'Duban', text } });
  }

  sheet(rest: Omit<WriteSheet, 'name' | 'cells'>): WriteSheet {
    return { ...rest, name: this.name, rows: [], cells: this.cells };
  }

  private put([row, column]: readonly [row: number, column: number], cell: Partial<Cell>): void {
    this.cells.set(`${row},${column}`, cell);
  }
}
