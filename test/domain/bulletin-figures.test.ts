import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BulletinTally, praised, type BulletinFigures } from '../../domain/bulletin-figures.js';
import {
  counts,
  fateOf,
  figureNames,
  isWithin,
  rateText,
  type CountedCheckpoint,
  type Figure,
  type Scope,
} from '../../domain/counted-checkpoint.js';
import type { CheckpointStatus } from '../../domain/item-state.js';

const NOW = 500;
const row = (parts: Partial<CountedCheckpoint>): CountedCheckpoint => ({
  itemId: 'a',
  code: '1.1',
  title: '事项',
  n: 1,
  label: '3月',
  reportDue: 400,
  due: 400,
  status: 'accepted',
  late: false,
  behind: false,
  returns: 0,
  submittedAt: 390,
  leads: ['甲处'],
  leader: '夏春胤',
  each: null,
  ...parts,
});
const tally = (rows: CountedCheckpoint[]): BulletinFigures => {
  const counter = new BulletinTally(NOW);
  for (const each of rows) counter.add(each);
  return counter.result();
};
const missing = { status: 'open', submittedAt: null } as const;

const rows = fc
  .array(
    fc.record({
      item: fc.integer({ min: 0, max: 5 }),
      status: fc.constantFrom<CheckpointStatus>('ahead', 'open', 'submitted', 'returned', 'accepted'),
      late: fc.boolean(),
      behind: fc.boolean(),
      returns: fc.nat({ max: 2 }),
      due: fc.integer({ min: 0, max: 1000 }),
      leads: fc.subarray(['甲处', '乙处', '丙处'], { minLength: 1 }),
      leader: fc.constantFrom('夏春胤', '韩小雁', null),
      each: fc.option(fc.record({ reported: fc.subarray(['甲处', '乙处']), late: fc.subarray(['甲处', '丙处']) }), {
        nil: null,
      }),
    }),
  )
  .map((given) =>
    given
      .sort((a, b) => a.item - b.item)
      .map(({ item, ...parts }, n) => row({ ...parts, itemId: `item${item}`, n, reportDue: parts.due })),
  );

describe('the figures of a bulletin', () => {
  it('are each the number of rows behind them, in total and for every division and leader', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const figures = tally(given);
        const scopes: [Scope, object][] = [
          [{}, figures.total],
          ...figures.divisions.map((of): [Scope, object] => [{ division: of.name }, of]),
          ...figures.leaders.map((of): [Scope, object] => [{ leader: of.name }, of]),
        ];
        for (const [scope, said] of scopes) {
          for (const figure of Object.keys(figureNames) as Figure[]) {
            const listed = given.filter(
              (each) => isWithin(scope, each) && counts(figure, each, { asOf: NOW, ...scope }),
            );
            const length = figure === 'items' ? new Set(listed.map(({ itemId }) => itemId)).size : listed.length;
            expect({ scope, figure, value: said[figure as never] }).toEqual({ scope, figure, value: length });
          }
        }
      }),
    );
  });

  it('put every checkpoint into exactly one of on time, made up, not reported and not yet due', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { total, divisions, leaders } = tally(given);
        for (const { due, onTime, late, madeUp, missing, ahead } of [total, ...divisions, ...leaders]) {
          expect(onTime + madeUp + missing + ahead).toBe(due);
          expect(madeUp + missing).toBe(late);
        }
        expect(total.due).toBe(given.length);
      }),
    );
  });

  it('judge by the due date that holds, to the millisecond, and by when it was reported', () => {
    expect(fateOf(row({ ...missing, due: NOW }), NOW)).toBe('ahead');
    expect(fateOf(row({ ...missing, due: NOW - 1 }), NOW)).toBe('missing');
    // Reported in time, not reviewed yet.
    expect(fateOf(row({ status: 'submitted' }), NOW)).toBe('onTime');
    expect(fateOf(row({ late: true }), NOW)).toBe('madeUp');
    // Returned: again awaited by another date; late for good where it once was.
    expect(fateOf(row({ ...missing, status: 'returned', due: NOW + 1 }), NOW)).toBe('ahead');
    expect(fateOf(row({ ...missing, status: 'returned', due: NOW + 1, late: true }), NOW)).toBe('madeUp');
    expect(fateOf(row({ ...missing, status: 'returned', due: NOW - 1 }), NOW)).toBe('missing');
  });

  it('do not blame a lead that has reported for another that has not, where each must', () => {
    const each = { reported: ['甲处'], late: [] };
    const { total, divisions, missing: listed } = tally([row({ ...missing, leads: ['甲处', '乙处'], each })]);
    expect(total).toMatchObject({ due: 1, missing: 1 });
    expect(divisions.map(({ name, onTime, missing: none }) => [name, onTime, none])).toEqual([
      ['甲处', 1, 0],
      ['乙处', 0, 1],
    ]);
    expect(listed.map(({ divisions: named }) => named)).toEqual([['乙处']]);
  });

  it('rank by rate on time; equals share a rank, and the next one counts them all', () => {
    const of = (name: string, onTime: number, late: number): CountedCheckpoint[] => [
      ...Array.from({ length: onTime }, () => row({ leads: [name], itemId: name })),
      ...Array.from({ length: late }, () => row({ leads: [name], itemId: name, late: true })),
    ];
    const given = [
      ...of('甲处', 2, 1),
      ...of('乙处', 4, 2),
      ...of('丙处', 1, 0),
      ...of('丁处', 0, 1),
      row({ ...missing, leads: ['戊处'], due: NOW }),
    ];
    expect(tally(given).divisions.map(({ name, rank }) => [name, rank])).toEqual([
      ['丙处', 1],
      ['乙处', 2],
      ['甲处', 2],
      ['丁处', 4],
      ['戊处', null],
    ]);
    expect(rateText(tally(of('甲处', 2, 1)).total)).toBe('66.7%');
    expect(rateText(tally([]).total)).toBe('—');
  });

  it('praise who reported all in time, with nothing returned or behind pace', () => {
    const given = [
      row({ leads: ['甲处'] }),
      row({ leads: ['乙处'], returns: 1 }),
      row({ leads: ['丙处'], behind: true }),
      row({ leads: ['丁处'], late: true }),
      row({ ...missing, leads: ['戊处'], due: NOW }),
    ];
    expect(praised(tally(given).divisions).map(({ name }) => name)).toEqual(['甲处']);
  });
});
