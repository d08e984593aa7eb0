import { describe, expect, it } from '@jest/globals';
import type { NoticeKey } from '../../../domain/item-event.js';
import { ENGINE } from '../../../domain/rights.js';
import { Story, submit } from './story.js';

const notice = (rule: NoticeKey['rule'], step = 1, post = '基础教育处'): NoticeKey => ({
  ...{ checkpoint: 1, round: 1, rule, step, post },
});

describe('a notice that does not arrive (无法送达)', () => {
  it('is told to the office at once, and the other contact is tried', () => {
    const story = Story.launched().bounces('2017-03-30 10:00', notice('reminder', 1));
    expect(story.sent().slice(-2)).toEqual([
      '2017-03-30 10:00 undelivered 1 督查室',
      '2017-03-30 10:00 reminder 1 基础教育处 (other contact)',
    ]);
    expect(story.notices('undelivered')[0]?.said).toEqual({
      notice: { rule: 'reminder', step: 1, post: '基础教育处' },
      contact: 1,
      reason: '550 no such user',
    });
  });

  it('makes escalations that counted on it wait, at most three working days', () => {
    const story = Story.launched().bounces('2017-04-01 10:00', notice('overdue')).until('2017-04-10');
    // Escalation 2 was to go out on the 6th; 清明 lies between.
    expect(story.sent('escalation')).toEqual([
      '2017-04-01 09:00 escalation 1 夏春胤',
      '2017-04-07 09:00 escalation 2 督查室',
      '2017-04-10 09:00 escalation 3 孟晖',
    ]);
  });

  it('delays nothing further while they wait already, and nothing that comes later anyway', () => {
    const story = Story.launched().bounces('2017-03-31 10:00', notice('reminder', 1));
    story.bounces('2017-04-01 10:00', { ...notice('overdue'), round: 2 }).until('2017-04-10');
    expect(story.sent('escalation')).toEqual([
      '2017-04-06 09:00 escalation 1 夏春胤',
      '2017-04-06 09:00 escalation 2 督查室',
      '2017-04-10 09:00 escalation 3 孟晖',
    ]);
  });

  it('waits no longer once the other contact is reached', () => {
    const story = Story.launched().bounces('2017-03-31 10:00', notice('reminder', 1));
    story.does('2017-03-31 11:00', ENGINE, { kind: 'delivered', checkpoint: 1, round: 1 }).until('2017-04-06');
    expect(story.sent('escalation')).toEqual([
      '2017-04-01 09:00 escalation 1 夏春胤',
      '2017-04-06 09:00 escalation 2 督查室',
    ]);
  });

  it('loses no reminder of that day', () => {
    const story = Story.launched().until('2017-03-28 08:55').bounces('2017-03-28 08:56', notice('reminder', 10));
    expect(story.until('2017-03-28').sent('reminder')).toContain('2017-03-28 09:00 reminder 3 基础教育处');
  });

  it('is not tried again where the work is done meanwhile', () => {
    const story = Story.launched().does('2017-03-30 11:00', '基础教育处', submit(1));
    story.bounces('2017-03-30 12:00', notice('reminder', 1));
    expect(story.sent().filter((line) => line.includes('other contact'))).toEqual([]);
    expect(story.sent('undelivered')).toHaveLength(1);
  });

  it('is told to the office while the item is frozen, too: whom the freeze has not reached must be rung up', () => {
    const story = Story.launched().does('2017-03-20 10:00', '督查室', { kind: 'freeze', reason: '等待政策' });
    story.bounces('2017-03-20 10:05', { ...notice('frozen'), checkpoint: 0 });
    expect(story.sent().slice(-2)).toEqual([
      '2017-03-20 10:05 undelivered 1 督查室',
      '2017-03-20 10:05 frozen 1 基础教育处 (other contact)',
    ]);
  });

  it('to the second contact, or to one who has no other, is told to the office and no more', () => {
    const story = Story.launched().bounces('2017-03-30 10:00', notice('reminder', 1), { otherContact: false });
    story.bounces('2017-03-30 11:00', notice('reminder', 1), { contact: 2 });
    expect(story.sent('undelivered')).toHaveLength(2);
    expect(story.sent().filter((line) => line.includes('other contact'))).toEqual([]);
  });

  it('that the office itself is not reached is not mailed to it for ever', () => {
    const story = Story.launched().bounces('2017-03-30 10:00', notice('undelivered', 1, '督查室'), {
      otherContact: false,
    });
    expect(story.sent('undelivered')).toEqual([]);
    expect(story.records).toContain('undelivered');
  });
});
