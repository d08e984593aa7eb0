import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CheckpointStatus } from '../../domain/item-state.js';
import type { CheckpointRow, ItemRow } from '../../register/queries/items.js';
import { askedOf, fateOf, figuresOf } from '../../web/closing-figures.js';

const at = (time: string): number => Date.parse(`${time}:00+08:00`);
const checkpoint = (parts: Partial<CheckpointRow>): CheckpointRow => ({
  n: 1,
  label: '9月',
  from: '2017-07-01',
  dueDay: '2017-09-29',
  mark: null,
  why: '',
  contents: [],
  due: at('2017-09-29T17:30'),
  nearFrom: at('2017-09-26T09:00'),
  status: 'open',
  round: 1,
  submittedAt: null,
  late: false,
  behind: false,
  originalDue: at('2017-09-29T17:30'),
  requestedDue: null,
  extensions: 0,
  returns: 0,
  byHand: false,
  ...parts,
});
describe('closing figures', () => {
  const rows = fc.array(
    fc
      .record({
        status: fc.constantFrom<CheckpointStatus>(
          'past',
          'dropped',
          'ahead',
          'open',
          'submitted',
          'returned',
          'accepted',
        ),
        late: fc.boolean(),
        round: fc.integer({ min: 1, max: 4 }),
        due: fc.integer({ min: 0, max: 1000 }),
      })
      .map(checkpoint),
  );

  it('count every tracked checkpoint once', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 1000 }), (checkpoints, now) => {
        const { tracked, onTime, late, overdue, ahead } = figuresOf(checkpoints, now);
        expect(onTime + late + overdue + ahead).toBe(tracked);
        expect(tracked).toBe(checkpoints.filter(({ status }) => status !== 'past' && status !== 'dropped').length);
      }),
    );
  });

  it('never call on time what was late in any round', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 1000 }), (checkpoints, now) => {
        for (const row of checkpoints) if (row.late) expect(fateOf(row, now)).not.toBe('onTime');
      }),
    );
  });

  it('ask nothing more of an item that was cancelled, but what it reported stays', () => {
    const item = { status: 'cancelled', checkpoints: [checkpoint({ late: true, status: 'accepted' }), checkpoint({})] };
    expect(figuresOf(askedOf(item as ItemRow), at('2017-12-31T09:00'))).toMatchObject({
      tracked: 1,
      late: 1,
      overdue: 0,
    });
  });
});
