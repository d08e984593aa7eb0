import type * as XLSX from '@e965/xlsx';
import { DubanError } from '../../domain/errors.js';
import { markedFormat } from '../blocks/format.js';
import { shownCell } from '../blocks/sheet/sheet-cell.js';
import { openWorkbook } from '../blocks/sheet/workbook.js';
import { checkZip } from '../blocks/zip-limits.js';
import { openZip, unpack } from '../blocks/zip-parts.js';
import type { BookRow, BookSheet, DraftBook } from './book.js';
import { cellText } from './cell-text.js';
import { COLUMNS, INFO, MARK, SHEETS } from './columns.js';

/** The part of a workbook that names its sheets is some kilobytes long. */
const LONGEST_PART = 1024 * 1024;
/** Far more than an office has items; what has more was made to hurt. */
const MOST_ROWS = 200_000;
/** Beyond them an officer's own columns are not even looked at. */
const MOST_COLUMNS = COLUMNS.length + 20;

/**
 * Whether a file may be a draft workbook, by the name of its first sheet. Cheap and safe: of a packed file no more than one
 * small part is unpacked. `openDraftBook` then makes sure by the mark and the columns.
 */
export async function isDraftBook(bytes: Uint8Array): Promise<boolean> {
  // Every document passes here first: a text is not decoded only to learn that it is no workbook.
  switch (markedFormat(bytes)) {
    case 'xlsx': {
      const part = await workbookPart(bytes);
      const names = part.replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
      return [`name="${SHEETS.ledger}"`, `name='${SHEETS.ledger}'`].some((name) => names.includes(name));
    }
    case 'xls':
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(SHEETS.ledger, 0, 'utf16le');
    default:
      return false;
  }
}

/**
 * The texts of a draft workbook, as `writeDraftBook` made it or as Excel or WPS saved it since; `null` for any other
 * file. Nothing is computed, and no calendar is needed: `finishDraftBook` makes the draft of it.
 *
 * @throws DubanError `draft-incomplete` where the sheet 方案信息 is gone; `file-unreadable`, `file-encrypted`, `file-too-large`, `file-unsafe`
 */
export async function openDraftBook(bytes: Uint8Array, fileName: string): Promise<DraftBook | null> {
  if (!(await isDraftBook(bytes))) return null;
  if (markedFormat(bytes) === 'xlsx') await checkZip(bytes, fileName);
  const book = await openWorkbook(bytes, fileName);
  const read = (name: string) => readSheet(book, name, fileName);
  const info = read(SHEETS.info);
  const ledger = read(SHEETS.ledger);
  if (!isOurs(info, ledger)) return null;
  if (info.rows.length === 0) throw incomplete(fileName);
  return {
    fileName,
    ledger,
    info,
    warnings: read(SHEETS.warnings),
    skipped: read(SHEETS.skipped),
  };
}

/** Other tables of an office may well be called 督办台账, but have neither our mark nor just our columns. */
function isOurs(info: BookSheet, { rows }: BookSheet): boolean {
  if (info.rows.some(({ cells }) => cells[0] === INFO.mark && cells[1] === MARK)) return true;
  const head = ['label', 'due', 'report', 'why', 'source'].map(
    (key) => COLUMNS.find((column) => column.key === key)?.name,
  );
  return rows.slice(0, 20).some(({ cells }) => head.every((name) => name !== undefined && cells.includes(name)));
}

/** Empty where somebody deleted the sheet. */
function readSheet(book: XLSX.WorkBook, name: string, fileName: string): BookSheet {
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheet = book.Sheets[name];
  const data = (sheet?.['!data'] ?? []) as (XLSX.CellObject | undefined)[][];
  const numbers = Object.keys(data).map(Number);
  if (numbers.length > MOST_ROWS) throw tooLarge(fileName, name);
  const wrong: BookSheet['wrong'] = [];
  const rows = new Map<number, string[]>();
  for (const row of numbers) {
    const cells: string[] = [];
    for (const column of Object.keys(data[row] ?? [])
      .map(Number)
      .filter((at) => at < MOST_COLUMNS)) {
      const cell = data[row]?.[column];
      if (!cell) continue;
      const { text, doubt } = textOf(cell, date1904);
      if (doubt !== undefined) wrong.push({ row: row + 1, column, message: DOUBTS[doubt] });
      cells[column] = text;
    }
    if (cells.some((text) => text !== ''))
      rows.set(
        row,
        Array.from(cells, (text) => text ?? ''),
      );
  }
  resolveMerges(rows, sheet?.['!merges'] ?? []);
  const filled = [...rows].toSorted(([a], [b]) => a - b);
  return { name, wrong, rows: filled.map(([row, cells]): BookRow => ({ number: row + 1, cells })) };
}

const DOUBTS = {
  error: '公式出错，没有可读的内容，请改为文字',
  'not-computed': '公式尚未计算，没有可读的内容，请改为文字，或用 Excel、WPS 打开后保存',
};

/** Texts as they were typed, their line breaks and indents included; dates as the sheet shows them. */
function textOf(cell: XLSX.CellObject, date1904: boolean): ReturnType<typeof shownCell> {
  if ((cell.t === 's' || cell.t === 'n') && typeof cell.v === 'string') return { text: cellText(cell.v) };
  const shown = shownCell(cell, date1904);
  return { ...shown, text: cellText(shown.text) };
}

/** Each place of a merge has the text of its first; sideways the others are empty. */
function resolveMerges(rows: Map<number, string[]>, merges: readonly XLSX.Range[]): void {
  // Merges of a sound sheet do not overlap, so together they cover no more than there is.
  let budget = rows.size * MOST_COLUMNS;
  for (const { s, e } of merges) {
    if (s.c >= MOST_COLUMNS) continue;
    const last = Math.min(e.c, MOST_COLUMNS - 1);
    const text = rows.get(s.r)?.[s.c] ?? '';
    for (let row = s.r; row <= e.r && budget > 0; row += 1) {
      const cells = rows.get(row);
      budget -= 1;
      for (let column = s.c; cells && column <= last; column += 1) {
        budget -= 1;
        cells[column] = column === s.c ? text : '';
      }
      // Cells may have been set beyond the row's end.
      if (cells)
        rows.set(
          row,
          Array.from(cells, (cell) => cell ?? ''),
        );
    }
  }
}

async function workbookPart(bytes: Uint8Array): Promise<string> {
  try {
    const zip = await openZip(bytes);
    for await (const entry of zip.eachEntry()) {
      if (!/^\/?xl\/workbook\d*\.xml$/i.test(entry.fileName)) continue;
      if (entry.isEncrypted() || entry.uncompressedSize > LONGEST_PART) return '';
      return (await unpack(zip, entry)).toString('utf8');
    }
  } catch {
    // Whoever reads the file as a document says what is wrong with it.
  }
  return '';
}

function incomplete(fileName: string): DubanError {
  const message = `台账草稿“${fileName}”缺少“${SHEETS.info}”表，无法读回；请恢复该表（可从原草稿复制），或用原方案文件重新读取。`;
  return new DubanError('draft-incomplete', message, { fileName });
}

function tooLarge(fileName: string, name: string): DubanError {
  const message = `“${fileName}”的工作表“${name}”行数过多，不像督办台账；请删去多余的行后再读。`;
  return new DubanError('file-too-large', message, { fileName, name, limit: MOST_ROWS });
}
