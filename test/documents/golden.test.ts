import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { draftOf } from '../../documents/draft/draft-of.js';
import { readDocument } from '../../documents/read-document.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { golden, goldenText } from './golden.js';

/** The five plans as an office would drop them in; Wenzhou's states no year. */
const PLANS = [
  { name: 'wuhan-2017-responsibility-items' },
  { name: 'wenzhou-work-plan', year: 2022 },
  { name: 'anqiu-2018-balanced-education-scheme' },
  { name: 'tianmen-2018-work-points' },
  { name: 'wuhan-2017-2018-basic-education-points' },
];

describe('the five plans', () => {
  it.each(PLANS)('$name reads as its golden file, which was reviewed against the document', async ({ name, year }) => {
    const bytes = readFileSync(`samples/${name}.txt`);
    const reading = await readDocument(bytes, `${name}.txt`);
    const text = goldenText(draftOf(reading, { calendar, ...(year === undefined ? {} : { year }) }));
    expect(text).toBe(golden(name, text));
  });
});
