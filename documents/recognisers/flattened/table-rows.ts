import type { Paragraph } from '../../blocks/block.js';
import { cellOf, numberOf, plain, type Cell } from './cell.js';
import { nameLikeness } from '../../names/person-name.js';
import type { TableHeader } from './table-header.js';

/** One row of work: what it says, then when it is due and who answers for it, in the order the page left them. */
export interface TableRow {
  /** The 序号 cell, on the first row of a group only. */
  ordinal: Cell | null;
  /** The 责任事项 cell of the group, on its first row only. */
  heading: Cell | null;
  texts: Cell[];
  /** Deadlines (`deadline`, `number`), people (`name`) and divisions. */
  answers: Cell[];
  /** Cells placed by their neighbours alone, which a person should look at. */
  unsure: Cell[];
}

export interface TableBody {
  rows: TableRow[];
  /** Text after the last row that no deadline, person or division follows: not part of any row. */
  leftOver: Cell[];
  /** The page's own furniture below the table, and all after it. */
  furniture: Cell[];
  /** Cells below the point where the page's own furniture begins that still look like the table's. */
  cutOff: Cell[];
}

/**
 * Splits what follows the header into rows. Vertical merges have left out every cell that is not repeated, so rows are
 * told apart by the one thing each has: text, then its answers. A bare figure is a month when the run of answers it
 * stands in goes on to a cell with 月, else the number of the next group.
 */
export function readRows(blocks: readonly Paragraph[], header: TableHeader): TableBody {
  const titles = blocks.slice(header.start, header.end).map((block) => plain(block.text));
  const cells = blocks
    .slice(header.end)
    .map(cellOf)
    .filter((_, index, all) => !repeatsHeader(all, index, titles));
  return new RowReader(cells, header).read();
}

/** All cells of a row, in the order of the document. */
export function cellsOf(row: TableRow): Cell[] {
  return [row.ordinal, row.heading, ...row.texts, ...row.answers].filter((cell) => cell !== null);
}

class RowReader {
  private readonly rows: TableRow[] = [];
  private row: TableRow | null = null;
  private lastOrdinal = 0;
  private readonly knownNames = new Set<string>();
  private readonly hasLeader: boolean;
  private readonly hasOrdinal: boolean;

  constructor(
    private readonly cells: readonly Cell[],
    header: TableHeader,
  ) {
    this.hasLeader = header.columns.some((cell) => cell.column === 'leader');
    this.hasOrdinal = header.columns.some((cell) => cell.column === 'ordinal');
  }

  read(): TableBody {
    let end = this.cells.length;
    for (let i = 0; i < this.cells.length; i += 1) {
      const cell = this.cells[i] as Cell;
      if (cell.kind === 'furniture') {
        end = i;
        break;
      }
      const place = this.placeOf(i);
      if (place === 'ordinal') {
        this.lastOrdinal = numberOf(cell) ?? this.lastOrdinal;
        const next = this.cells[i + 1];
        const heading = next && next.kind !== 'furniture' ? next : null;
        this.begin(cell, heading);
        if (heading) i += 1;
      } else if (place === 'text') {
        if (!this.row || this.row.answers.length > 0) this.begin(null, null);
        this.row?.texts.push(cell);
      } else {
        if (!this.row) this.begin(null, null);
        if (place === 'name') this.knownNames.add(plain(cell.text));
        this.row?.answers.push({ ...cell, kind: place });
      }
    }
    const last = this.row;
    const unanswered = last !== null && last.answers.length === 0 && last.ordinal === null;
    const leftOver = unanswered ? (this.rows.pop()?.texts ?? []) : takeSignature(this.rows.at(-1));
    const furniture = this.cells.slice(end);
    return { rows: this.rows, leftOver, furniture, cutOff: furniture.filter((cell) => isOfTable(cell)) };
  }

  private begin(ordinal: Cell | null, heading: Cell | null): void {
    this.row = { ordinal, heading, texts: [], answers: [], unsure: [] };
    this.rows.push(this.row);
  }

  private placeOf(i: number): 'ordinal' | 'text' | 'deadline' | 'number' | 'name' | 'divisions' {
    const cell = this.cells[i] as Cell;
    const answering = (this.row?.answers.length ?? 0) > 0;
    switch (cell.kind) {
      case 'number':
        return this.placeOfNumber(i);
      case 'deadline':
        return 'deadline';
      case 'divisions':
        if (answering || this.isAnswer(i + 1) || this.endsTable(i + 1)) return 'divisions';
        return this.doubt(cell, 'text');
      case 'name':
        if (!this.hasLeader) return 'text';
        if (answering || this.isAnswer(i + 1) || this.endsTable(i + 1)) return 'name';
        return this.doubt(cell, 'text');
      case 'perhaps-name':
        if (!this.hasLeader || !answering) return 'text';
        if (this.knownNames.has(plain(cell.text))) return 'name';
        if (this.row?.answers.some((one) => one.kind === 'name') || !this.isAnswer(i + 1)) return 'text';
        return this.doubt(cell, 'name');
      default:
        return 'text';
    }
  }

  private placeOfNumber(i: number): 'ordinal' | 'number' | 'text' {
    if (!this.row) return 'ordinal';
    if (this.reachesMonth(i)) return 'number';
    const next = this.cells[i + 1];
    const value = numberOf(this.cells[i] as Cell) ?? 0;
    const last = this.row.answers.at(-1);
    if (this.hasOrdinal && next && next.kind !== 'number' && next.kind !== 'deadline') {
      if (value === this.lastOrdinal + 1) return 'ordinal';
      // Numbers may skip where a row was struck out, but then the row before must have ended as rows do.
      if (last && last.kind !== 'number') return 'ordinal';
    }
    return last || this.row.texts.length > 0 ? 'number' : 'text';
  }

  /** Whether the answers from here on, bare figures and people and divisions between them, come to one that names its unit. */
  private reachesMonth(i: number): boolean {
    for (let at = i; at < Math.min(this.cells.length, i + 40); at += 1) {
      const cell = this.cells[at] as Cell;
      if (cell.kind === 'deadline') return true;
      if (cell.kind === 'number') {
        const value = numberOf(cell) ?? 0;
        if (value < 1 || value > 12 || !/^\d{1,2}$/.test(plain(cell.text))) return false;
      } else if (cell.kind !== 'divisions' && cell.kind !== 'name' && cell.kind !== 'perhaps-name') return false;
    }
    return false;
  }

  private isAnswer(i: number): boolean {
    const cell = this.cells[i];
    if (!cell) return false;
    if (cell.kind === 'number') return this.reachesMonth(i);
    return cell.kind === 'deadline' || cell.kind === 'divisions' || (cell.kind === 'name' && this.hasLeader);
  }

  private endsTable(i: number): boolean {
    const cell = this.cells[i];
    return !cell || cell.kind === 'furniture' || (cell.kind === 'number' && this.hasOrdinal && !this.reachesMonth(i));
  }

  private doubt<Place>(cell: Cell, place: Place): Place {
    this.row?.unsure.push(cell);
    return place;
  }
}

function repeatsHeader(cells: readonly Cell[], index: number, titles: readonly string[]): boolean {
  // A header printed again at the top of each page: this cell is in it if some whole header covers it.
  return titles.some((_, offset) =>
    titles.every((title, k) => {
      const cell = cells[index - offset + k];
      return cell !== undefined && plain(cell.text) === title;
    }),
  );
}

/** The issuer and the date of signing under the table (落款) look like the last row's division and deadline. */
function takeSignature(row: TableRow | undefined): Cell[] {
  const [issuer, date] = row?.answers.slice(-2) ?? [];
  if (!row || issuer?.kind !== 'divisions' || !date || !/^20\d\d年\d{1,2}月\d{1,2}日$/.test(plain(date.text)))
    return [];
  const before = row.answers.slice(0, -2);
  const has = (kind: Cell['kind']) => before.some((cell) => cell.kind === kind);
  if (!/(?:局|厅|政府|办公室|委员会|委)$/.test(issuer.text)) return [];
  return has('deadline') && (has('divisions') || !row.ordinal) ? row.answers.splice(-2) : [];
}

function isOfTable(cell: Cell): boolean {
  return (
    cell.kind === 'deadline' || cell.kind === 'numbered' || (cell.kind === 'name' && nameLikeness(cell.text) === 'name')
  );
}
