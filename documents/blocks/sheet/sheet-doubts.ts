import type * as XLSX from '@e965/xlsx';
import type { PlanWarning, SourcePlace } from '../../../domain/plan.js';
import { placeOf } from '../../draft/plan-warnings.js';
import type { Place } from '../block.js';
import { columnLetters } from './column-letters.js';
import type { SheetTexts } from './sheet-grid.js';

export type CellDoubt = 'error' | 'not-computed';

const CELL_WARNINGS: Record<CellDoubt, { code: string; says: string }> = {
  error: { code: 'cell-error', says: '是公式错误值，不是文字' },
  'not-computed': { code: 'formula-not-computed', says: '是公式，文件中没有保存计算结果' },
};

/** One warning for all cells of a sheet that have the same doubt, at the first of them. */
export function cellWarnings(doubts: readonly { doubt: CellDoubt; place: Place }[]): PlanWarning[] {
  return (Object.keys(CELL_WARNINGS) as CellDoubt[]).flatMap((kind) => {
    const places = doubts.filter(({ doubt }) => doubt === kind).map(({ place }) => place);
    const first = places[0];
    if (!first) return [];
    const { code, says } = CELL_WARNINGS[kind];
    const cells = places.slice(0, 5).map(({ column, row }) => `${column}${row}`);
    const message = `${cells.join('、')}${places.length > 5 ? `等${places.length}个` : ''}单元格${says}，请核对`;
    return [{ code, message, at: placeOf([first]) }];
  });
}

/** What an officer does not see on opening the sheet, but is read all the same. */
export function hiddenWarnings(
  sheet: XLSX.WorkSheet,
  { rows, columns }: SheetTexts,
  at: SourcePlace & { hidden: boolean; name: string },
): PlanWarning[] {
  const { hidden, name, ...place } = at;
  const warnings: PlanWarning[] = [];
  const add = (code: string, what: string) =>
    warnings.push({ code, message: `${what}，其内容也已读入，请核对是否需要`, at: place });
  if (hidden) add('sheet-hidden', `工作表“${name}”是隐藏的`);
  const hiddenRows = rows.filter((row) => sheet['!rows']?.[row]?.hidden === true);
  if (hiddenRows.length > 0) {
    const list = ranges(hiddenRows).map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1}—${to + 1}`));
    add('rows-hidden', `工作表“${name}”第${shortened(list)}行是隐藏的`);
  }
  const hiddenColumns = columns.filter((column) => sheet['!cols']?.[column]?.hidden === true);
  if (hiddenColumns.length > 0) {
    add('columns-hidden', `工作表“${name}”${shortened(hiddenColumns.map(columnLetters))}列是隐藏的`);
  }
  return warnings;
}

function shortened(list: string[]): string {
  return list.slice(0, 8).join('、') + (list.length > 8 ? '等' : '');
}

/** Runs of numbers that follow each other. */
function ranges(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}
