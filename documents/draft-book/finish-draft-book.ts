import { DubanError } from '../../domain/errors.js';
import type { PlanDraft } from '../../domain/plan.js';
import type { DraftContext } from '../draft/draft-of.js';
import { printOf } from './cell-text.js';
import { BookReading } from './book-reading.js';
import { BookProblems, type DraftBook } from './book.js';
import { groupRows, type ItemRows } from './group-rows.js';
import { ledgerRows } from './ledger-rows.js';
import { openDraftBook } from './open-draft-book.js';
import { readItem } from './read-items.js';
import { readInfo, type PlanInfo, readSkipped, readWarnings } from './read-side-sheets.js';

/**
 * A corrected workbook back to the draft it stands for. What nobody touched comes back as it was; a changed day has
 * `督查室改定` for its reason and is laid to the calendar anew.
 *
 * @throws DubanError `draft-invalid`, naming every problem with its sheet, row and column; `draft-year` for a year other
 * than the draft's own
 */
export function finishDraftBook(book: DraftBook, { calendar, year }: DraftContext): PlanDraft {
  const problems = new BookProblems(book.fileName);
  const info = readInfo(book, problems);
  const ledger = ledgerRows(book.ledger, problems);
  if (!ledger) throw problems.refusal();
  if (year !== undefined && year !== info.year) throw otherYear(book, info.span.name, year);
  const reading = new BookReading(ledger, problems, { span: info.span, calendar });
  const groups = groupRows(ledger, problems);
  const items = groups.map((group) => readItem(group, reading));
  if (items.length === 0) problems.add(book.ledger.name, '没有一个事项');
  if (problems.found) throw problems.refusal();
  for (const { name, letters } of ledger.unknown) {
    const message = `“${book.ledger.name}”表${letters}列“${name}”不是本表的栏目，其内容未读入`;
    reading.warn('column-unknown', message, { row: ledger.headRow });
  }
  warnTitle(book, info, reading);
  const { warnings, isSettled } = readWarnings(book.warnings, codesNow(groups));
  const { title, issuer, number, principal, span, used } = info;
  return {
    ...{ title, issuer, number, principal, span, year: info.year, items },
    warnings: [
      ...warnings.filter((warning) => !reading.isAnswered(warning)),
      ...reading.warnings.filter((warning) => !isSettled(warning)),
    ],
    tally: { used, skipped: readSkipped(book.skipped) },
  };
}

/**
 * Reads a draft workbook at once.
 *
 * @throws DubanError as `openDraftBook` and `finishDraftBook` do; `draft-unrecognised` for any other file
 */
export async function readDraftBook(
  bytes: Uint8Array,
  { fileName, ...context }: DraftContext & { fileName: string },
): Promise<PlanDraft> {
  const book = await openDraftBook(bytes, fileName);
  if (book) return finishDraftBook(book, context);
  throw new DubanError('draft-unrecognised', `“${fileName}”不是由 duban read 写出的督办台账草稿。`, { fileName });
}

/** The present code of an item by the one it was written with, unless another item has that now. */
function codesNow(groups: readonly ItemRows[]): (code: string) => string {
  const present = new Set(groups.map(({ texts }) => texts.code));
  const renamed = new Map<string, string>();
  for (const { kept, texts } of groups) if (kept && !present.has(kept.key)) renamed.set(kept.key, texts.code);
  return (code) => renamed.get(code) ?? code;
}

/** The title above the ledger is for the eye; where somebody changed it alone, it may have been meant for the plan. */
function warnTitle({ ledger }: DraftBook, { title, titleLine }: PlanInfo, reading: BookReading): void {
  const line = ledger.rows.find(({ number }) => number === 1)?.cells[0] ?? '';
  const shown = /《(.+)》/u.exec(line)?.[1];
  if (shown === undefined || shown === title || printOf(line) === titleLine) return;
  const message = `台账首行的标题已改为“${shown.slice(0, 60)}”，方案标题以“方案信息”表为准，仍为“${title}”，请核对`;
  reading.warn('title-line-edited', message, { row: 1 });
}

function otherYear({ fileName }: DraftBook, name: string, year: number): DubanError {
  const message = `“${fileName}”是已排定日期的台账草稿（${name}），不能用 --year 移到${year}年；请用原方案文件加 --year 重新读取，或在表中直接修改日期。`;
  return new DubanError('draft-year', message, { fileName, year });
}
