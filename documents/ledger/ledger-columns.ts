import type { Instant } from '../../domain/instant.js';
import type { Lamp, LedgerCheckpoint, LedgerItem } from './ledger.js';

/** What a cell holds: a text, a number, a moment (shown as a date, or with its hour), or a light. */
export type CellValue = string | number | { at: Instant; shows: 'day' | 'minute' } | Lamp;

interface Looks {
  /** In characters of the sheet's font: a Chinese sign takes two. */
  width: number;
  /** Stands over it and its neighbours of the same group. */
  group?: string;
  centred?: true;
  /** A text even where it looks like a number or a date: 1.10, 3-31. */
  typed?: true;
}

/** Of an item as a whole, merged down over its checkpoints; of all neighbours under one heading; or of one checkpoint. */
export type Column = Looks & { name: string } & (
    | { of: 'item' | 'heading'; value: (item: LedgerItem) => CellValue }
    | { of: 'checkpoint'; value: (checkpoint: LedgerCheckpoint, item: LedgerItem) => CellValue }
  );

const matter = { group: '督办事项' };
const answering = { group: '责任分工', centred: true } as const;
const node = { group: '检查节点', centred: true } as const;
const report = { group: '报送与审核', centred: true } as const;
const figures = { group: '指标完成情况' };
const centred = { centred: true } as const;

/** The register as offices keep it, from left to right. */
export const COLUMNS: readonly Column[] = [
  ofItem('序号', ({ number }) => number, { width: 5, ...centred }),
  ofItem('编号', ({ code }) => code, { width: 6.5, ...centred, typed: true }),
  { name: '责任事项', of: 'heading', value: ({ heading }) => heading, width: 11, ...matter },
  ofItem('事项', ({ title }) => title, { width: 15, ...matter }),
  ofItem('工作内容', ({ contents }) => lines(contents), { width: 24, ...matter }),
  ofItem('工作措施', ({ measures }) => lines(measures), { width: 18, ...matter }),
  ofItem('牵头处室', ({ leads }) => lines(leads), { width: 10, ...answering }),
  ofItem('配合处室', ({ supporting }) => lines(supporting), { width: 10, ...answering }),
  ofItem('分管负责人', ({ leader }) => leader, { width: 7.5, ...answering }),
  ofItem('事项亮灯', ({ lamp }) => lamp, { width: 7, ...centred }),
  ofCheckpoint('节点', ({ label }) => label, { width: 7.5, ...node, typed: true }),
  ofCheckpoint('原定期限', ({ originalDue: at }) => ({ at, shows: 'day' }), { width: 10.5, ...node }),
  ofCheckpoint('现行期限', ({ due: at }) => ({ at, shows: 'day' }), { width: 10.5, ...node }),
  ofCheckpoint('节点亮灯', ({ lamp }) => lamp, { width: 7, ...node }),
  ofCheckpoint('报送时间', ({ submittedAt: at }) => (at === null ? '' : { at, shows: 'minute' }), {
    ...{ width: 16, ...report },
  }),
  ofCheckpoint('是否逾期', ({ punctuality }) => punctuality, { width: 10, ...report }),
  ofCheckpoint('审核结果', ({ review }) => review, { width: 8, ...report }),
  ofCheckpoint('退回次数', ({ returns }) => returns, { width: 5.5, ...report }),
  ofCheckpoint('延期', ({ extension }) => extension, { width: 9, ...report }),
  ofItem('量化指标', targetTexts, { width: 15, ...figures }),
  ofCheckpoint('完成值', figureTexts, { width: 10, ...figures, ...centred }),
  ofCheckpoint('落后序时', ({ behind }) => (behind ? '落后' : ''), { width: 5.5, ...figures, ...centred }),
  ofCheckpoint('佐证材料', ({ files }) => lines(files), { width: 14 }),
  ofItem('备注', ({ notes }) => lines(notes), { width: 13 }),
];

/** What stands in a column of an item's row, counted from 0; an item without checkpoints has one row. */
export function valueOf(column: Column, item: LedgerItem, row: number): CellValue {
  if (column.of !== 'checkpoint') return column.value(item);
  const checkpoint = item.checkpoints[row];
  if (checkpoint !== undefined) return column.value(checkpoint, item);
  return column.name === '节点' ? '待定' : '';
}

function ofItem(name: string, value: (item: LedgerItem) => CellValue, looks: Looks): Column {
  return { name, of: 'item', value, ...looks };
}

function ofCheckpoint(
  name: string,
  value: (checkpoint: LedgerCheckpoint, item: LedgerItem) => CellValue,
  looks: Looks,
): Column {
  return { name, of: 'checkpoint', value, ...looks };
}

function targetTexts({ targets }: LedgerItem): string {
  return lines(targets.map(({ text }, index) => numbered(index + 1, text, targets)));
}

/** `（1）8所`, of the item's first target; without its number where there is but one. */
function figureTexts({ figures }: LedgerCheckpoint, { targets }: LedgerItem): string {
  return lines(
    figures.map(({ target, value }) => numbered(target, `${value}${targets[target - 1]?.unit ?? ''}`, targets)),
  );
}

function numbered(n: number, text: string, { length }: readonly unknown[]): string {
  return length === 1 ? text : `（${n}）${text}`;
}

function lines(texts: readonly string[]): string {
  return texts.join('\n');
}
