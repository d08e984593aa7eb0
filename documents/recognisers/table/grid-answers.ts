import type { NamedDivision, PlanWarning } from '../../../domain/plan.js';
import type { TableCell } from '../../blocks/block.js';
import { placeOf } from '../../draft/plan-warnings.js';
import { readAnswerCell } from '../../names/answer-cell.js';
import { listDivisions } from '../../names/division-list.js';
import { listLeaders } from '../../names/leader-list.js';
import type { GridColumn } from './grid-head.js';
import { tickOf } from './quarter-columns.js';
import type { Roles } from './grid-roles.js';
import { cellsIn, type Unit } from './grid-units.js';

/** Who answers for a unit, and what its cells leave in doubt. */
export interface UnitAnswers {
  leader: string;
  divisions: NamedDivision[];
  doubts: PlanWarning[];
}

interface Answer {
  leaders: string[];
  divisions: NamedDivision[];
  unread: string[];
}

/** How the cells of each kind of column are read. The same few names fill thousands of rows: each text is read once. */
export type AnswerReader = Readonly<Record<'leads' | 'supporting' | 'leaders' | 'answers', (text: string) => Answer>>;

export function answerReader(): AnswerReader {
  return {
    leads: once((text) => ({ leaders: [], ...listDivisions(text, 'lead') })),
    supporting: once((text) => ({ leaders: [], ...listDivisions(text, 'supporting') })),
    leaders: once((text) => ({ leaders: listLeaders(text), divisions: [], unread: [] })),
    answers: once(readAnswerCell),
  };
}

/** Reads the leader and division cells of a unit. `name` is what its warnings call it. */
export function answersOf(
  unit: Unit,
  roles: Roles,
  { reader, name }: { reader: AnswerReader; name: string },
): UnitAnswers {
  const doubts: PlanWarning[] = [];
  const doubt = (code: string, message: string, cells: readonly TableCell[]) =>
    doubts.push({ code, message, at: placeOf(cells) });
  const read = (kind: keyof AnswerReader) =>
    named(unit, roles[kind]).map((cell) => ({ cell, ...reader[kind](cell.text) }));
  const [leaderCells, both, leads] = [read('leaders'), read('answers'), read('leads')];
  const lists = [...leads, ...both, ...read('supporting')];
  // Where leaders have a column of their own, people beside a division are not the leader.
  const people = leaderCells.length > 0 ? leaderCells : both;
  const leaders = [...new Set(people.flatMap((answer) => answer.leaders))];
  for (const { cell, unread } of lists) {
    if (unread.length === 0) continue;
    doubt('division-unread', `“${unread.join('、')}”无法识别为责任单位，请补填“${name}”的责任单位`, [cell]);
  }
  if (leaders.length > 1) {
    const message = `“${name}”有${leaders.length}名分管负责人（${leaders.join('、')}），暂取第一名，请核对`;
    doubt(
      'leader-unclear',
      message,
      people.map(({ cell }) => cell),
    );
  }
  const divisions = withoutRepeats(lists.flatMap((list) => list.divisions));
  if (roles.leads.length === 1 && new Set(leads.map(({ cell }) => cell.text)).size > 1) {
    const names = divisions.map((division) => division.name).join('、');
    const message = `“${name}”的责任单位（${names}）分写在不同时限旁，暂均列入，请核对各节点由谁负责`;
    doubt(
      'division-unclear',
      message,
      leads.map(({ cell }) => cell),
    );
  }
  return { leader: leaders[0] ?? '', divisions, doubts };
}

/** The cells that name somebody: a dash says nobody. */
function named(unit: Unit, columns: readonly GridColumn[]): TableCell[] {
  return cellsIn(unit.rows, columns).filter(({ text }) => tickOf(text) !== 'nothing');
}

/** A division named twice leads where it does so anywhere. */
function withoutRepeats(divisions: readonly NamedDivision[]): NamedDivision[] {
  const byName = new Map<string, NamedDivision>();
  for (const division of divisions) {
    const known = byName.get(division.name);
    if (!known) byName.set(division.name, { ...division });
    else if (division.role === 'lead') known.role = 'lead';
  }
  return [...byName.values()];
}

function once(read: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const answer = known.get(text) ?? read(text);
    known.set(text, answer);
    return answer;
  };
}
