import { placeOf, type Warnings } from '../../draft/plan-warnings.js';
import { numberedLine, numberOf, type Cell } from './cell.js';
import type { FoundItem } from '../found-item.js';
import { answersOf, type Answers } from './row-answers.js';
import { readRowText, type RowDoubt, type RowText } from './row-text.js';
import type { TableHeader } from './table-header.js';
import { cellsOf, type TableRow } from './table-rows.js';

interface Group {
  number: number;
  heading: string;
  size: number;
  /** What the rows so far named; a row that names nobody is merged with them. */
  answers: Answers | null;
}

/** Rows to items: groups carry their heading, leader and divisions down to the rows whose cells were merged. */
export function itemsOf(rows: readonly TableRow[], header: TableHeader, warnings: Warnings): FoundItem[] {
  const has = (column: string) => header.columns.some((cell) => cell.column === column);
  let group: Group | null = null;
  return rows.map((row) => {
    const begins = row.ordinal !== null || group === null || !(has('ordinal') || goesOn(row, has('heading')));
    if (begins) group = beginGroup(row, group, warnings);
    const current = group as Group;
    current.size += 1;
    const code = `${current.number}.${current.size}`;
    const text = readRowText(begins && !row.heading ? row.texts.slice(1) : row.texts, {
      contents: has('contents'),
      measures: has('measures'),
    });
    const answers = answersOf(row, current.answers, { header, code, warnings });
    current.answers = answers;
    return itemOf({ row, text, answers, code, heading: current.heading, first: current.size === 1 }, warnings);
  });
}

/** Where a heading stands before its points, a row that begins with a later point has its heading above. */
function goesOn(row: TableRow, hasHeading: boolean): boolean {
  return hasHeading && (numberedLine(row.texts[0]?.text ?? '')?.number ?? 1) > 1;
}

function beginGroup(row: TableRow, previous: Group | null, warnings: Warnings): Group {
  const expected = (previous?.number ?? 0) + 1;
  const stated = row.ordinal ? numberOf(row.ordinal) : null;
  // Codes must stay unique, so a number that goes back is replaced by the next one.
  const number = stated !== null && stated >= expected ? stated : expected;
  if (row.ordinal && stated !== expected) {
    const message = `序号“${row.ordinal.text}”与上一组不连续（应为${expected}），本组编为${number}，请核对是否缺行`;
    warnings.add('ordinal-unexpected', message, placeOf([row.ordinal]));
  }
  const heading = row.heading ?? row.texts[0] ?? null;
  if (!heading) warnings.add('heading-missing', `第${number}组没有责任事项`, placeOf(cellsOf(row)));
  return { number, heading: heading?.text ?? '', size: 0, answers: null };
}

interface Parts {
  row: TableRow;
  text: RowText;
  answers: Answers;
  code: string;
  heading: string;
  /** First row of its group. */
  first: boolean;
}

function itemOf({ row, text, answers, code, heading, first }: Parts, warnings: Warnings): FoundItem {
  const at = { ...placeOf(cellsOf(row)), item: code };
  const deadlines = row.answers.filter((cell) => cell.kind === 'deadline' || cell.kind === 'number');
  if (!text.title && !first) {
    warnings.add('title-missing', `事项${code}没有自己的标题，暂以责任事项“${heading}”为标题`, at);
  }
  for (const doubt of text.doubts)
    warnings.add(doubt.code, doubtMessage(doubt, code), { ...placeOf(doubt.cells), item: code });
  for (const cell of row.unsure) {
    const message = `“${cell.text}”是人员、处室还是工作内容，仅能由前后单元格推断，请核对`;
    warnings.add('cell-unsure', message, { ...placeOf([cell]), item: code });
  }
  return {
    code,
    heading,
    title: text.title?.text ?? '',
    contents: text.contents,
    measures: text.measures,
    leader: answers.leader,
    divisions: answers.divisions,
    deadlines: deadlines.map((cell) => cell.text),
    place: placeOf(cellsOf(row)),
    deadlinePlace: placeOf(deadlines.length > 0 ? deadlines : cellsOf(row)),
    parts: cellsOf(row).map((cell) => ({ text: cell.text, place: placeOf([cell]) })),
  };
}

function doubtMessage({ code, cells }: { code: RowDoubt; cells: Cell[] }, item: string): string {
  const quoted = `“${(cells[0]?.text ?? '').slice(0, 24)}${(cells[0]?.text.length ?? 0) > 24 ? '……' : ''}”`;
  switch (code) {
    case 'contents-unclear':
      return `事项${item}没有编号的工作内容，工作内容与工作措施无法区分，${cells.length}段文字暂均列为工作措施`;
    case 'measure-like-title':
      return `${quoted}夹在工作措施中，但像是另一事项的标题，请核对是否应单列一项`;
    case 'contents-continued':
      return `${quoted}没有编号，暂并入它前面的一条工作内容`;
    case 'text-before-contents':
      return `${quoted}在编号的工作内容之前，是标题还是工作内容无法区分，暂列为工作内容`;
  }
}
