import type { BookProblems } from './book.js';
import { printOf } from './cell-text.js';
import { columnIndex, COLUMNS, ITEM_COLUMNS, type ItemColumn } from './columns.js';
import type { ItemTexts } from './item-cells.js';
import type { KeptRow } from './kept.js';
import type { Ledger, LedgerRow } from './ledger-rows.js';

/** The rows of one item, and what they say of it. */
export interface ItemRows {
  rows: LedgerRow[];
  texts: ItemTexts;
  /** As it was written; `null` for an item that somebody added. */
  kept: KeptRow | null;
}

/**
 * Rows to items. A row belongs to the item whose code it bears; without one, to the item it was written for, else to the
 * item of the row before. So rows may be inserted, deleted, sorted and unmerged.
 */
export function groupRows(ledger: Ledger, problems: BookProblems): ItemRows[] {
  const groups = new Map<string, LedgerRow[]>();
  const codesOfKey = codesByKey(ledger.rows);
  const told = new Set<string>();
  let last: Group | null = null;
  for (const row of ledger.rows) {
    const code: string | null = row.texts.code === '' ? codeOf(row, last, codesOfKey) : row.texts.code;
    if (code === null) {
      // A merged cell that was cleared is empty in every row of its item.
      if (!row.kept || !told.has(row.kept.key)) {
        problems.add(ledger.place(row.number, 'code'), `“${shown(row)}”没有编号，请填写不重复的编号`);
      }
      if (row.kept) told.add(row.kept.key);
      continue;
    }
    const rows: LedgerRow[] = groups.get(code) ?? [];
    rows.push(row);
    groups.set(code, rows);
    last = { code, rows };
  }
  return [...groups].map(([code, rows]) => resolved({ code, rows }, ledger, problems));
}

interface Group {
  code: string;
  rows: LedgerRow[];
}

function codesByKey(rows: readonly LedgerRow[]): Map<string, Set<string>> {
  const codes = new Map<string, Set<string>>();
  for (const { texts, kept } of rows) {
    if (texts.code !== '' && kept) codes.set(kept.key, (codes.get(kept.key) ?? new Set()).add(texts.code));
  }
  return codes;
}

/** Of a row without a code; `null` when nothing says whose it is. */
function codeOf(row: LedgerRow, last: Group | null, codesOfKey: ReadonlyMap<string, Set<string>>): string | null {
  const { kept, texts } = row;
  if (!kept)
    return texts.title === '' || last?.rows.some((one) => one.texts.title === texts.title)
      ? (last?.code ?? null)
      : null;
  if (last?.rows.some((one) => one.kept?.key === kept.key)) return last.code;
  const codes = [...(codesOfKey.get(kept.key) ?? [])];
  return codes.length === 1 ? (codes[0] ?? null) : null;
}

function resolved({ code, rows }: Group, ledger: Ledger, problems: BookProblems): ItemRows {
  const kept = rows.find((row) => row.kept)?.kept ?? null;
  const prints = kept && isAsWritten(rows, kept) ? kept.prints : [];
  const conflicts: { column: ItemColumn; row: number; message: string }[] = [];
  const texts = Object.fromEntries(
    ITEM_COLUMNS.map((column, index) => {
      if (column === 'code') return [column, code];
      const said = new Map<string, number>();
      for (const row of rows) {
        const text = row.texts[column];
        if (text !== '' && !said.has(text)) said.set(text, row.number);
      }
      // Of a cell unmerged after it was changed, the rows below still show what stood there before.
      const changed =
        said.size > 1 ? [...said.keys()].filter((text) => printOf(text) !== prints[index]) : [...said.keys()];
      const [text = '', other] = changed;
      if (other !== undefined && column !== 'source') {
        conflicts.push({ column, row: said.get(other) ?? 0, message: differs(column, code, said) });
      }
      return [column, text];
    }),
  ) as ItemTexts;
  const byTitle = conflicts.filter(({ column }) => column === 'title');
  for (const { row, column, message } of byTitle.length > 0 ? byTitle : conflicts) {
    problems.add(ledger.place(row, column), message);
  }
  return { rows, texts, kept };
}

/** All rows were written for this item, each once: nothing among them was pasted from elsewhere. */
function isAsWritten(rows: readonly LedgerRow[], { key }: KeptRow): boolean {
  const nodes = new Set(rows.map((row) => row.kept?.node?.at ?? 0));
  return nodes.size === rows.length && rows.every((row) => row.kept?.key === key);
}

function differs(column: ItemColumn, code: string, said: ReadonlyMap<string, number>): string {
  const lines = `第${[...said.values()].join('、')}行`;
  return column === 'title'
    ? `编号“${code}”用于不同的事项（${lines}），请改为不重复的编号；如是同一事项，请统一文字`
    : `编号“${code}”各行的“${COLUMNS[columnIndex(column)]?.name}”不一致（${lines}），请统一`;
}

function shown({ texts }: LedgerRow): string {
  return (texts.title || texts.label || texts.due || texts.heading || '该行').slice(0, 20);
}
