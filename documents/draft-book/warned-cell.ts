import type { DraftItem, PlanWarning } from '../../domain/plan.js';
import { maskedFigure } from '../targets/target-mask.js';
import { itemTexts } from './item-cells.js';
import type { ColumnKey, ItemColumn } from './columns.js';

/** Which cell of its item a warning is about, and of which checkpoint where it is of one. */
export function warnedCell({ code, message }: PlanWarning, item: DraftItem): { column: ColumnKey; node: number } {
  const marked = item.checkpoints.findIndex(({ mark }) => mark === code);
  if (marked >= 0) return { column: 'due', node: marked };
  return { column: columnOf(code, message, item), node: 0 };
}

function columnOf(code: string, message: string, item: DraftItem): ItemColumn | 'due' {
  if (/^(?:moved|calendar)-/.test(code)) return 'due';
  if (code === 'figure-masked') return maskedColumn(message, item);
  if (/^(?:near|perhaps)-name/.test(code)) {
    return item.leader !== '' && message.includes(`“${item.leader}”`) ? 'leader' : 'leads';
  }
  return BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? 'code';
}

const BY_CODE: [RegExp, ItemColumn][] = [
  [/^deadline/, 'deadlineText'],
  [/^(?:division|roles|ordinal)/, 'leads'],
  [/^leader/, 'leader'],
  [/^(?:contents|text)/, 'contents'],
  [/^measure/, 'measures'],
  [/^title/, 'title'],
  [/^heading/, 'heading'],
];

/** The cell that holds the mask. */
function maskedColumn(message: string, item: DraftItem): ItemColumn {
  const mask = /“(.+?)”/u.exec(message)?.[1] ?? '';
  const texts = itemTexts(item);
  const columns: ItemColumn[] = ['title', 'contents', 'measures', 'heading'];
  return (
    columns.find((column) => mask !== '' && texts[column].includes(mask)) ??
    columns.find((column) => maskedFigure(texts[column]) !== null) ??
    'title'
  );
}
