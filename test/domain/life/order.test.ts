import { describe, expect, it } from '@jest/globals';
import type { CommandBody } from '../../../domain/command.js';
import { at, joint, Story, submit } from './story.js';

const lead = '基础教育处';
const office = '督查室';
const issue = (more: { due?: string; signatory?: string } = {}): CommandBody => ({
  ...{ kind: 'issueOrder', checkpoint: 1, signatory: '夏春胤', due: null },
  ...more,
});
const reply: CommandBody = {
  kind: 'replyOrder',
  checkpoint: 1,
  plan: '补齐评估报告',
  due: '2017-04-14',
  person: '周岚',
};
const withdraw: CommandBody = { kind: 'withdrawOrder', checkpoint: 1, reason: '已口头汇报' };
const orders = ['order', 'orderReplied', 'orderUnanswered', 'orderWithdrawn'] as const;

/** Due on 31 March 2017; escalation 2 tells the office on 6 April, as 清明 lies between. */
const late = (given: Parameters<typeof Story.launched>[0] = {}): Story =>
  Story.launched(given).until('2017-04-06 10:00');
const issued = (): Story => late().does('2017-04-06 11:00', office, issue());

describe('a supervision order (督办通知单)', () => {
  it('is drafted by the escalation that tells the office, and not before the office hears of it', () => {
    const story = Story.launched().until('2017-04-06 08:59');
    expect(story.refused('2017-04-06 08:59', office, issue())).toBe('no-order-drafted');
    expect(story.refused('2017-04-06 09:01', office, issue())).toBeNull();
    expect(story.checkpoint(1).order).toMatchObject({ status: 'issued', n: 1, to: [lead] });
  });

  it('is drafted, too, where a machine that was off passed that escalation over', () => {
    const story = Story.launched({ policy: { repeat: { everyDays: 5, to: ['leader'], atMost: 2 } } });
    story.until('2017-03-31').now = at('2017-04-11 08:00');
    expect(story.until('2017-04-11 10:00').checkpoint(1).order).toMatchObject({
      status: 'drafted',
      draftedAt: at('2017-04-11 09:00'),
    });
  });

  it('goes to the leads that have not reported at once, with the working days of the policy to reply', () => {
    const story = issued();
    expect(story.sent(...orders)).toEqual(['2017-04-06 11:00 order 1 基础教育处']);
    expect(story.notices('order')[0]?.said).toEqual({ order: 1, due: at('2017-04-11 17:30') });
  });

  it('needs a signatory, and a working day to come for the reply', () => {
    const story = late();
    expect(story.refused('2017-04-06 11:00', office, issue({ signatory: ' ' }))).toBe('signatory-missing');
    expect(story.refused('2017-04-06 11:00', office, issue({ due: '2017-04-08' }))).toBe('not-a-working-day');
    expect(story.refused('2017-04-06 11:00', office, issue({ due: '2017-04-05' }))).toBe('date-past');
    expect(story.refused('2017-04-06 11:00', lead, issue())).toBe('office-only');
    expect(story.refused('2017-04-06 11:00', office, issue())).toBeNull();
    expect(story.refused('2017-04-06 11:01', office, issue())).toBe('order-issued');
  });

  it('without a reply by its date is told to the office, again and again, and no more once the slip is back', () => {
    const story = issued().until('2017-04-17');
    expect(story.sent('orderUnanswered')).toEqual([
      '2017-04-12 09:00 orderUnanswered 1 督查室',
      '2017-04-17 09:00 orderUnanswered 2 督查室',
    ]);
    story.does('2017-04-17 10:00', lead, { ...reply, due: '2017-04-28' }).until('2017-05-31');
    expect(story.sent(...orders).slice(-2)).toEqual([
      '2017-04-17 09:00 orderUnanswered 2 督查室',
      '2017-04-17 10:00 orderReplied 1 督查室',
    ]);
  });

  it('is answered by a reply slip that says what, by when and who; once by each', () => {
    const story = issued();
    expect(story.refused('2017-04-07', '高教处', reply)).toBe('leads-only');
    expect(story.refused('2017-04-07', lead, { ...reply, plan: '' })).toBe('plan-missing');
    expect(story.refused('2017-04-07', lead, { ...reply, person: '' })).toBe('person-missing');
    expect(story.refused('2017-04-07', lead, { ...reply, due: '2017-04-06' })).toBe('date-past');
    expect(story.refused('2017-04-07', lead, reply)).toBeNull();
    expect(story.notices('orderReplied')[0]?.said).toEqual({
      ...{ order: 1, by: lead, words: '补齐评估报告', due: at('2017-04-14 17:30'), person: '周岚' },
    });
    expect(story.refused('2017-04-07', lead, reply)).toBe('order-replied');
  });

  it('of joint leads is answered by one, or by each where each must report', () => {
    const one = late({ posts: joint }).does('2017-04-06 11:00', office, issue()).does('2017-04-07', lead, reply);
    expect(one.checkpoint(1).order?.status).toBe('replied');
    const each = late({ posts: joint, policy: { jointLeads: 'each' } }).does('2017-04-06 11:00', office, issue());
    each.does('2017-04-07', lead, reply);
    expect(each.checkpoint(1).order?.status).toBe('issued');
    // Whoever reports need not reply.
    each.does('2017-04-07 10:00', '职成教处', submit(1)).until('2017-04-28');
    expect(each.checkpoint(1).order?.status).toBe('replied');
    expect(each.sent('orderUnanswered')).toEqual([]);
  });

  it('that is a draft is thrown away when the report arrives first; one that was issued is answered by it', () => {
    expect(late().does('2017-04-06 11:00', lead, submit(1)).records.slice(-1)).toEqual(['order-withdrawn']);
    const story = issued().does('2017-04-07', lead, submit(1)).until('2017-04-28');
    expect(story.records).toContain('order-discharged');
    expect(story.checkpoint(1).order).toBeNull();
    expect(story.sent('orderUnanswered')).toEqual([]);
    expect(story.refused('2017-04-28 10:00', lead, reply)).toBe('no-order-issued');
  });

  it('signed out of hours goes out next morning, unless the report comes first', () => {
    const story = late().does('2017-04-06 18:00', office, issue()).does('2017-04-07 08:00', lead, submit(1));
    expect(story.until('2017-04-10').sent('order')).toEqual([]);
  });

  it.each<[string, CommandBody]>([
    [
      'a new date',
      { kind: 'changeCheckpoint', checkpoint: 1, label: '', from: null, due: '2017-04-28', reason: '方案调整' },
    ],
    ['a checkpoint dropped', { kind: 'dropCheckpoint', checkpoint: 1, reason: '方案调整' }],
    ['other divisions', { kind: 'reassign', posts: { ...joint, leads: ['规划处'] }, from: null, reason: '职能调整' }],
    ['a freeze', { kind: 'freeze', reason: '等省文件' }],
    ['the next year', { kind: 'carry', to: 'next', reason: '跨年' }],
  ])('is taken back by %s', (_case, body) => {
    const story = issued().does('2017-04-07', office, body).until('2017-04-13');
    expect(story.records).toContain('order-withdrawn');
    expect(story.checkpoint(1).order).toBeNull();
    expect(story.sent('orderUnanswered')).toEqual([]);
  });

  it('is taken back by the office with a reason, and the divisions hear so if they have heard of it', () => {
    expect(late().does('2017-04-06 11:00', office, withdraw).sent('orderWithdrawn')).toEqual([]);
    const story = issued().does('2017-04-07', office, withdraw);
    expect(story.sent('orderWithdrawn')).toEqual(['2017-04-07 09:00 orderWithdrawn 1 基础教育处']);
    expect(story.refused('2017-04-07', office, withdraw)).toBe('no-order');
    // The next escalation to the office drafts another.
    expect(story.until('2017-04-17 10:00').checkpoint(1).order).toMatchObject({ status: 'drafted' });
    story.does('2017-04-17 11:00', office, issue());
    expect(story.checkpoint(1).order?.n).toBe(2);
  });

  it('outlives what only begins a round: a notice that does not arrive', () => {
    const key = { checkpoint: 1, round: 1, rule: 'overdue' as const, step: 1, post: lead };
    expect(issued().bounces('2017-04-07', key).checkpoint(1)).toMatchObject({ round: 2, order: { status: 'issued' } });
  });
});
