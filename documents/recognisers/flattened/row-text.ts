import { endsAsSentence, numberedLine, type Cell } from './cell.js';

export interface RowText {
  /** `null` when the row has no title line of its own. */
  title: Cell | null;
  contents: string[];
  measures: string[];
  doubts: { code: RowDoubt; cells: Cell[] }[];
}

export type RowDoubt = 'contents-unclear' | 'measure-like-title' | 'contents-continued' | 'text-before-contents';

/** Which of the two text columns the table has. */
interface TextColumns {
  contents: boolean;
  measures: boolean;
}

/**
 * Tells a row's text apart: a title, the numbered work contents, the prose of the measures. A second list that begins
 * again at 1 is numbered measures. Without numbered lines contents and measures cannot be told apart.
 */
export function readRowText(texts: readonly Cell[], columns: TextColumns): RowText {
  const firstNumbered = texts.findIndex((cell) => cell.kind === 'numbered');
  const title = titleOf(texts, firstNumbered);
  const rest = title ? texts.slice(1) : [...texts];
  const row: RowText = { title, contents: [], measures: [], doubts: [] };
  if (!columns.measures || !columns.contents) {
    const only = rest.map((cell) => numberedLine(cell.text)?.text ?? cell.text);
    if (columns.measures) row.measures = only;
    else row.contents = only;
    return row;
  }
  if (firstNumbered < 0) {
    row.measures = rest.map((cell) => cell.text);
    if (rest.length > 0) row.doubts.push({ code: 'contents-unclear', cells: rest });
    doubtTitles(row, rest);
    return row;
  }
  fillNumbered(row, rest);
  return row;
}

/** The first line, if it is not numbered and does not end as a sentence does, unless numbered contents follow it. */
function titleOf(texts: readonly Cell[], firstNumbered: number): Cell | null {
  const first = texts[0];
  if (!first || first.kind === 'numbered') return null;
  return firstNumbered > 0 || !endsAsSentence(first.text) ? first : null;
}

function fillNumbered(row: RowText, rest: readonly Cell[]): void {
  const begin = rest.findIndex((cell) => cell.kind === 'numbered');
  const before = rest.slice(0, begin);
  row.contents.push(...before.map((cell) => cell.text));
  if (before.length > 0) row.doubts.push({ code: 'text-before-contents', cells: [...before] });

  const end = endOfList(rest, begin);
  for (const cell of rest.slice(begin, end)) {
    const line = numberedLine(cell.text);
    if (line) row.contents.push(line.text);
    else {
      row.contents.push(`${row.contents.pop() ?? ''}\n${cell.text}`);
      row.doubts.push({ code: 'contents-continued', cells: [cell] });
    }
  }
  const measures = rest.slice(end);
  row.measures = measures.map((cell) => numberedLine(cell.text)?.text ?? cell.text);
  doubtTitles(row, measures);
}

/** The list goes on over unnumbered lines as long as the next number follows on; it ends where numbers begin again. */
function endOfList(cells: readonly Cell[], begin: number): number {
  let number = 0;
  let end = begin;
  for (let i = begin; i < cells.length; i += 1) {
    const line = numberedLine(cells[i]?.text ?? '');
    if (!line) continue;
    if (i > begin && line.number <= number) break;
    if (i > end && line.number !== number + 1) break;
    number = line.number;
    end = i + 1;
  }
  return end;
}

/** A line among sentences that does not end as one reads like the title of another piece of work. */
function doubtTitles(row: RowText, measures: readonly Cell[]): void {
  // Where no line ends as a sentence does, that is the document's style and tells nothing.
  if (!measures.some((cell) => endsAsSentence(cell.text))) return;
  for (const cell of measures) {
    if (cell.kind !== 'numbered' && !endsAsSentence(cell.text)) {
      row.doubts.push({ code: 'measure-like-title', cells: [cell] });
    }
  }
}
