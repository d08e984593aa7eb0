import type { TableCell } from '../../blocks/block.js';
import { plain } from '../flattened/cell.js';
import type { GridColumn } from './grid-head.js';
import type { Roles } from './grid-roles.js';
import type { BodyRow } from './table-chain.js';

/** One piece of work with all the physical rows that it is spread over. */
export interface Unit {
  rows: UnitRow[];
  /** Its own number cells, outermost first; none where it shares those of the unit above. */
  ordinals: TableCell[];
  /** Which group it belongs to: those of one number or one heading. */
  group: number;
  /** What the group's cells say: the sections' and then the headings'. */
  sections: TableCell[];
  headings: TableCell[];
  section: TableCell | null;
  /** Its numbers may begin anew here. */
  newTable: boolean;
  doubts: { code: 'heading-inherited' | 'row-joined'; cell: TableCell }[];
  /** Whether it is one of several rows of the same work that different divisions answer for. */
  split?: true;
}

export interface UnitRow {
  source: BodyRow;
  /** By column; what a merged or left out cell stands for filled in. */
  cells: TableCell[];
  /** By column: whether the cell begins here, and is not one of the row above. */
  own: boolean[];
  /** By column: whether its place was empty, and what stands above was taken for it. */
  filled: boolean[];
}

/** Rows to units of work. */
export function unitsOf(rows: readonly BodyRow[], roles: Roles): Unit[] {
  return new UnitReader(rows, roles).read().flatMap((unit) => splitByDivision(unit, roles));
}

/** The distinct cells of the columns, none of them empty, in the order of the rows. */
export function cellsIn(rows: readonly UnitRow[], columns: readonly GridColumn[]): TableCell[] {
  const cells = new Set<TableCell>();
  for (const row of rows) {
    for (const { index } of columns) {
      const cell = row.cells[index];
      if (cell && cell.text !== '') cells.add(cell);
    }
  }
  return [...cells];
}

class UnitReader {
  private readonly units: Unit[] = [];
  private readonly merged: Set<number>;
  /** 类别, 责任事项. */
  private readonly grouping: GridColumn[];
  private readonly groupingIndexes: Set<number>;
  private readonly workIndexes: Set<number>;
  private previous: { row: BodyRow; read: UnitRow } | null = null;
  private group = 0;

  constructor(
    private readonly rows: readonly BodyRow[],
    private readonly roles: Roles,
  ) {
    this.merged = mergedColumns(rows);
    this.grouping = [...roles.sections, ...roles.groups];
    this.groupingIndexes = new Set(this.grouping.map(({ index }) => index));
    this.workIndexes = new Set([...roles.ordinals, roles.level].map(({ index }) => index));
  }

  read(): Unit[] {
    for (const row of this.rows) this.readRow(row);
    return this.units;
  }

  private readRow(row: BodyRow): void {
    const { roles, previous, grouping } = this;
    const fresh = !previous || previous.row.section !== row.section || (row.newTable && !row.afterBreak);
    const goesOn = row.cells.map((cell, index) => !fresh && this.goesOn(row, cell, index));
    const repeats = (column: GridColumn) => !fresh && this.repeats(row, column.index);
    const numbered = roles.ordinals.filter(({ index }) => row.cells[index]?.text !== '' && !goesOn[index]);
    const sameWork = [...grouping, roles.level].every((column) => goesOn[column.index] || repeats(column));
    const ownNumber = numbered.filter((column) => !(repeats(column) && sameWork)).length > 0;
    const sameGroup = grouping.every((column) => goesOn[column.index] || repeats(column));
    const sameLevel = goesOn[roles.level.index] || repeats(roles.level);
    const begins = fresh || ownNumber || !sameGroup || !sameLevel;
    const joins = begins && this.isRest(row, ownNumber || fresh);
    // Answers are shared only within a group; a row with a number of its own states its own.
    const shares = !fresh && !ownNumber && sameGroup && (!begins || roles.ordinals.length + grouping.length > 0);
    const read = this.fill(row, goesOn, { shares: shares || joins, rest: !begins || joins });
    if (joins) this.join(read, row);
    else if (begins) this.begin(row, read, { fresh, ownNumber, sameGroup });
    else this.units.at(-1)?.rows.push(read);
    this.previous = { row, read };
  }

  /** The cell is merged with the one above, or empty as the place of a merged cell is. */
  private goesOn(row: BodyRow, cell: TableCell, index: number): boolean {
    const above = this.previous?.row.cells[index];
    if (cell.text !== '') return cell === above || isDitto(cell);
    if (cell === above) return this.previous?.read.own[index] === false;
    return row.afterBreak || !this.merged.has(index);
  }

  private repeats(row: BodyRow, index: number): boolean {
    const text = row.cells[index]?.text ?? '';
    return text !== '' && text === this.previous?.read.cells[index]?.text;
  }

  /** No work text of its own, no number: more of the work above, though its cell is not merged. */
  private isRest(row: BodyRow, numbered: boolean): boolean {
    if (numbered || this.units.length === 0) return false;
    return [this.roles.level, ...this.grouping].every(
      ({ index }) => row.cells[index]?.text === '' || row.cells[index] === this.previous?.row.cells[index],
    );
  }

  private join(read: UnitRow, row: BodyRow): void {
    const unit = this.units.at(-1) as Unit;
    unit.rows.push(read);
    const cell = row.cells.find((one) => one.text !== '' && one.line === Math.max(...row.cells.map((c) => c.line)));
    if (cell) unit.doubts.push({ code: 'row-joined', cell });
  }

  private fill(row: BodyRow, goesOn: readonly boolean[], { shares, rest }: Record<string, boolean>): UnitRow {
    const cells = row.cells.map((cell, index) => {
      const above = this.previous?.read.cells[index];
      if (!goesOn[index] || !above || (cell.text !== '' && !isDitto(cell))) return cell;
      const takes = this.groupingIndexes.has(index) || isDitto(cell) || (this.workIndexes.has(index) ? rest : shares);
      return takes ? above : cell;
    });
    return {
      source: row,
      cells,
      own: cells.map((cell, index) => cell !== this.previous?.read.cells[index]),
      filled: cells.map((cell, index) => row.cells[index]?.text === '' && cell.text !== ''),
    };
  }

  private begin(row: BodyRow, read: UnitRow, { fresh, ownNumber, sameGroup }: Record<string, boolean>): void {
    const { roles } = this;
    const otherHeading = roles.groups.length + roles.sections.length === 0 || !sameGroup;
    const groups = roles.ordinals.length > 0 ? ownNumber : otherHeading;
    if (fresh || groups) this.group += 1;
    const doubts: Unit['doubts'] = [];
    const level = read.cells[roles.level.index];
    const inherited = roles.groups.find(({ index }) => row.cells[index]?.text === '' && read.cells[index]?.text !== '');
    if (ownNumber && inherited && level && !row.afterBreak) doubts.push({ code: 'heading-inherited', cell: level });
    this.units.push({
      rows: [read],
      ordinals: ownNumber ? cellsIn([read], roles.ordinals) : [],
      group: this.group,
      sections: cellsIn([read], roles.sections),
      headings: cellsIn([read], roles.groups),
      section: row.section,
      newTable: row.newTable,
      doubts,
    });
  }
}

function mergedColumns(rows: readonly BodyRow[]): Set<number> {
  const merged = new Set<number>();
  rows.forEach((row, r) => {
    row.cells.forEach((cell, index) => {
      if (cell.text !== '' && cell === rows[r + 1]?.cells[index]) merged.add(index);
    });
  });
  return merged;
}

function isDitto(cell: TableCell): boolean {
  return cell.text.length <= 2 && /^(?:同上|〃|″|”|"|''|同前)$/u.test(cell.text);
}

/** Rows of one work that each say what to do and which other division does it are so many items. */
function splitByDivision(unit: Unit, roles: Roles): Unit[] {
  const { rows } = unit;
  const states = (columns: readonly GridColumn[]) =>
    rows.every((row) => columns.some(({ index }) => row.own[index] && row.cells[index]?.text !== ''));
  const names = [...roles.leads, ...roles.answers];
  const different =
    new Set(
      rows.map((row) =>
        plain(
          cellsIn([row], names)
            .map((cell) => cell.text)
            .join(),
        ),
      ),
    ).size > 1;
  if (rows.length === 1 || !different || !states(names) || !states(roles.inner)) return [unit];
  return rows.map((row, index) => ({
    ...unit,
    rows: [row],
    split: true,
    ordinals: index === 0 ? unit.ordinals : [],
    doubts: index === 0 ? unit.doubts : [],
    newTable: index === 0 && unit.newTable,
  }));
}
