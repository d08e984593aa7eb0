import { addDays } from '../../domain/calendar/civil-day.js';
import { checkpointSpans, parseDeadline } from '../../domain/deadline.js';
import type { Day } from '../../domain/instant.js';
import type { DraftCheckpoint } from '../../domain/plan.js';
import type { BookReading } from './book-reading.js';
import { printOf } from './cell-text.js';
import { typedDate } from './day-text.js';
import type { ItemRows } from './group-rows.js';
import type { KeptNode } from './kept.js';
import type { LedgerRow } from './ledger-rows.js';
import { listOf } from './list-text.js';
import { nodeTexts } from './node-cells.js';

/** A checkpoint on its way: where it begins may depend on the one before it. */
interface Node {
  row: LedgerRow;
  checkpoint: DraftCheckpoint;
  /** Its day stands as it was written. */
  untouched?: KeptNode;
  /** Whether its beginning was typed, stands as written, or is to be worked out. */
  from: 'typed' | 'stated' | 'follows' | 'open';
  /** Somebody typed its day. */
  byHand: boolean;
  /** Where it begins by its own words alone. */
  period: Day;
}

const CELLS = ['label', 'from', 'due', 'report'] as const;

export interface ReadNodes {
  checkpoints: DraftCheckpoint[];
  /** How many of them have a day that somebody typed over another, or for a checkpoint of their own. */
  byHand: number;
}

/** The checkpoints of an item's rows, in the order of their days once somebody changed any. */
export function readNodes({ rows, texts }: ItemRows, reading: BookReading): ReadNodes {
  const nodes = rows
    .filter((row) => CELLS.some((key) => row.texts[key] !== ''))
    .flatMap((row) => readNode(row, texts.code, reading) ?? []);
  const written = nodes.every(({ untouched }) => untouched);
  nodes.sort((a, b) =>
    written ? (a.untouched?.at ?? 0) - (b.untouched?.at ?? 0) : a.checkpoint.due.localeCompare(b.checkpoint.due, 'en'),
  );
  if (!written) beginFirst(nodes);
  nodes.forEach((node, index) => beginNode(node, nodes[index - 1]));
  if (!written) checkOrder(nodes, reading);
  return {
    checkpoints: nodes.map(({ checkpoint }) => checkpoint),
    byHand: nodes.filter(({ byHand }) => byHand).length,
  };
}

function readNode(row: LedgerRow, item: string, reading: BookReading): Node | null {
  const node = row.kept?.node;
  const untouched = node && row.texts.due === node.due ? node : undefined;
  const dated = untouched
    ? { label: '', why: '', from: node?.from ?? '', due: untouched.due, mark: untouched.mark }
    : newDay(row, item, reading);
  if (!dated) return null;
  const odd = node?.odd ?? {};
  const { texts } = row;
  const asWritten = nodeTexts({
    from: '',
    due: '',
    label: odd.label ?? '',
    why: odd.why ?? '',
    contents: odd.contents ?? [],
  });
  const said = odd.label !== undefined && asWritten.label === texts.label ? odd.label : texts.label || dated.label;
  const stale = node && !untouched && texts.due !== '' && printOf(texts.label) === node.prints.label;
  const label = stale && namesAnother(texts.label, dated.due, reading) ? dated.label : said;
  const contents = odd.contents && asWritten.report === texts.report ? odd.contents : listOf(texts.report);
  const rewritten = texts.why !== '' && printOf(texts.why) !== node?.prints.why;
  const moved = !untouched && dated.mark === 'moved-to-working-day';
  const given = odd.why !== undefined && asWritten.why === texts.why ? odd.why : texts.why;
  const why = untouched || (rewritten && !moved) ? given : dated.why;
  if (untouched && printOf(texts.label) !== untouched.prints.label) doubtLabel(row, item, reading);
  const begins = beginning(row, { node, period: dated.from }, reading);
  if (!begins) return null;
  const { due, mark } = dated;
  return {
    ...{ row, untouched, from: begins.from, period: dated.from, byHand: !untouched && texts.due !== '' },
    checkpoint: { label, from: begins.day, due, why, ...(mark ? { mark } : {}), contents },
  };
}

/** A day that somebody typed, or that a word such as 9月 stands for: moved to a working day as any other. */
function newDay(row: LedgerRow, item: string, reading: BookReading): Omit<DraftCheckpoint, 'contents'> | null {
  const { label, due } = row.texts;
  const column = due === '' ? 'label' : 'due';
  if (due === '' && label === '') {
    reading.problems.add(reading.ledger.place(row.number, 'due'), '节点没有截止日期，请填写，或删去该行的节点内容');
    return null;
  }
  const typed = typedDate(due === '' ? label : due, reading);
  if (typeof typed === 'string') {
    const message = due === '' ? `${typed}；也可直接在“截止日期”一栏填写日期` : typed;
    reading.problems.add(reading.ledger.place(row.number, column), message);
    return null;
  }
  if (typed.doubt)
    reading.warn(typed.doubt.code, `事项${item}：${typed.doubt.message}`, { row: row.number, column, item });
  const period = due === '' ? typed.period : { ...typed.period, why: '督查室改定' };
  const [span] = checkpointSpans([period], reading.calendar);
  if (span?.mark === 'moved-to-working-day') {
    const message = `事项${item}有节点不在工作日，已提前到之前最近的工作日`;
    reading.warn('moved-to-working-day', message, { row: row.number, column, item });
  }
  if (span?.mark === 'calendar-unpublished') {
    const message = `事项${item}有节点所在年份的放假安排尚未公布，日期仅按周末推算，公布后请复核`;
    reading.warn('calendar-unpublished', message, { row: row.number, column, item });
  }
  return span ?? null;
}

function beginning(
  row: LedgerRow,
  { node, period }: { node: KeptNode | undefined; period: Day },
  reading: BookReading,
): { from: Node['from']; day: Day } | null {
  const { from } = row.texts;
  if (from === '') return { from: 'open', day: period };
  if (node && from === node.from) return { from: node.follows ? 'follows' : 'stated', day: from };
  const typed = typedDate(from, reading);
  if (typeof typed !== 'string')
    return { from: 'typed', day: typed.period.exact ? typed.period.last : typed.period.first };
  reading.problems.add(reading.ledger.place(row.number, 'from'), typed);
  return null;
}

/**
 * What began on the day after the one before it still does when that one is moved, added or gone; and what is now due
 * before it was to begin begins anew.
 */
function beginNode({ checkpoint, from, period, untouched }: Node, before: Node | undefined): void {
  if (from === 'typed') return;
  const next = before && addDays(before.checkpoint.due, 1);
  // Two that stand as written, one after the other, may overlap as they did.
  const asBefore = untouched && before?.untouched && before.untouched.at < untouched.at;
  const follows = from !== 'stated' || (!asBefore && next !== undefined && checkpoint.from < next);
  if (next !== undefined && follows && next <= checkpoint.due) checkpoint.from = next;
  if (!untouched && checkpoint.from > checkpoint.due)
    checkpoint.from = next !== undefined && next <= checkpoint.due ? next : period;
}

/** One that followed another and now comes first begins where the first of them did. */
function beginFirst(nodes: readonly Node[]): void {
  const [first] = nodes;
  if (first?.from !== 'follows') return;
  for (const { from, row } of nodes) {
    const begun = row.kept?.node?.from;
    if (from === 'stated' && begun !== undefined && begun < first.checkpoint.from) first.checkpoint.from = begun;
  }
}

function checkOrder(nodes: readonly Node[], { ledger, problems }: BookReading): void {
  nodes.forEach(({ row, checkpoint: { from, due } }, index) => {
    if (from > due) problems.add(ledger.place(row.number, 'from'), `起（${from}）在截止日期（${due}）之后`);
    const before = nodes[index - 1];
    if (before?.checkpoint.due !== due) return;
    const message = `与第${before.row.number}行同为${due}截止，同一事项一天只设一个节点，请合并`;
    problems.add(ledger.place(row.number, 'due'), message);
  });
}

/** 10月 over a day in September: one of them was forgotten. */
function doubtLabel({ number, texts }: LedgerRow, item: string, reading: BookReading): void {
  if (!namesAnother(texts.label, texts.due, reading)) return;
  const message = `事项${item}的检查节点已改为“${texts.label}”，截止日期仍保留${texts.due}，未作改动，请核对`;
  reading.warn('checkpoint-label', message, { row: number, column: 'label', item });
}

/** A label is a time, and due on another day than this. */
function namesAnother(label: string, due: Day, reading: BookReading): boolean {
  const spans = checkpointSpans(parseDeadline(label, reading).periods, reading.calendar);
  return label !== '' && spans.length > 0 && spans.every((span) => span.due !== due);
}
