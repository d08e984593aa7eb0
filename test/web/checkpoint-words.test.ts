import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CheckpointStatus } from '../../domain/item-state.js';
import type { CheckpointRow } from '../../register/queries/items.js';
import { checkpointLit, latenessText } from '../../web/checkpoint-words.js';
import { fateOf, figuresOf } from '../../web/closing-figures.js';

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
  ...parts,
});
const seen = (parts: Partial<CheckpointRow>, time: string): [string, string | null] => {
  const row = checkpoint(parts);
  const now = at(time);
  return [checkpointLit(row, now).word, latenessText(row, { now, zone: 'Asia/Shanghai' })];
};

describe('the words of a checkpoint', () => {
  it('are 正常, then 临期 from the middle reminder, then 逾期 once due has passed', () => {
    expect(seen({}, '2017-09-25T10:00')).toEqual(['正常', null]);
    expect(seen({}, '2017-09-26T09:00')).toEqual(['临期', null]);
    expect(seen({}, '2017-09-29T17:30')).toEqual(['临期', null]);
    expect(seen({}, '2017-09-29T18:00')).toEqual(['逾期', '今日到期未报']);
  });

  it('count lateness in working days, swapped weekends and holidays included', () => {
    // Saturday 30 September 2017 was worked; 1 to 8 October were not.
    expect(seen({}, '2017-09-30T09:00')).toEqual(['逾期', '逾期1个工作日']);
    expect(seen({}, '2017-10-08T09:00')).toEqual(['逾期', '逾期1个工作日']);
    expect(seen({}, '2017-10-09T09:00')).toEqual(['逾期', '逾期2个工作日']);
  });

  it('say 补报 of what was made up late, however long ago', () => {
    const made = { status: 'accepted', late: true, submittedAt: at('2017-10-10T09:00') } as const;
    expect(seen(made, '2017-12-31T09:00')).toEqual(['补报', '逾期3个工作日补报']);
  });

  it('keep the lateness of an earlier round of what was then handed in on time', () => {
    const made = { status: 'accepted', round: 2, late: true, submittedAt: at('2017-09-28T09:00') } as const;
    expect(seen(made, '2017-12-31T09:00')).toEqual(['补报', '曾逾期']);
  });

  it('say 不跟踪 of what had passed before the launch', () => {
    expect(seen({ status: 'past' }, '2017-12-31T09:00')).toEqual(['不跟踪', null]);
  });
});

describe('closing figures', () => {
  const rows = fc.array(
    fc
      .record({
        status: fc.constantFrom<CheckpointStatus>('past', 'ahead', 'open', 'submitted', 'returned', 'accepted'),
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
        expect(tracked).toBe(checkpoints.filter(({ status }) => status !== 'past').length);
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
});
