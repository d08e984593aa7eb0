import { describe, expect, it } from '@jest/globals';
import type { CommandBody } from '../../../domain/command.js';
import { decide } from '../../../domain/lifecycle.js';
import { assignEvent } from '../../../domain/make-event.js';
import { accept, at, joint, posts, shown, Story, submit } from './story.js';

describe('assignment (交办)', () => {
  it('is told to every division, supporting ones too, at the release after the launch', () => {
    expect(Story.launched().until('2017-03-02').sent()).toEqual([
      '2017-03-02 09:00 assignment 1 基础教育处',
      '2017-03-02 09:00 assignment 1 高教处',
    ]);
  });

  it('happens once, however often it is delivered', () => {
    const { state, t } = Story.launched();
    const item = { id: 'item-1', posts, targets: [], checkpoints: [] };
    expect(decide(state, assignEvent(item, { at: 0, release: 0 }, t))).toEqual({ state, effects: [] });
  });
});

describe('acknowledgement (签收)', () => {
  it('is asked for after three working days, and the office is told after five', () => {
    expect(Story.launched().until('2017-03-31').sent('unacknowledged')).toEqual([
      '2017-03-07 09:00 unacknowledged 1 基础教育处',
      '2017-03-09 09:00 unacknowledged 2 督查室',
    ]);
  });

  it('is asked only of leads that have not given it, and of nobody once all have', () => {
    const story = Story.launched({ posts: joint }).does('2017-03-03', '基础教育处', { kind: 'acknowledge' });
    story.until('2017-03-07');
    expect(story.sent('unacknowledged')).toEqual(['2017-03-07 09:00 unacknowledged 1 职成教处']);
    story.does('2017-03-08', '职成教处', { kind: 'acknowledge' }).until('2017-03-31');
    expect(story.sent('unacknowledged')).toHaveLength(1);
  });

  it('given in the hours between staging and release withdraws only the own reminder, and the last one the office’s', () => {
    const story = Story.launched({ posts: joint }).until('2017-03-09 08:55');
    story.does('2017-03-09 08:55', '基础教育处', { kind: 'acknowledge' }).until('2017-03-09');
    expect(story.sent('unacknowledged')).toContain('2017-03-09 09:00 unacknowledged 2 督查室');
    const both = Story.launched({ posts: joint }).until('2017-03-09 08:55');
    for (const lead of joint.leads) both.does('2017-03-09 08:55', lead, { kind: 'acknowledge' });
    expect(both.until('2017-03-31').sent('unacknowledged')).not.toContain('2017-03-09 09:00 unacknowledged 2 督查室');
  });

  it('is given by handing in a report, too', () => {
    const story = Story.launched().does('2017-03-03', '基础教育处', submit(1)).until('2017-03-31');
    expect(story.state.acknowledged).toEqual({ 基础教育处: at('2017-03-03') });
    expect(story.sent('unacknowledged')).toEqual([]);
  });

  it('cannot be given twice, nor by a division that the item is not for', () => {
    const story = Story.launched().does('2017-03-03', '基础教育处', { kind: 'acknowledge' });
    expect(story.refused('2017-03-03', '基础教育处', { kind: 'acknowledge' })).toBe('already-acknowledged');
    expect(story.refused('2017-03-03', '职成教处', { kind: 'acknowledge' })).toBe('not-your-item');
  });
});

describe('dispute (申请调整责任单位)', () => {
  const dispute = { kind: 'dispute', reason: '不属本处职责' } as const;

  it('reaches the office at once with its reason, and again after three working days without an answer', () => {
    const story = Story.launched().does('2017-03-03 10:00', '基础教育处', dispute).until('2017-03-20');
    expect(story.sent('disputed')).toEqual([
      '2017-03-03 10:00 disputed 1 督查室',
      '2017-03-08 09:00 disputed 2 督查室',
    ]);
    expect(story.notices('disputed')[0]?.said).toEqual({ reason: '不属本处职责', by: '基础教育处' });
  });

  it('ends the chase for a signature, but the dates stand', () => {
    const story = Story.launched().does('2017-03-03 10:00', '基础教育处', dispute).until('2017-03-17');
    expect(story.sent('unacknowledged')).toEqual([]);
    expect(story.sent('reminder')).toEqual(['2017-03-17 09:00 reminder 10 基础教育处']);
  });

  it('on which the office insists begins the days to sign again', () => {
    const story = Story.launched().does('2017-03-03 10:00', '基础教育处', dispute);
    story.does('2017-03-06 10:00', '督查室', { kind: 'insist', post: '基础教育处', reason: '职责明确' });
    expect(story.until('2017-03-20').sent('disputeAnswered', 'disputed', 'unacknowledged')).toEqual([
      '2017-03-03 10:00 disputed 1 督查室',
      '2017-03-06 10:00 disputeAnswered 1 基础教育处',
      '2017-03-09 09:00 unacknowledged 1 基础教育处',
      '2017-03-13 09:00 unacknowledged 2 督查室',
    ]);
  });

  it('of one of two leads, insisted on, asks both again and nobody twice', () => {
    const story = Story.launched({ posts: joint }).does('2017-03-03 10:00', '基础教育处', dispute);
    story.does('2017-03-06 10:00', '督查室', { kind: 'insist', post: '基础教育处', reason: '职责明确' });
    expect(story.until('2017-03-20').sent('unacknowledged')).toEqual([
      '2017-03-09 09:00 unacknowledged 1 基础教育处',
      '2017-03-09 09:00 unacknowledged 1 职成教处',
      '2017-03-13 09:00 unacknowledged 2 督查室',
    ]);
  });

  it('of another lead still waits for its answer when one is answered', () => {
    const story = Story.launched({ posts: joint }).does('2017-03-03 10:00', '基础教育处', dispute);
    story.does('2017-03-03 20:00', '职成教处', dispute);
    story.does('2017-03-03 21:00', '督查室', { kind: 'insist', post: '基础教育处', reason: '职责明确' });
    expect(story.until('2017-03-06').sent('disputed')).toContain('2017-03-06 09:00 disputed 3 督查室');
  });

  it('is settled by a reassignment, and needs a reason', () => {
    const story = Story.launched();
    expect(story.refused('2017-03-03', '基础教育处', { kind: 'dispute', reason: ' ' })).toBe('reason-missing');
    story.does('2017-03-03 10:00', '基础教育处', dispute);
    expect(story.refused('2017-03-03 11:00', '基础教育处', dispute)).toBe('already-disputed');
    const other = { leads: ['职成教处'], supporting: [], leader: '夏春胤', heads: {} };
    story.does('2017-03-06 10:00', '督查室', { kind: 'reassign', posts: other, from: null, reason: '调整' });
    expect(story.state.disputed).toEqual({});
    expect(story.until('2017-03-20').sent('disputed')).toHaveLength(1);
    expect(story.refused('2017-03-20', '督查室', { kind: 'insist', post: '基础教育处', reason: '无' })).toBe(
      'not-disputed',
    );
  });
});

describe('joint leads (联合牵头)', () => {
  it('are all told, and one submission serves by default', () => {
    const story = Story.launched({ posts: joint }).until('2017-03-17');
    expect(story.sent('reminder')).toEqual([
      '2017-03-17 09:00 reminder 10 基础教育处',
      '2017-03-17 09:00 reminder 10 职成教处',
    ]);
    story.does('2017-03-20', '职成教处', submit(1));
    expect(story.checkpoint(1).status).toBe('submitted');
    expect(story.refused('2017-03-20', '基础教育处', submit(1))).toBe('under-review');
  });

  it('must each submit where policy says so: who has reported is not chased, who has not is', () => {
    const story = Story.launched({ posts: joint, policy: { jointLeads: 'each' } });
    story.does('2017-03-20', '职成教处', submit(1));
    expect(story.checkpoint(1).status).toBe('open');
    expect(story.refused('2017-03-21', '职成教处', submit(1))).toBe('already-reported');
    expect(story.until('2017-04-01').sent('reminder', 'overdue').slice(2)).toEqual([
      '2017-03-28 09:00 reminder 3 基础教育处',
      '2017-03-30 09:00 reminder 1 基础教育处',
      '2017-04-01 09:00 overdue 1 基础教育处',
    ]);
    story.does('2017-04-01 10:00', '基础教育处', submit(1));
    expect(story.checkpoint(1)).toMatchObject({ status: 'submitted', submittedAt: at('2017-04-01 10:00'), late: true });
  });
});

describe('supporting divisions (配合)', () => {
  it('are told what is to be done, and never chased', () => {
    const story = Story.launched().until('2017-05-31');
    expect(story.sent().filter((line) => line.endsWith('高教处'))).toEqual([
      '2017-03-02 09:00 assignment 1 高教处',
      '2017-04-01 09:00 opening 1 高教处',
    ]);
  });

  it('add evidence that is on record and never counts as the report', () => {
    const story = Story.launched();
    expect(story.refused('2017-03-20', '高教处', submit(1))).toBe('leads-only');
    story.does('2017-03-20', '高教处', { kind: 'contribute', checkpoint: 1, text: '附件', files: [] });
    expect(story.records).toContain('contributed');
    expect(story.checkpoint(1)).toMatchObject({ status: 'open', reported: {}, submittedAt: null });
    story.does('2017-03-21', '基础教育处', submit(1)).does('2017-03-22', '督查室', accept(1));
    const more: CommandBody = { kind: 'contribute', checkpoint: 1, text: '附件', files: [] };
    expect(story.refused('2017-03-23', '高教处', more)).toBe('already-accepted');
  });
});

describe('launch part-way through the year', () => {
  const inMay = (): Story => Story.launched({ on: '2017-05-10 15:00' });

  it('shows what was due before, and never chases it', () => {
    const story = inMay().until('2017-12-31');
    expect(story.checkpoint(1)).toMatchObject({ status: 'past', pending: [] });
    expect(story.notices('reminder', 'overdue', 'escalation').map(({ checkpoint }) => checkpoint)).not.toContain(1);
    expect(story.refused('2017-12-31', '基础教育处', submit(1))).toBe('checkpoint-past');
  });

  it('chases nobody to sign for what is all past', () => {
    const story = Story.launched({ on: '2017-10-10 15:00' }).until('2017-12-31');
    expect(story.sent('unacknowledged')).toEqual([]);
  });

  it('tracks a past checkpoint from the day it gets a catch-up date (补报期限)', () => {
    const story = inMay();
    const change = { kind: 'changeCheckpoint', checkpoint: 1, label: '', from: null, reason: '补报' } as const;
    story.does('2017-05-15 10:00', '督查室', { ...change, due: '2017-05-31' }).until('2017-06-01');
    expect(shown(story.checkpoint(1).originalDue)).toBe('2017-03-31 17:30');
    expect(story.sent('dateChanged', 'reminder', 'overdue')).toEqual([
      '2017-05-15 10:00 dateChanged 1 基础教育处',
      '2017-05-15 10:00 dateChanged 1 高教处',
      '2017-05-16 09:00 reminder 10 基础教育处',
      '2017-05-25 09:00 reminder 3 基础教育处',
      '2017-05-27 09:00 reminder 1 基础教育处',
      '2017-06-01 09:00 overdue 1 基础教育处',
    ]);
  });

  it('sends no reminder that was past at launch', () => {
    const story = Story.launched({ on: '2017-03-27 15:00' }).until('2017-03-31 23:59');
    expect(story.sent('reminder')).toEqual([
      '2017-03-28 09:00 reminder 3 基础教育处',
      '2017-03-30 09:00 reminder 1 基础教育处',
    ]);
  });
});
