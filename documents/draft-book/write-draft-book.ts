import { writeXlsx } from 'hucre/xlsx';
import type { PlanDraft } from '../../domain/plan.js';
import type { Roster } from '../names/roster.js';
import { cellText } from './cell-text.js';
import { ledgerSheet } from './ledger-sheet.js';
import { FONT } from './looks.js';
import { nameLists, optionsSheet } from './options-sheet.js';
import { infoSheet, skippedSheet, warningsSheet } from './side-sheets.js';

/**
 * The draft as a workbook (.xlsx) for a person to correct and give back to `readDraftBook`. Warnings are comments of the
 * cells they are about, and stand in a sheet of their own; drop-downs offer the roster's names and the draft's.
 *
 * @throws DubanError `draft-too-long` for a text that no cell can hold
 */
export async function writeDraftBook(draft: PlanDraft, roster?: Roster): Promise<Uint8Array> {
  const lists = nameLists(draft, roster);
  return await writeXlsx({
    sheets: [
      ledgerSheet(draft, lists),
      infoSheet(draft),
      warningsSheet(draft),
      skippedSheet(draft),
      optionsSheet(lists),
    ],
    properties: { title: cellText(draft.title), creator: 'Duban' },
    defaultFont: FONT,
  });
}
