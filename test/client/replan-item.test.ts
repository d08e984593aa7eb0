import { describe, expect, it } from '@jest/globals';
import { movesOf } from '../../client/replan-item.js';
import { calendarOf } from '../../domain/calendar/working-calendar.js';
import { instantOf } from '../../domain/calendar/zoned.js';
import type { ItemState } from '../../domain/item-state.js';
import { decide } from '../../domain/lifecycle.js';
import { assignEvent } from '../../domain/make-event.js';
import { calendarYear } from '../../domain/plan-span.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import type { PlannedState } from '../../register/replan.js';

const at = (day: string, time = '09:00'): number => instantOf(day, time, 'Asia/Shanghai');
const before = calendarOf('weekends', {});
/** Invented: Wednesday 30 June 2027 is off, Saturday 26 June is worked. */
const after = calendarOf('weekends+2027', { 2027: { off: '06-30', worked: '06-26' } });
const now = at('2027-03-02');

function launched(): ItemState {
  const posts = { leads: ['d'], supporting: [], leader: 'l', office: 'o', principal: 'p', heads: {} };
  const checkpoints = [{ label: '6月', from: '2027-06-01', due: '2027-06-30' }];
  const event = assignEvent(
    { id: 'i', posts, targets: [], checkpoints },
    { at: now, release: now },
    { policy, calendar: before },
  );
  const decision = decide(null, event);
  if ('refusal' in decision) throw new Error('refused');
  return decision.state;
}

const item = (parts: Partial<PlannedState> = {}): PlannedState => ({
  ...{ id: 'i', code: '1.1', title: '新建学校', deadlineText: '6月', state: launched() },
  planned: [{ n: 1, dueDay: '2027-06-30', mark: 'calendar-unpublished' }],
  ...parts,
});
const moves = (given: PlannedState, calendar = after) =>
  movesOf(given, { now, t: { policy, calendar }, reading: { span: calendarYear(2027), calendar } });

describe('a new holiday notice', () => {
  it('moves a date that the calendar decides, and with it what is told', () => {
    const { dates, notices, settled, doubtful } = moves(item());
    expect(dates).toEqual([{ n: 1, label: '6月', before: at('2027-06-30', '17:30'), day: '2027-06-29' }]);
    // The last reminder alone: a Saturday more and a Wednesday less leave the others, and 1 July is the first day late both ways.
    expect(notices).toBe(1);
    expect(settled).toMatchObject([{ n: 1, dueDay: '2027-06-29', mark: null }]);
    expect(settled[0]?.why).toContain('6月29日');
    expect(doubtful).toEqual([]);
  });

  it('leaves a date set by hand, and says so where nobody works on it', () => {
    const { dates, doubtful, settled } = moves(item({ planned: [{ n: 1, dueDay: '2027-06-25', mark: null }] }));
    expect([dates, settled]).toEqual([[], []]);
    expect(doubtful).toEqual([{ label: '6月', day: '2027-06-30' }]);
  });

  it('is read into what the document says, even where the office set another date since', () => {
    const planned = [{ n: 1, dueDay: '2027-06-28', mark: 'calendar-unpublished' }];
    const { dates, settled } = moves(item({ planned }));
    expect(dates).toEqual([]);
    expect(settled).toEqual([{ n: 1, dueDay: '2027-06-29', why: '', mark: 'calendar-unpublished' }]);
  });

  it('that changes nothing for an item settles its date for good', () => {
    const quiet = calendarOf('weekends+2027', { 2027: { off: '', worked: '' } });
    expect(moves(item(), quiet)).toMatchObject({
      dates: [],
      notices: 0,
      settled: [{ n: 1, dueDay: '2027-06-30', mark: null }],
    });
  });
});

describe('a new policy', () => {
  it('moves what is told, and no date', () => {
    const t = { policy: { ...policy, reminders: [15, 1] }, calendar: before };
    const { dates, notices } = movesOf(item(), { now, t, reading: { span: calendarYear(2027), calendar: before } });
    expect(dates).toEqual([]);
    // 15 days before due is new; 10 and 3 are not told any more.
    expect(notices).toBe(3);
  });
});
