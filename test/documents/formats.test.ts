import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { draftOf } from '../../documents/draft/draft-of.js';
import { readDocument } from '../../documents/read-document.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import type { DraftItem, PlanDraft } from '../../domain/plan.js';
import { wuhanFiles } from './wuhan-files.js';

const TEXT = 'samples/wuhan-2017-responsibility-items.txt';
const read = async (bytes: Uint8Array, fileName: string): Promise<PlanDraft> =>
  draftOf(await readDocument(bytes, fileName), { calendar });

/** All that an item says; where it stands and which words explain its dates is the format's. */
function says({ source: _, ...item }: DraftItem): object {
  return { ...item, checkpoints: item.checkpoints.map(({ why: __, ...checkpoint }) => checkpoint) };
}

describe('the Wuhan plan of 2017', () => {
  it.each(Object.keys(wuhanFiles) as (keyof typeof wuhanFiles)[])(
    'says the same as %s as it does as text',
    async (format) => {
      const text = await read(readFileSync(TEXT), 'plan.txt');
      // The name lies: content alone tells the format.
      const draft = await read(await wuhanFiles[format](), 'plan.txt');
      expect(draft.items.map(says)).toEqual(text.items.map(says));
      expect(draft.items).toHaveLength(7);
      expect(draft.items.flatMap((item) => item.checkpoints)).toHaveLength(22);
      const { title, issuer, principal, span } = text;
      expect(draft).toMatchObject({ title, issuer, principal, span });
      expect(draft.items.every((item) => item.checkpoints.every(({ why }) => why !== ''))).toBe(true);
    },
  );
});
