import { numberOf, plain } from '../flattened/cell.js';
import type { GridColumn } from './grid-head.js';
import type { Segment } from './table-chain.js';
import { isGuessedWork } from './table-columns.js';

/** What each column of one table does in its rows, worked out from all headings together and from what stands below. */
export interface Roles {
  /** One, or two where groups and their rows are both numbered. */
  ordinals: GridColumn[];
  /** 类别 and the like: what the work stands under. */
  sections: GridColumn[];
  /** 责任事项 and the like, outermost first, where another column says the work itself. */
  groups: GridColumn[];
  /** The column whose cells are the items. */
  level: GridColumn;
  /** What is said of the work besides, in the order of the table: further contents, stages, goals, measures. */
  inner: GridColumn[];
  deadlines: GridColumn[];
  periods: GridColumn[];
  leaders: GridColumn[];
  /** Leading divisions, and all that stand in the same cell with them. */
  leads: GridColumn[];
  supporting: GridColumn[];
  /** Leader and division in one cell. */
  answers: GridColumn[];
  /** Known or not, their text is kept with the item under the column's name. */
  kept: GridColumn[];
  /** Not of the plan: what was done since, whom to ring. */
  dropped: GridColumn[];
  /** 责任单位 beside 牵头单位: read as supporting. */
  demoted: GridColumn[];
}

/** The roles of a segment's columns. A column of figures is its numbers, unless no other says the work. */
export function rolesOf({ head, rows }: Segment): Roles {
  const judged = judge(head.columns, rows);
  return rolesIn(judged, rows) ?? (rolesIn(head.columns, rows) as Roles);
}

function judge(columns: readonly GridColumn[], rows: Segment['rows']): GridColumn[] {
  return columns.map((column): GridColumn => {
    if (isBesideWork(column, columns)) return { ...column, meaning: 'unknown' };
    if (column.name === '单位' && isUnits(column, rows)) return { ...column, meaning: 'note' };
    const cells = rows.map((row) => row.cells[column.index]).filter((cell) => cell !== undefined && cell.text !== '');
    const figures = cells.length > 0 && cells.every((cell) => cell && numberOf(cell) !== null);
    const mayNumber = ['unknown', 'heading', 'section'].includes(column.meaning) && column.index < 3;
    return figures && mayNumber && !/[量值额数]/.test(column.name) ? { ...column, meaning: 'ordinal' } : column;
  });
}

/** 配套行动 after 工作任务 or 工作内容: the known column says the work, the guessed one is kept under its name. */
function isBesideWork({ name, meaning, index }: GridColumn, columns: readonly GridColumn[]): boolean {
  if (meaning !== 'heading' || !isGuessedWork(name)) return false;
  return columns.some(
    (one) => one.index < index && ['heading', 'contents'].includes(one.meaning) && !isGuessedWork(one.name),
  );
}

function rolesIn(columns: readonly GridColumn[], rows: Segment['rows']): Roles | null {
  const of = (...meanings: string[]) => columns.filter((column) => meanings.includes(column.meaning));
  const problems = of('problem');
  const [contents, goals] = [of('contents'), of('goal')];
  const headings = [...of('heading')];
  // 攻坚举措 before 具体内容 names the work.
  const named = headings.length > 0 ? [] : of('measures').filter((one) => namesContents(one, contents[0]));
  headings.push(...named.slice(0, 1));
  const isSubject = headings.length === 0 && contents.length === 0;
  if (isSubject) headings.push(...problems);
  // A goal says the work where no other column does; under a heading alone it is its contents.
  if (contents.length === 0 && headings.length === 0) contents.push(...goals.splice(0, 1));
  if (contents.length === 0 && headings.length === 0) contents.push(...of('stage').slice(0, 1));
  const level = contents[0] ?? headings.at(-1) ?? of('measures')[0] ?? of('section').at(-1);
  if (!level) return null;
  const bare = contents.length === 0;
  const told = goals.map((goal, index): GridColumn => (bare && index === 0 ? { ...goal, meaning: 'contents' } : goal));
  const inner = [...contents.slice(1), ...of('stage'), ...told, ...of('measures')].filter(
    (one) => one !== level && !headings.includes(one),
  );
  return {
    ordinals: of('ordinal').slice(0, 2),
    sections: of('section').filter((column) => column !== level),
    groups: headings.filter((column) => column !== level),
    level,
    inner: inner.toSorted((a, b) => a.index - b.index),
    ...{ deadlines: of('deadline'), periods: of('period'), answers: of('answer') },
    ...whoOf(columns),
    kept: [...of('remark', 'note', 'unknown'), ...of('ordinal').slice(2)].filter((column) => hasText(column, rows)),
    dropped: [...of('progress', 'contact'), ...(isSubject ? [] : problems), ...sparePersons(columns)].filter((column) =>
      hasText(column, rows),
    ),
  };
}

function namesContents({ name, index }: GridColumn, contents: GridColumn | undefined): boolean {
  return contents !== undefined && index < contents.index && isGuessedWork(name);
}

function whoOf(columns: readonly GridColumn[]): Pick<Roles, 'leaders' | 'leads' | 'supporting' | 'demoted'> {
  const of = (...meanings: string[]) => columns.filter((column) => meanings.includes(column.meaning));
  const leaders = of('leader').length > 0 ? of('leader') : of('person').slice(0, 1);
  const leading = of('lead');
  const others = of('divisions');
  const demoted = leading.length > 0 ? others : [];
  return {
    leaders,
    leads: leading.length > 0 ? leading : others,
    supporting: [...demoted, ...of('supporting')],
    demoted,
  };
}

/** Persons who are not the leader, as the table has one, or another before them. */
function sparePersons(columns: readonly GridColumn[]): GridColumn[] {
  const persons = columns.filter((column) => column.meaning === 'person');
  return columns.some((column) => column.meaning === 'leader') ? persons : persons.slice(1);
}

/** 单位 over 所, 个 and % is no column of offices. */
function isUnits({ index }: GridColumn, rows: Segment['rows']): boolean {
  return rows.every(({ cells }) =>
    /^(?:|%|[个所人名项套台间座处]|[万亿]?元|万?平方米|公里)$/u.test(plain(cells[index]?.text ?? '')),
  );
}

function hasText(column: GridColumn, rows: Segment['rows']): boolean {
  return rows.some((row) => plain(row.cells[column.index]?.text ?? '') !== '');
}
