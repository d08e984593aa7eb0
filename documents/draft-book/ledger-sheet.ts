import type { MergeRange, WriteSheet } from 'hucre/xlsx';
import type { DraftItem, PlanDraft } from '../../domain/plan.js';
import { printOf } from './cell-text.js';
import { columnIndex, COLUMNS, ITEM_COLUMNS, SHEETS, type ColumnKey, type NodeColumn } from './columns.js';
import { itemTexts, oddValues, type ItemTexts } from './item-cells.js';
import { keptText, type KeptRow } from './kept.js';
import { LedgerWarnings } from './ledger-warnings.js';
import { AS_TYPED, BODY, CENTRED, HEAD, heightOf, HIGHEST, paper, TITLE, warned } from './looks.js';
import { keptNodeOf, nodeTexts } from './node-cells.js';
import { listRules, type NameLists } from './options-sheet.js';
import { SheetPage } from './sheet-page.js';
import { titleLine } from './side-sheets.js';

/** Rows over the first item: the title and the head. */
const ABOVE = 2;
/** Items come and go: so many rows below the last one are ready for more. */
const SPARE_ROWS = 200;
const CENTRED_COLUMNS: ColumnKey[] = ['code', 'deadlineText', 'label', 'from', 'due', 'leader', 'leads', 'supporting'];

/** One row a checkpoint; what is said of the item as a whole is merged down over its rows. */
export function ledgerSheet(draft: PlanDraft, lists: NameLists): WriteSheet {
  const page = new SheetPage(SHEETS.ledger);
  const warnings = new LedgerWarnings(draft);
  const merges: MergeRange[] = [{ startRow: 0, endRow: 0, startCol: 0, endCol: COLUMNS.length - 2 }];
  const rowDefs = new Map<number, { height: number }>([
    [0, { height: 30 }],
    [1, { height: 32 }],
  ]);
  page.text([0, 0], titleLine(draft), warnings.ofPlan === '' ? TITLE : warned(TITLE));
  if (warnings.ofPlan !== '') page.comment([0, 0], warnings.ofPlan);
  COLUMNS.forEach(({ name }, column) => page.text([1, column], name, HEAD));
  let top = ABOVE;
  for (const item of draft.items) {
    const rows = Math.max(1, item.checkpoints.length);
    writeItem(page, item, { top, rows, warnings });
    if (rows > 1) {
      for (const key of ITEM_COLUMNS) {
        const column = columnIndex(key);
        merges.push({ startRow: top, endRow: top + rows - 1, startCol: column, endCol: column });
      }
    }
    heightsOf(item).forEach((height, index) => rowDefs.set(top + index, { height }));
    top += rows;
  }
  return page.sheet({
    ...{ merges, rowDefs },
    columns: COLUMNS.map(({ width, of }) => ({ width, ...(of === 'reader' ? { hidden: true } : {}) })),
    freezePane: { rows: ABOVE, columns: columnIndex('title') + 1 },
    autoFilter: { range: `A${ABOVE}:${String.fromCharCode(63 + COLUMNS.length)}${Math.max(ABOVE + 1, top)}` },
    dataValidations: listRules(lists, [ABOVE + 1, top + SPARE_ROWS]),
    ...paper(`$1:$${ABOVE}`),
  });
}

/** Cells under a merge hold its text too: so a filter finds every row of the item, and a deleted first row takes nothing along. */
function writeItem(
  page: SheetPage,
  item: DraftItem,
  { top, rows, warnings }: { top: number; rows: number; warnings: LedgerWarnings },
): void {
  const texts = itemTexts(item);
  const kept: KeptRow = {
    key: item.code,
    source: item.source,
    prints: ITEM_COLUMNS.map((column) => printOf(texts[column])),
    odd: oddValues(item),
  };
  const comments = warnings.of(item);
  for (let at = 0; at < rows; at += 1) {
    const node = item.checkpoints[at];
    const nodeCells = node && nodeTexts(node);
    COLUMNS.forEach(({ key, of }, column) => {
      const place = [top + at, column] as const;
      const comment = comments.get(`${of === 'item' ? 0 : at} ${key}`);
      const plain = CENTRED_COLUMNS.includes(key) ? CENTRED : BODY;
      const style = comment === undefined ? plain : warned(plain);
      if (key === 'kept') page.text(place, keptText({ ...kept, node: keptNodeOf(item, at) }));
      else if (nodeCells && (key === 'from' || key === 'due')) page.day(place, nodeCells[key], style);
      else {
        const text = of === 'item' ? texts[key as keyof ItemTexts] : (nodeCells?.[key as NodeColumn] ?? '');
        page.text(place, text, staysText(key, text) ? { ...style, ...AS_TYPED } : style);
      }
      if (comment !== undefined && (of === 'node' || at === 0)) page.comment(place, comment);
    });
  }
}

/** Old programs draw a long text as ##### in such a cell, so only those have it that need it. */
function staysText(key: ColumnKey, text: string): boolean {
  return ['code', 'deadlineText', 'label'].includes(key) || /^[=+\-@]/.test(text) || /^\d.{0,40}$/.test(text);
}

/** Of the item's rows: each as high as its own cells need, and together as high as the merged ones. */
function heightsOf(item: DraftItem): number[] {
  const texts = itemTexts(item);
  const widthOf = (key: ColumnKey) => COLUMNS[columnIndex(key)]?.width ?? 10;
  const whole = Math.max(...ITEM_COLUMNS.map((key) => heightOf(texts[key], widthOf(key))));
  const own = item.checkpoints.map((node) => {
    const cells = nodeTexts(node);
    return Math.max(...(['label', 'report', 'why'] as const).map((key) => heightOf(cells[key], widthOf(key))), 18);
  });
  if (own.length === 0) own.push(18);
  const missing = Math.max(0, whole - own.reduce((sum, height) => sum + height, 0)) / own.length;
  return own.map((height) => Math.min(HIGHEST, Math.ceil(height + missing)));
}
