import type * as XLSX from '@e965/xlsx';
import { DubanError } from '../../../domain/errors.js';
import type { PlanWarning } from '../../../domain/plan.js';
import type { Block, TableCell } from '../block.js';
import { columnLetters } from './column-letters.js';
import { gridBlocks } from './grid-blocks.js';
import { shownCell } from './sheet-cell.js';
import { cellWarnings, hiddenWarnings, type CellDoubt } from './sheet-doubts.js';
import { gridRows, sheetTexts, type SheetTexts } from './sheet-grid.js';
import { openWorkbook } from './workbook.js';

/** No plan has more; what has is a store of data, or was made to hurt. */
const MAX_CELLS = 2_000_000;

/**
 * A workbook's sheets in their order, hidden ones too: of each its title, its tables and the notes under them. Lines
 * count the rows of all sheets.
 *
 * @throws DubanError `file-encrypted`, `file-unreadable`, `file-too-large`
 */
export async function readSheet(
  bytes: Uint8Array,
  fileName: string,
): Promise<{ blocks: Block[]; warnings: PlanWarning[] }> {
  const book = await openWorkbook(bytes, fileName);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const opened = book.SheetNames.map((name, index) => {
    const sheet = book.Sheets[name];
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    const doubts = new Map<string, CellDoubt>();
    return { name, sheet, hidden, doubts, texts: textsOf(sheet, { date1904, doubts }) };
  });
  // Of a workbook cut off the library makes one without sheets.
  if (opened.every(({ sheet }) => !sheet)) throw damaged(fileName);
  const several = opened.filter(({ texts }) => texts.rows.length > 0).length > 1;
  const blocks: Block[] = [];
  const warnings: PlanWarning[] = [];
  let offset = 0;
  for (const { name, sheet, hidden, doubts, texts } of opened) {
    const says = !/^(?:sheet|工作表)\s?\d{0,3}$/i.test(name.trim());
    const table = several || says ? { table: `工作表“${name}”` } : {};
    const above = offset;
    const cellAt = (text: string, { r, c }: XLSX.CellAddress): TableCell => ({
      text,
      line: above + r + 1,
      unit: 'row',
      row: r + 1,
      column: columnLetters(c),
      ...table,
    });
    const top = { firstLine: offset + (texts.rows[0] ?? 0) + 1, lastLine: offset + (texts.rows.at(-1) ?? 0) + 1 };
    const at = { ...top, unit: 'row' as const, ...table };
    if (!sheet) {
      warnings.push({ code: 'sheet-unreadable', message: `工作表“${name}”已损坏，未能读入`, at });
      continue;
    }
    if (texts.rows.length * texts.columns.length > MAX_CELLS) throw tooLarge(fileName, name);
    const rows = gridRows(texts, sheet['!merges'] ?? [], cellAt);
    blocks.push(...gridBlocks(rows, says ? name : undefined));
    const doubted = [...doubts].map(([key, doubt]) => ({ doubt, place: cellAt('', addressOf(key)) }));
    warnings.push(...cellWarnings(doubted));
    if (rows.length > 0) warnings.push(...hiddenWarnings(sheet, texts, { ...at, hidden, name }));
    offset += (texts.rows.at(-1) ?? -1) + 1;
  }
  return { blocks, warnings };
}

function textsOf(
  sheet: XLSX.WorkSheet | undefined,
  { date1904, doubts }: { date1904: boolean; doubts: Map<string, CellDoubt> },
): SheetTexts {
  return sheetTexts(sheet ?? {}, (cell, { r, c }) => {
    const { text, doubt } = shownCell(cell, date1904);
    if (doubt) doubts.set(`${r} ${c}`, doubt);
    return text;
  });
}

function addressOf(key: string): XLSX.CellAddress {
  const [r, c] = key.split(' ').map(Number) as [number, number];
  return { r, c };
}

function damaged(fileName: string): DubanError {
  const message = `表格文件“${fileName}”的工作表已损坏，不能读取；请用 Excel 或 WPS 打开，另存为 .xlsx 后再读。`;
  return new DubanError('file-unreadable', message, { fileName });
}

function tooLarge(fileName: string, name: string): DubanError {
  const message = `“${fileName}”的工作表“${name}”过大，不像是方案；请只保留任务分解表后再读。`;
  return new DubanError('file-too-large', message, { fileName, name, limit: MAX_CELLS });
}
