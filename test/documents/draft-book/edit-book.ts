import * as XLSX from '@e965/xlsx';

/** A draft workbook in the hands of an officer: changed as Excel or WPS would, and saved by another program than ours. */
export class EditedBook {
  private readonly book: XLSX.WorkBook;

  constructor(bytes: Uint8Array) {
    this.book = XLSX.read(bytes, { cellNF: true, cellStyles: true });
  }

  /** Row numbers as shown; columns by their heading in the given sheet's head row. */
  set(row: number, column: string, value: string | number | null, format?: string, sheet = '督办台账'): this {
    const page = this.page(sheet);
    const address = XLSX.utils.encode_cell({ r: row - 1, c: this.column(column, sheet) });
    if (value === null) delete page[address];
    else
      page[address] = typeof value === 'number' ? { t: 'n', v: value, z: format ?? 'General' } : { t: 's', v: value };
    const range = XLSX.utils.decode_range(page['!ref'] ?? 'A1');
    range.e.r = Math.max(range.e.r, row - 1);
    page['!ref'] = XLSX.utils.encode_range(range);
    return this;
  }

  get(row: number, column: string, sheet = '督办台账'): string | undefined {
    const cell = this.page(sheet)[XLSX.utils.encode_cell({ r: row - 1, c: this.column(column, sheet) })] as
      XLSX.CellObject | undefined;
    return cell?.v === undefined ? undefined : String(cell.v);
  }

  error(row: number, column: string): this {
    this.page('督办台账')[XLSX.utils.encode_cell({ r: row - 1, c: this.column(column) })] = {
      t: 'e',
      v: 0x1d,
      w: '#NAME?',
    };
    return this;
  }

  /** Pastes one row over another, the hidden column too. */
  copyRow(from: number, to: number): this {
    const page = this.page('督办台账');
    for (const address of Object.keys(page).filter((key) => !key.startsWith('!'))) {
      const { r, c } = XLSX.utils.decode_cell(address);
      if (r === from - 1) page[XLSX.utils.encode_cell({ r: to - 1, c })] = { ...(page[address] as XLSX.CellObject) };
    }
    return this.set(to, '编号', this.get(to, '编号') ?? '');
  }

  /** An empty row after the given one; merges around it grow, as they do in Excel. */
  insertAfter(row: number): this {
    this.move((r) => (r >= row ? r + 1 : r));
    return this;
  }

  /** Merges shrink by the row. */
  deleteRow(row: number, sheet = '督办台账'): this {
    this.move((r) => (r === row - 1 ? null : r >= row ? r - 1 : r), sheet);
    return this;
  }

  /** Rows from `first` on in the order given, by their present numbers. */
  reorder(first: number, order: readonly number[]): this {
    this.move((r) => (r + 1 < first ? r : first - 1 + order.indexOf(r + 1)));
    return this;
  }

  /** As WPS leaves it: the text in the first row only. */
  unmerge(keepBelow: boolean): this {
    const page = this.page('督办台账');
    for (const { s, e } of page['!merges'] ?? []) {
      for (let r = s.r + 1; r <= e.r && !keepBelow; r += 1) delete page[XLSX.utils.encode_cell({ r, c: s.c })];
    }
    page['!merges'] = [];
    return this;
  }

  deleteColumn(column: string, sheet = '督办台账'): this {
    const page = this.page(sheet);
    const at = this.column(column, sheet);
    for (const address of Object.keys(page).filter((key) => !key.startsWith('!'))) {
      if (XLSX.utils.decode_cell(address).c === at) delete page[address];
    }
    return this;
  }

  deleteSheet(name: string): this {
    this.book.SheetNames = this.book.SheetNames.filter((one) => one !== name);
    delete this.book.Sheets[name];
    return this;
  }

  save(bookType: 'xlsx' | 'biff8' = 'xlsx'): Uint8Array {
    return new Uint8Array(XLSX.write(this.book, { type: 'buffer', bookType, cellStyles: true }) as Buffer);
  }

  private page(sheet: string): XLSX.WorkSheet {
    const page = this.book.Sheets[sheet];
    if (!page) throw new Error(`no sheet ${sheet}`);
    return page;
  }

  private column(name: string, sheet = '督办台账'): number {
    const head = sheet === '督办台账' ? 1 : 0;
    for (let c = 0; c < 40; c += 1) {
      const cell = this.page(sheet)[XLSX.utils.encode_cell({ r: head, c })] as XLSX.CellObject | undefined;
      if (cell?.v === name) return c;
    }
    throw new Error(`no column ${name}`);
  }

  private move(to: (row: number) => number | null, sheet = '督办台账'): void {
    const page = this.page(sheet);
    const moved: [string, XLSX.CellObject][] = [];
    let last = 0;
    for (const address of Object.keys(page).filter((key) => !key.startsWith('!'))) {
      const { r, c } = XLSX.utils.decode_cell(address);
      const row = to(r);
      if (row !== null) {
        moved.push([XLSX.utils.encode_cell({ r: row, c }), page[address] as XLSX.CellObject]);
        last = Math.max(last, row);
      }
      delete page[address];
    }
    for (const [address, cell] of moved) page[address] = cell;
    const range = XLSX.utils.decode_range(page['!ref'] ?? 'A1');
    page['!ref'] = XLSX.utils.encode_range({ s: range.s, e: { ...range.e, r: last } });
    page['!merges'] = (page['!merges'] ?? []).flatMap(({ s, e }) => {
      const rows = Array.from({ length: e.r - s.r + 1 }, (_, i) => to(s.r + i)).filter((row) => row !== null);
      const [top, bottom] = [Math.min(...rows), Math.max(...rows)];
      return rows.length === 0 || bottom === top
        ? s.c === e.c
          ? []
          : [{ s: { ...s, r: top }, e: { ...e, r: bottom } }]
        : [{ s: { ...s, r: top }, e: { ...e, r: bottom } }];
    });
  }
}
