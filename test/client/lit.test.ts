import { describe, expect, it } from '@jest/globals';
import { checkpointLit, itemLit, latenessText, restingCounts } from '../../client/lit.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import type { ItemStatus } from '../../domain/item-state.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { noLights } from '../../register/queries/lights.js';
import type { CheckpointRow, ItemRow } from '../../register/queries/items.js';

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
const seen = (parts: Partial<CheckpointRow>, time: string, status: ItemStatus = 'active'): [string, string | null] => {
  const row = checkpoint(parts);
  const context = { now: at(time), t: { policy, calendar }, status };
  return [checkpointLit(row, context).word, latenessText(row, context)];
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

  it('say 落后 of what was reported in time but behind pace, 补报 where it was late as well', () => {
    const made = { status: 'submitted', behind: true, submittedAt: at('2017-09-28T09:00') } as const;
    expect(seen(made, '2017-12-31T09:00')[0]).toBe('落后');
    expect(seen({ ...made, late: true }, '2017-12-31T09:00')[0]).toBe('补报');
  });

  it('chase nothing of an item that rests or was taken off, and say so', () => {
    expect(seen({}, '2017-10-09T09:00', 'frozen')).toEqual(['已冻结', null]);
    expect(seen({}, '2017-10-09T09:00', 'cancelled')).toEqual(['已撤销', null]);
    expect(seen({ status: 'dropped' }, '2017-10-09T09:00')).toEqual(['已取消', null]);
  });
});

describe('the word of an item', () => {
  const word = (status: ItemStatus, ...checkpoints: CheckpointRow[]): string =>
    itemLit({ status, checkpoints } as ItemRow, at('2017-10-09T09:00')).word;

  it('is that of its worst checkpoint while it runs, else how it stands', () => {
    expect(word('active', checkpoint({}), checkpoint({ status: 'accepted' }))).toBe('逾期');
    expect(word('frozen', checkpoint({}))).toBe('已冻结');
    expect(word('closed', checkpoint({ status: 'accepted' }))).toBe('已办结');
    expect(word('carried', checkpoint({}))).toBe('已结转');
  });

  it('is 不跟踪 where nothing is asked of it', () => {
    expect(word('active', checkpoint({ status: 'past' }), checkpoint({ status: 'dropped' }))).toBe('不跟踪');
  });
});

describe('items without a light', () => {
  it('are counted by the word for it, not as 未开始', () => {
    const { lights } = noLights();
    expect(restingCounts({ lights, resting: { frozen: 1, carried: 2 } })).toEqual([
      { word: '已冻结', count: 1 },
      { word: '已结转', count: 2 },
    ]);
    expect(restingCounts(noLights())).toEqual([]);
  });
});
