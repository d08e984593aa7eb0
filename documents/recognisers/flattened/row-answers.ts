import type { Cell } from './cell.js';
import type { DraftItem, NamedDivision } from '../../../domain/plan.js';
import { divisionsIn } from '../../names/division-name.js';
import { bareName } from '../../names/person-name.js';
import { placeOf, type Warnings } from '../../draft/plan-warnings.js';
import type { TableHeader } from './table-header.js';
import { cellsOf, type TableRow } from './table-rows.js';

/** Who answers for a row: its own cells, or those it is merged with. */
export type Answers = Pick<DraftItem, 'leader' | 'divisions'>;

interface AnswerContext {
  header: TableHeader;
  code: string;
  warnings: Warnings;
}

/**
 * A row without a leader or division cell shares the one above it in its group, as merged cells do. Nothing is carried
 * over from another group: there a missing cell is a warning.
 */
export function answersOf(row: TableRow, above: Answers | null, context: AnswerContext): Answers {
  const { header, code, warnings } = context;
  const people = row.answers.filter((cell) => cell.kind === 'name');
  const divisionCells = row.answers.filter((cell) => cell.kind === 'divisions');
  const leader = leaderOf(people, context) || (above?.leader ?? '');
  const named = divisionsOf(divisionCells, context);
  const divisions = named.length > 0 ? named : (above?.divisions ?? []).map((division) => ({ ...division }));
  const at = { ...placeOf(cellsOf(row)), item: code };

  if (leader === '') {
    const column = header.columns.some((cell) => cell.column === 'leader');
    warnings.add('leader-missing', `事项${code}没有分管负责人${column ? '' : '（表中无此栏）'}，请补填`, at);
  }
  if (divisions.length === 0) warnings.add('division-missing', `事项${code}没有责任处室，请补填`, at);
  const changed = above !== null && people.length > 0 && above.leader !== '' && leader !== above.leader;
  if (changed && named.length === 0 && divisions.length > 0) {
    const names = divisions.map((division) => division.name).join('、');
    const message = `事项${code}换了分管负责人而未写责任处室，暂沿用上一行的${names}，请核对`;
    warnings.add('division-inherited', message, { ...placeOf(people), item: code });
  }
  if (splitByDeadline(row, 'divisions')) {
    const names = divisions.map((division) => division.name).join('、');
    const message = `事项${code}的责任处室（${names}）分写在不同时限之后，暂均为联合牵头，请核对各节点由谁负责`;
    warnings.add('division-unclear', message, { ...placeOf(divisionCells), item: code });
  }
  return { leader, divisions };
}

function leaderOf(people: readonly Cell[], { code, warnings }: AnswerContext): string {
  const names = [...new Set(people.flatMap((cell) => cell.text.split(/[、/]/).map(bareName)))].filter(Boolean);
  if (names.length > 1) {
    const message = `事项${code}有${names.length}名分管负责人（${names.join('、')}），暂取第一名，请核对`;
    warnings.add('leader-unclear', message, { ...placeOf(people), item: code });
  }
  return names[0] ?? '';
}

function divisionsOf(cells: readonly Cell[], { header, code, warnings }: AnswerContext): NamedDivision[] {
  const divisions = new Map<string, NamedDivision>();
  for (const division of cells.flatMap((cell) => divisionsIn(cell.text) ?? [])) {
    if (!divisions.has(division.name)) divisions.set(division.name, { ...division });
  }
  const list = [...divisions.values()];
  const hasSupporting = header.columns.some((cell) => cell.column === 'supporting');
  if (hasSupporting && list.length > 1 && list.every((division) => division.role === 'lead')) {
    list.slice(1).forEach((division) => (division.role = 'supporting'));
    const message = `事项${code}的牵头与配合单位已无法按栏区分，暂以${list[0]?.name ?? ''}牵头、其余配合，请核对`;
    warnings.add('roles-unclear', message, { ...placeOf(cells), item: code });
  }
  return list;
}

/** Two cells of the kind with a deadline between them, so that each may belong to its own checkpoint. */
function splitByDeadline(row: TableRow, kind: Cell['kind']): boolean {
  const indexes = row.answers.flatMap((cell, index) => (cell.kind === kind ? [index] : []));
  const between = row.answers.slice(indexes[0] ?? 0, (indexes.at(-1) ?? -1) + 1);
  return between.some((cell) => cell.kind === 'deadline' || cell.kind === 'number');
}
