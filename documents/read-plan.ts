import type { PlanDraft } from '../domain/plan.js';
import { finishDraftBook } from './draft-book/finish-draft-book.js';
import { draftOf, type DraftContext } from './draft/draft-of.js';
import { readSafely } from './read-safely.js';

export interface ReadPlanOptions extends DraftContext {
  fileName: string;
}

/**
 * Reads a plan document into a draft: file to blocks, blocks to work, work to dates. Whatever the reader is not sure
 * about is a warning at its place. A draft's workbook, corrected by the office, comes back as the draft it holds.
 *
 * @throws DubanError as `readSafely`, `draftOf` and `finishDraftBook` do
 */
export async function readPlan(bytes: Uint8Array, { fileName, ...context }: ReadPlanOptions): Promise<PlanDraft> {
  const read = await readSafely(bytes, fileName);
  return 'ledger' in read ? finishDraftBook(read, context) : draftOf(read, context);
}
