import { describe, expect, it } from '@jest/globals';
import type { CommandBody } from '../../../domain/command.js';
import { nextMoment } from '../../../domain/lifecycle.js';
import { accept, at, posts, shown, Story, submit } from './story.js';

const freeze: CommandBody = { kind: 'freeze', reason: '机构改革' };
const resume = (shift: boolean): CommandBody => ({ kind: 'resume', shift, reason: '恢复办理' });

describe('freeze and resume (冻结、恢复)', () => {
  it('tells nobody anything while frozen, but that it is frozen', () => {
    const story = Story.launched().does('2017-03-28 08:55', '督查室', freeze).until('2017-06-30');
    expect(nextMoment(story.state)).toBeNull();
    expect(story.sent('frozen', 'reminder', 'overdue', 'escalation', 'opening')).toEqual([
      '2017-03-17 09:00 reminder 10 基础教育处',
      '2017-03-28 09:00 frozen 1 基础教育处',
      '2017-03-28 09:00 frozen 1 高教处',
      '2017-03-28 09:00 frozen 1 夏春胤',
    ]);
    expect(story.refused('2017-06-30', '督查室', freeze)).toBe('item-frozen');
    expect(story.refused('2017-06-30', '督查室', { kind: 'nudge', checkpoint: 1, words: '请报' })).toBe('item-frozen');
  });

  it('lets divisions hand in what they have, on time by the day it was frozen', () => {
    const story = Story.launched().does('2017-03-28', '督查室', freeze).does('2017-05-10', '基础教育处', submit(1));
    expect(story.checkpoint(1)).toMatchObject({ status: 'submitted', late: false });
  });

  it('with shift moves on what was not yet due, by the working days it was frozen', () => {
    const story = Story.launched().does('2017-03-20 10:00', '督查室', freeze);
    story.does('2017-03-27 10:00', '督查室', resume(true));
    // Five working days: from Friday 31 March over 清明 to Monday 10 April.
    expect(shown(story.checkpoint(1).due)).toBe('2017-04-10 17:30');
    expect(story.until('2017-04-11').sent('resumed', 'reminder', 'overdue').slice(1)).toEqual([
      '2017-03-27 10:00 resumed 1 基础教育处',
      '2017-03-27 10:00 resumed 1 高教处',
      '2017-03-27 10:00 resumed 1 夏春胤',
      '2017-04-05 09:00 reminder 3 基础教育处',
      '2017-04-07 09:00 reminder 1 基础教育处',
      '2017-04-11 09:00 overdue 1 基础教育处',
    ]);
  });

  it('without shift lets the dates stand; what fell due meanwhile is late from the resumption', () => {
    const story = Story.launched().does('2017-03-20 10:00', '督查室', freeze);
    story.does('2017-05-10 10:00', '督查室', resume(false)).until('2017-05-16');
    expect(shown(story.checkpoint(1).due)).toBe('2017-03-31 17:30');
    expect(story.sent('overdue', 'escalation')).toEqual([
      '2017-05-11 09:00 overdue 1 基础教育处',
      '2017-05-11 09:00 escalation 1 夏春胤',
      '2017-05-15 09:00 escalation 2 督查室',
    ]);
  });

  it('goes on with the ladder where it stood: no step is lost or told again', () => {
    // Escalation 2 was to go out at nine, between the freeze and the resumption.
    const story = Story.launched().does('2017-04-06 08:00', '督查室', freeze);
    story.does('2017-04-06 10:00', '督查室', resume(false)).until('2017-04-11');
    expect(story.sent('escalation')).toEqual([
      '2017-04-01 09:00 escalation 1 夏春胤',
      '2017-04-07 09:00 escalation 2 督查室',
      '2017-04-11 09:00 escalation 3 孟晖',
    ]);
  });

  it('begins the clocks on the office and on signatures again', () => {
    const story = Story.launched().does('2017-03-03', '高教处', { kind: 'dispute', reason: '无关' });
    story.does('2017-03-06 10:00', '督查室', freeze).does('2017-03-13 10:00', '督查室', resume(false));
    expect(story.until('2017-03-20').sent('disputed', 'unacknowledged')).toEqual([
      '2017-03-03 09:00 disputed 1 督查室',
      '2017-03-16 09:00 unacknowledged 1 基础教育处',
      '2017-03-16 09:00 disputed 2 督查室',
      '2017-03-20 09:00 unacknowledged 2 督查室',
    ]);
    expect(story.refused('2017-03-20', '督查室', resume(true))).toBe('not-frozen');
  });
});

describe('cancel (撤销)', () => {
  const cancel: CommandBody = { kind: 'cancel', reason: '任务并入他项' };

  it('is asked for by the office with a reason, and done when the principal approves', () => {
    const story = Story.launched().does('2017-03-20 10:00', '督查室', cancel);
    expect(story.state.status).toBe('active');
    expect(story.refused('2017-03-20', '督查室', cancel)).toBe('cancel-pending');
    expect(story.refused('2017-03-20', '夏春胤', { kind: 'decideCancel', agree: true, reason: '' })).toBe(
      'approver-only',
    );
    story.does('2017-03-21 10:00', '孟晖', { kind: 'decideCancel', agree: true, reason: '同意' }).until('2017-12-31');
    expect(story.sent('cancelRequested', 'cancelled')).toEqual([
      '2017-03-20 10:00 cancelRequested 1 孟晖',
      '2017-03-21 10:00 cancelled 1 基础教育处',
      '2017-03-21 10:00 cancelled 1 高教处',
      '2017-03-21 10:00 cancelled 1 夏春胤',
    ]);
    expect(story.sent().at(-1)).toBe('2017-03-21 10:00 cancelled 1 夏春胤');
    expect(story.refused('2017-12-31', '基础教育处', submit(1))).toBe('item-closed');
  });

  it('refused with a reason leaves the item as it was', () => {
    const story = Story.launched().does('2017-03-20 10:00', '督查室', cancel);
    expect(story.refused('2017-03-21', '孟晖', { kind: 'decideCancel', agree: false, reason: '' })).toBe(
      'reason-missing',
    );
    story.does('2017-03-21 10:00', '孟晖', { kind: 'decideCancel', agree: false, reason: '仍须办理' });
    expect(story.sent('cancelRefused')).toEqual(['2017-03-21 10:00 cancelRefused 1 督查室']);
    expect(story.until('2017-03-28').sent('reminder')).toHaveLength(2);
    expect(story.refused('2017-03-28', '孟晖', { kind: 'decideCancel', agree: true, reason: '' })).toBe(
      'no-cancel-request',
    );
  });

  it('is the leader’s to approve where there is no principal, and nobody’s where policy does not ask for it', () => {
    const without = Story.launched({ posts: { ...posts, principal: null } }).does('2017-03-20', '督查室', cancel);
    expect(without.sent('cancelRequested')).toEqual(['2017-03-20 09:00 cancelRequested 1 夏春胤']);
    const free = Story.launched({ policy: { cancelApproval: false } }).does('2017-03-20', '督查室', cancel);
    expect(free.state.status).toBe('cancelled');
  });
});

function done(): Story {
  const story = Story.launched();
  for (const n of [1, 2]) story.does('2017-03-20', '基础教育处', submit(n)).does('2017-03-21', '督查室', accept(n));
  return story;
}

describe('close (办结、销号)', () => {
  it('waits until every tracked checkpoint is accepted', () => {
    const story = Story.launched().does('2017-03-20', '基础教育处', submit(1)).does('2017-03-21', '督查室', accept(1));
    expect(story.refused('2017-03-22', '督查室', { kind: 'close', note: '' })).toBe('checkpoints-open');
    story.does('2017-03-22', '督查室', { kind: 'dropCheckpoint', checkpoint: 2, reason: '取消' });
    expect(story.refused('2017-03-22', '督查室', { kind: 'close', note: '' })).toBeNull();
  });

  it('is told to the leads the next morning, and nothing after it', () => {
    const story = done().does('2017-03-22 10:00', '督查室', { kind: 'close', note: '' }).until('2017-12-31');
    expect(story.state.status).toBe('closed');
    expect(nextMoment(story.state)).toBeNull();
    expect(story.sent().at(-1)).toBe('2017-03-23 09:00 closed 1 基础教育处');
    expect(story.refused('2017-12-31', '基础教育处', submit(1))).toBe('item-closed');
  });

  it('mid-ladder withdraws what was staged', () => {
    const story = Story.launched().until('2017-04-06 08:58');
    story.does('2017-04-06 08:58', '督查室', { kind: 'carry', to: 'item-2', reason: '跨年' }).until('2017-12-31');
    expect(story.sent('escalation')).toEqual(['2017-04-01 09:00 escalation 1 夏春胤']);
  });
});

describe('reopen (回退)', () => {
  const reopen: CommandBody = { kind: 'reopen', checkpoint: 1, due: '2017-04-28', reason: '抽查不实' };

  it('makes a closed item active again, by a date, and tells the leads and the leader', () => {
    const story = done().does('2017-03-22 10:00', '督查室', { kind: 'close', note: '' });
    story.does('2017-04-10 10:00', '督查室', reopen).until('2017-05-02');
    expect(story.checkpoint(1)).toMatchObject({ status: 'returned', round: 2, due: at('2017-04-28 17:30') });
    expect(story.sent('reopened', 'overdue')).toEqual([
      '2017-04-10 10:00 reopened 1 基础教育处',
      '2017-04-10 10:00 reopened 1 夏春胤',
      '2017-05-02 09:00 overdue 1 基础教育处',
    ]);
  });

  it('takes back that it was accepted or closed, if nobody has been told yet', () => {
    const story = done().does('2017-03-21 15:00', '督查室', { kind: 'close', note: '' });
    story.does('2017-03-21 16:00', '督查室', reopen).until('2017-03-31');
    expect(story.notices('accepted', 'closed').map(({ checkpoint }) => checkpoint)).toEqual([2]);
  });

  it('needs something accepted, a reason and a working day to come', () => {
    const story = done();
    expect(story.refused('2017-04-10', '督查室', { ...reopen, reason: '' })).toBe('reason-missing');
    expect(story.refused('2017-04-10', '督查室', { ...reopen, due: '2017-04-29' })).toBe('not-a-working-day');
    expect(story.refused('2017-05-02', '督查室', reopen)).toBe('date-past');
    expect(Story.launched().refused('2017-03-20', '督查室', reopen)).toBe('not-closed');
  });
});

describe('carry (跨年结转)', () => {
  it('ends the item here and tells its divisions where it goes on', () => {
    const story = Story.launched().does('2017-12-29 10:00', '督查室', { kind: 'carry', to: 'item-2', reason: '跨年' });
    expect(story.state.status).toBe('carried');
    expect(story.until('2018-03-31').sent().slice(-2)).toEqual([
      '2017-12-29 10:00 carried 1 基础教育处',
      '2017-12-29 10:00 carried 1 高教处',
    ]);
    expect(story.records).toContain('carried');
  });
});
