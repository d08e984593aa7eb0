import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { blocksOf } from '../../documents/blocks/blocks-of.js';
import { draftOf } from '../../documents/draft/draft-of.js';
import { readDocument } from '../../documents/read-document.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import type { DraftItem, PlanDraft } from '../../domain/plan.js';
import { paragraphFiles } from './paragraph-files.js';
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

/** The other four, whose blocks are paragraphs alone, as a Word file and as a page. */
describe.each([
  { name: 'wenzhou-work-plan', year: 2022 },
  { name: 'anqiu-2018-balanced-education-scheme' },
  { name: 'tianmen-2018-work-points' },
  { name: 'wuhan-2017-2018-basic-education-points' },
])('$name', ({ name, year }) => {
  const context = { calendar, ...(year === undefined ? {} : { year }) };
  const itemsOf = async (bytes: Uint8Array): Promise<object[]> =>
    draftOf(await readDocument(bytes, 'plan.txt'), context).items.map(says);

  it.each(['docx', 'html'] as const)('says the same as %s as it does as text', async (format) => {
    const bytes = readFileSync(`samples/${name}.txt`);
    const { blocks } = await blocksOf(bytes, `${name}.txt`);
    const texts = blocks.map((block) => (block.kind === 'paragraph' ? block.text : ''));
    expect(await itemsOf(await paragraphFiles[format](texts))).toEqual(await itemsOf(bytes));
  });
});
