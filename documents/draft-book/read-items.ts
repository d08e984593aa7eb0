import { checkpointSpans, parseDeadlines } from '../../domain/deadline.js';
import type { DraftCheckpoint, DraftItem, SourcePlace } from '../../domain/plan.js';
import type { BookReading } from './book-reading.js';
import { printOf } from './cell-text.js';
import { ITEM_COLUMNS, SHEETS } from './columns.js';
import type { ItemRows } from './group-rows.js';
import { itemValues } from './item-cells.js';
import { placeOfText } from './place-of-text.js';
import { readNodes } from './read-nodes.js';

/** An item of its rows; whatever is wrong with it is told, and what is right kept. */
export function readItem(group: ItemRows, reading: BookReading): DraftItem {
  const { rows, texts, kept } = group;
  const first = rows[0]?.number ?? 0;
  const { values, problems } = itemValues(texts, kept?.odd ?? {});
  for (const { column, message } of problems) reading.problems.add(reading.ledger.place(first, column), message);
  // An untitled item of the document's own has its warning already.
  if (texts.title === '' && (!kept || isChanged(group, 'title'))) {
    reading.problems.add(reading.ledger.place(first, 'title'), `编号“${texts.code}”没有事项，请填写，或删去该行`);
  }
  const { checkpoints: nodes, byHand } = readNodes(group, reading);
  const isEmpty = rows.every(({ texts: row }) => row.label === '' && row.due === '' && row.report === '');
  const dated = isEmpty ? datesOf(group, reading) : nodes;
  if (kept && !isEmpty && isChanged(group, 'deadlineText') && nodes.every((node, at) => isWritten(node, group, at))) {
    const message = `事项${texts.code}的完成时限已改为“${texts.deadlineText}”，检查节点未改，请核对`;
    reading.warn('deadline-edited', message, { row: first, column: 'deadlineText', item: texts.code });
  }
  // Without the hidden column no day can be told from one that was written.
  if (kept && isEmpty && isChanged(group, 'deadlineText') && texts.deadlineText !== '')
    reading.dated.set(texts.code, 'all');
  else if (kept && byHand > 0) reading.dated.set(texts.code, byHand === nodes.length ? 'all' : 'some');
  // A new item of an officer's own needs no heading above it.
  const isNew = !kept && texts.source === '';
  const heading = isNew && values.heading === '' ? values.title : values.heading;
  return { ...values, heading, checkpoints: dated, source: sourceOf(group, first) };
}

function isWritten({ due }: DraftCheckpoint, { rows }: ItemRows, at: number): boolean {
  return rows.some(({ kept }) => kept?.node?.at === at && kept.node.due === due);
}

function isChanged({ texts, kept }: ItemRows, column: 'title' | 'deadlineText' | 'source'): boolean {
  return printOf(texts[column]) !== kept?.prints[ITEM_COLUMNS.indexOf(column)];
}

/** An item without checkpoints has those of its deadline, where somebody wrote that. */
function datesOf(group: ItemRows, reading: BookReading): DraftCheckpoint[] {
  const { texts, kept, rows } = group;
  if (kept ? !isChanged(group, 'deadlineText') : texts.source !== '' && texts.deadlineText === '') return [];
  const at = { row: rows[0]?.number ?? 0, column: 'deadlineText' as const, item: texts.code };
  if (texts.deadlineText === '') {
    if (kept) return [];
    reading.warn('deadline-missing', `事项${texts.code}没有完成时限，暂按各季度末排定节点`, at);
  }
  const { periods, problem } = parseDeadlines(texts.deadlineText.split('\n'), reading);
  if (problem) reading.warn(problem.code, `事项${texts.code}：${problem.message}`, at);
  return checkpointSpans(periods, reading.calendar).map((span) => ({ ...span, contents: [] }));
}

function sourceOf(group: ItemRows, row: number): SourcePlace {
  const { kept, texts } = group;
  if (kept && (texts.source === '' || !isChanged(group, 'source'))) return kept.source;
  const added = {
    firstLine: row,
    lastLine: row,
    unit: 'row' as const,
    table: `工作表“${SHEETS.ledger}”`,
    rows: [row, row] as [number, number],
  };
  return placeOfText(texts.source) ?? added;
}
