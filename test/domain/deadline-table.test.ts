import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { checkpointSpans, parseDeadline } from '../../domain/deadline.js';
import { deadlinesPage } from '../../scripts/write-deadlines-doc.js';
import { deadlineGroups } from './deadline-cases.js';

describe('the table of deadlines', () => {
  const rows = deadlineGroups.flatMap(({ title, context, cases }) => cases.map((one) => ({ title, context, ...one })));

  it('holds enough ways of writing to be worth reading', () => {
    expect(rows.length).toBeGreaterThan(120);
  });

  it.each(rows)('$title: “$text”', ({ text, context, dues, problem, basis }) => {
    const parsed = parseDeadline(text, { ...context, calendar });
    const found = checkpointSpans(parsed.periods, calendar);
    expect({
      dues: found.map(({ due }) => due),
      problem: parsed.problem?.code ?? '',
      basis: found[0]?.why ?? parsed.problem?.message,
    }).toEqual({ dues, problem, basis });
  });

  it('is what docs/deadlines.md shows (else run scripts/write-deadlines-doc.ts)', () => {
    expect(readFileSync('docs/deadlines.md', 'utf8')).toBe(deadlinesPage());
  });
});
