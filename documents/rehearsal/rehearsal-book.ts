import { writeXlsx } from 'hucre/xlsx';
import { DubanError } from '../../domain/errors.js';
import type { Rehearsal } from '../../domain/rehearsal/rehearsed.js';
import { cellText } from '../draft-book/cell-text.js';
import { FONT } from '../draft-book/looks.js';
import { calendarSheet } from './calendar-sheet.js';
import { noticesSheet, recipientsSheet, warningsSheet } from './list-sheets.js';
import type { RehearsalContext } from './words.js';

/** More rows than these a table program opens with trouble, and a person not at all. */
const MOST_ROWS = 200_000;

/**
 * The rehearsal as a workbook (.xlsx): every notice, the recipients by month, the year, and what to look at.
 *
 * @throws DubanError `rehearsal-too-long`
 */
export async function writeRehearsalBook(rehearsal: Rehearsal, context: RehearsalContext): Promise<Uint8Array> {
  const rows = rehearsal.notices.length;
  if (rows > MOST_ROWS) {
    const message = `演练有${rows}条通知，超过表格的${MOST_ROWS}行上限；请改用 --json 输出，或用 -o 写成 .html 年历。`;
    throw new DubanError('rehearsal-too-long', message, { rows, limit: MOST_ROWS });
  }
  return await writeXlsx({
    sheets: [
      noticesSheet(rehearsal, context),
      recipientsSheet(rehearsal, context),
      calendarSheet(rehearsal, context),
      warningsSheet(rehearsal, context),
    ],
    properties: { title: cellText(`${rehearsal.title}督办通知演练`), creator: 'Duban' },
    defaultFont: FONT,
  });
}
