import type { SourcePlace } from '../../../domain/plan.js';
import type { TableCell } from '../../blocks/block.js';
import { placeOf, type Warnings } from '../../draft/plan-warnings.js';
import type { FoundItem } from '../found-item.js';
import { answerReader, answersOf, type AnswerReader } from './grid-answers.js';
import { codesOf } from './grid-codes.js';
import { deadlinesOf } from './grid-deadlines.js';
import type { Roles } from './grid-roles.js';
import { cellsIn, unitsOf, type Unit, type UnitRow } from './grid-units.js';
import { workOf } from './grid-work.js';
import type { Finding } from '../recogniser.js';
import type { Segment } from './table-chain.js';

export interface ItemsContext {
  roles: Roles;
  /** What codes begin with, where the document has several tables: `表2-`. */
  prefix: string;
  caption: string;
  warnings: Warnings;
  /** Takes the rows that say no work. */
  passedRows: NonNullable<Finding['passedRows']>;
}

/** The items of one table. */
export function itemsOf(segment: Segment, context: ItemsContext): FoundItem[] {
  const { roles, warnings } = context;
  const units = unitsOf(segment.rows, roles).filter((unit) => isWork(unit, context));
  const holds = new Map<TableCell | undefined, number>();
  for (const unit of units) holds.set(unit.headings.at(-1), (holds.get(unit.headings.at(-1)) ?? 0) + 1);
  const codes = codesOf(units, warnings);
  const reader = answerReader();
  return units.map((unit, index) => {
    const grouped = (holds.get(unit.headings.at(-1)) ?? 0) > 1;
    const first = units[index - 1]?.group !== unit.group;
    return itemOf(unit, context, { grouped, first, reader, own: codes[index] ?? '' });
  });
}

/** A row that says no work is no item, but never passed over in silence. */
function isWork(unit: Unit, { roles, warnings, passedRows }: ItemsContext): boolean {
  if (cellsIn(unit.rows, [...roles.groups, roles.level, ...roles.inner, ...roles.periods]).length > 0) return true;
  for (const { source } of unit.rows)
    passedRows.push({ table: source.table, row: source.row, why: '没有工作内容的行' });
  const who = [
    ...roles.deadlines,
    ...roles.leads,
    ...roles.leaders,
    ...roles.supporting,
    ...roles.answers,
    ...roles.kept,
  ];
  if (cellsIn(unit.rows, who).length > 0) {
    warnings.add('row-unread', '本行有时限或责任单位而没有工作内容，未列为事项，请核对', placeOfUnit(unit));
  }
  return false;
}

interface ItemPlace {
  grouped: boolean;
  /** The code within its own table. */
  own: string;
  reader: AnswerReader;
  /** First unit of its group. */
  first: boolean;
}

function itemOf(unit: Unit, context: ItemsContext, { grouped, first, reader, own }: ItemPlace): FoundItem {
  const { roles, prefix, caption, warnings } = context;
  const work = workOf(unit, { roles, grouped, caption });
  const code = prefix + own;
  const place = placeOfUnit(unit);
  const at = { ...place, item: code };
  const name = work.title || work.heading;
  const due = deadlinesOf(unit, roles);
  const who = answersOf(unit, roles, { reader, name });
  if (work.title === '' && !first) {
    warnings.add('title-missing', `本项没有自己的标题，暂以责任事项“${work.heading}”为标题`, at);
  }
  for (const { message, code: kind, at: cell } of who.doubts) warnings.add(kind, message, { ...cell, item: code });
  if (roles.leaders.length + roles.answers.length > 0 && who.leader === '') {
    warnings.add('leader-missing', `“${name}”没有分管负责人，请补填`, at);
  }
  if (roles.leads.length + roles.answers.length > 0 && who.divisions.length === 0) {
    warnings.add('division-missing', `“${name}”没有责任单位，请补填`, at);
  }
  warnUnit(unit, context, { code, name });
  for (const cell of due.unused) {
    const message = `“${name}”按分栏的各时段设检查节点，完成时限“${cell.text}”未另设节点，请核对`;
    warnings.add('deadline-unused', message, { ...placeOf([cell]), item: code });
  }
  const item: FoundItem = {
    code,
    ownNumber: own,
    heading: work.heading,
    title: work.title,
    contents: due.byPeriod ? [...work.contents, ...(due.contentsByDeadline ?? []).flat()] : work.contents,
    measures: work.measures,
    leader: who.leader,
    divisions: who.divisions,
    deadlines: due.deadlines,
    place,
    deadlinePlace: due.cells.length > 0 ? placeOf(due.cells) : place,
    parts: partsOf(unit, roles),
  };
  if (due.contentsByDeadline) item.contentsByDeadline = due.contentsByDeadline;
  if (roles.deadlines.length + roles.periods.length === 0) item.otherwise = 'quarters';
  return item;
}

function warnUnit(unit: Unit, { roles, warnings }: ItemsContext, { code, name }: { code: string; name: string }): void {
  for (const { code: kind, cell } of unit.doubts) {
    const message =
      kind === 'heading-inherited'
        ? `“${name}”的责任事项一格为空，暂沿用上一行的，请核对`
        : `本行没有工作内容，暂并入上一行的“${name}”，请核对`;
    warnings.add(kind, message, { ...placeOf([cell]), item: code });
  }
  for (const { index } of roles.deadlines) {
    const cell = unit.rows[0]?.cells[index];
    if (!cell || !unit.rows[0]?.filled[index]) continue;
    const message = `“${name}”的完成时限一格为空，暂沿用上一行的“${cell.text}”，请核对`;
    warnings.add('deadline-inherited', message, { ...placeOfUnit(unit), item: code });
  }
}

/** From the first to the last of its rows. Cells merged with rows above stand at those. */
function placeOfUnit({ rows }: Unit): SourcePlace {
  const lowest = (row: UnitRow | undefined) =>
    (row?.source.cells ?? []).reduce((low, cell) => (cell.line > low.line ? cell : low));
  return placeOf([lowest(rows[0]), lowest(rows.at(-1))]);
}

/** Its cells, those it shares with the rows above left to these. */
function partsOf(unit: Unit, { dropped }: Roles): FoundItem['parts'] {
  const cells = new Set<TableCell>();
  for (const row of unit.rows) {
    row.cells.forEach((cell, index) => {
      if (cell.text !== '' && row.own[index] && !dropped.some((column) => column.index === index)) cells.add(cell);
    });
  }
  return Array.from(cells, (cell) => ({ text: cell.text, place: placeOf([cell]) }));
}
