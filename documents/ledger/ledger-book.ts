import { writeXlsx } from 'hucre/xlsx';
import { cellText } from '../draft-book/cell-text.js';
import { FONT } from '../draft-book/looks.js';
import { LedgerSheet } from './ledger-sheet.js';
import { titleOf } from './ledger-top.js';
import type { Ledger } from './ledger.js';

/** The register as a workbook (.xlsx), to be printed on A4 across. */
export async function* ledgerBook({ head, items }: Ledger): AsyncGenerator<Uint8Array> {
  const sheet = new LedgerSheet(head);
  for await (const item of items) sheet.add(item);
  yield await writeXlsx({
    sheets: [sheet.sheet()],
    properties: { title: cellText(titleOf(head)), creator: cellText(head.by) },
    defaultFont: FONT,
  });
}
