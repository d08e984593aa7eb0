import { readTextFile } from '../../documents/blocks/text/text-file.js';
import { draftOf, type DraftContext } from '../../documents/draft/draft-of.js';
import { readBlocks } from '../../documents/read-document.js';
import type { PlanDraft } from '../../domain/plan.js';

/** Reads a plain text as `readPlan` does, but at once. */
export function readTextPlan(bytes: Uint8Array, options: DraftContext & { fileName: string }): PlanDraft {
  return draftOf(readBlocks(readTextFile(bytes, options.fileName), options.fileName), options);
}
