import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readDraftBook } from '../../../documents/draft-book/finish-draft-book.js';
import { isDraftBook } from '../../../documents/draft-book/open-draft-book.js';
import { writeDraftBook } from '../../../documents/draft-book/write-draft-book.js';
import { stateCouncilCalendar as calendar } from '../../../domain/calendar/state-council.js';
import { readTextPlan } from '../read-text.js';
import { drafts } from './drafts.js';

const options = { fileName: 'draft.xlsx', calendar };

describe('a draft written as a workbook and read back', () => {
  it('is the same draft, for the plan of Wuhan', async () => {
    const bytes = readFileSync('samples/wuhan-2017-responsibility-items.txt');
    const draft = readTextPlan(bytes, { fileName: 'a.txt', calendar });
    const book = await writeDraftBook(draft);
    expect(await isDraftBook(book)).toBe(true);
    expect(await readDraftBook(book, options)).toEqual(draft);
  });

  it('is the same draft, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, async (draft) => {
        expect(await readDraftBook(await writeDraftBook(draft), options)).toEqual(draft);
      }),
      { numRuns: Number(process.env.RUNS ?? 60) },
    );
  }, 120_000);
});
