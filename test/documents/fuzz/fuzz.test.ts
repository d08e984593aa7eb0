import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { Block } from '../../../documents/blocks/block.js';
import { draftOf } from '../../../documents/draft/draft-of.js';
import { readFront } from '../../../documents/front/plan-front.js';
import { readBlocks, RECOGNISERS, type Reading } from '../../../documents/read-document.js';
import { stateCouncilCalendar } from '../../../domain/calendar/state-council.js';
import { DubanError } from '../../../domain/errors.js';
import type { PlanDraft, PlanWarning } from '../../../domain/plan.js';
import { blocksOfLines, document, line, spoiledPlan } from './fuzz-texts.js';

jest.setTimeout(120_000);

describe.each(RECOGNISERS.map((recogniser) => ({ name: recogniser.name, recogniser })))('$name', ({ recogniser }) => {
  const keepsItsWord = (blocks: readonly Block[]) => {
    const front = readFront(blocks);
    const findings = orRefused(() => recogniser.recognise(blocks, { fileName: '方案.txt', front })) ?? [];
    const own = new Set(blocks);
    const claimed = findings.flatMap((finding) => [...finding.claimed]);
    // Blocks of the document, each claimed once.
    expect(claimed.every((block) => own.has(block))).toBe(true);
    expect(new Set(claimed).size).toBe(claimed.length);
    const codes = findings.flatMap(({ items }) => items.map(({ code }) => code));
    expect(new Set(codes).size).toBe(codes.length);
    for (const finding of findings) {
      expect(finding.sureness).toBeGreaterThan(0);
      expect(finding.sureness).toBeLessThanOrEqual(1);
      for (const { block } of finding.passedOver ?? []) expect(finding.claimed.has(block)).toBe(true);
      for (const { table, row } of finding.passedRows ?? []) {
        expect(finding.claimed.has(table) && row < table.grid.length).toBe(true);
      }
      finding.warnings.forEach(expectSound);
      for (const { contentsByDeadline, deadlines } of finding.items) {
        if (contentsByDeadline) expect(contentsByDeadline).toHaveLength(deadlines.length);
      }
    }
  };

  it('reads any document without a fault', () => {
    fc.assert(fc.property(document, keepsItsWord), { numRuns: 300 });
  });

  it('reads spoiled plans without a fault', () => {
    fc.assert(
      fc.property(spoiledPlan, (lines) => keepsItsWord(blocksOfLines(lines))),
      { numRuns: 25 },
    );
  });

  it('reads two thousand blocks of any kind in two seconds', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const many = Array.from({ length: 2000 }, (_, n) => lines[n % lines.length] ?? '');
        const blocks = blocksOfLines(many);
        const front = readFront(blocks);
        const began = process.cpuUsage();
        orRefused(() => recogniser.recognise(blocks, { fileName: '方案.txt', front }));
        const { user, system } = process.cpuUsage(began);
        expect((user + system) / 1e6).toBeLessThan(2);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a whole document', () => {
  const draftsSoundly = (blocks: readonly Block[]) => {
    const reading = orRefused(() => readBlocks(blocks, '方案.txt'));
    if (!reading) return;
    expectTallied(reading, blocks);
    const draft = orRefused(() => draftOf(reading, { calendar: stateCouncilCalendar }));
    expectSoundDraft(draft ?? draftOf(reading, { calendar: stateCouncilCalendar, year: 2018 }));
  };

  it('of any blocks is read and dated, or refused by a code', () => {
    fc.assert(fc.property(document, draftsSoundly), { numRuns: 250 });
  });

  it('of a spoiled plan is read and dated, or refused by a code', () => {
    fc.assert(
      fc.property(spoiledPlan, (lines) => draftsSoundly(blocksOfLines(lines))),
      { numRuns: 25 },
    );
  });

  it('is moved to any year', () => {
    fc.assert(
      fc.property(spoiledPlan, fc.integer({ min: 2000, max: 2099 }), (lines, year) => {
        const reading = orRefused(() => readBlocks(blocksOfLines(lines), '方案.txt'));
        if (reading) expectSoundDraft(draftOf(reading, { calendar: stateCouncilCalendar, year }));
      }),
      { numRuns: 25 },
    );
  });
});

/** What the work gives; `null` where the project's own error refuses it. Any other error is a fault. */
function orRefused<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    expect(error.code).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
    expect(error.message).toMatch(/\p{Script=Han}/u);
    return null;
  }
}

function expectSoundDraft({ items, warnings, span }: PlanDraft): void {
  expect(span.first <= span.last).toBe(true);
  const codes = items.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { title, checkpoints, divisions, source, targets } of items) {
    expect(typeof title).toBe('string');
    expect(source.firstLine).toBeLessThanOrEqual(source.lastLine);
    expect(divisions.every(({ name }) => name.trim() !== '')).toBe(true);
    expect(targets.every(({ quantity, unit }) => Number.isFinite(quantity) && unit !== '')).toBe(true);
    for (const { from, due, why, label } of checkpoints) {
      expect(`${label}${why}`).toMatch(/\S/);
      expect(why).not.toBe('');
      expect(from <= due).toBe(true);
      expect(stateCouncilCalendar.isWorkingDay(due)).toBe(true);
    }
  }
  warnings.forEach(expectSound);
}

function expectSound({ code, message, at }: PlanWarning): void {
  expect(code).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
  expect(message).toMatch(/\p{Script=Han}/u);
  expect(at.firstLine).toBeGreaterThanOrEqual(1);
  expect(at.lastLine).toBeGreaterThanOrEqual(at.firstLine);
}

/** Every paragraph and row is used or skipped, none twice. */
function expectTallied({ tally }: Reading, blocks: readonly Block[]): void {
  const all = blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.grid.length : 1), 0);
  expect(tally.used + tally.skipped.reduce((sum, { count }) => sum + count, 0)).toBe(all);
  expect(tally.skipped.every(({ why }) => why !== '')).toBe(true);
}
