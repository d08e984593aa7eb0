import { describe, expect, it } from '@jest/globals';
import type { CommandBody } from '../../../domain/command.js';
import type { NoticeKey } from '../../../domain/item-event.js';
import { ENGINE } from '../../../domain/rights.js';
import { accept, at, joint, posts, shown, Story, submit } from './story.js';

const notice = (rule: NoticeKey['rule'], step = 1, post = '基础教育处', checkpoint = 1): NoticeKey => ({
  ...{ checkpoint, round: 1, rule, step, post },
});
const bounced = (key: NoticeKey): CommandBody => ({
  ...{ kind: 'undelivered', notice: key, contact: 1, otherContact: true, reason: '550 no such user' },
});
const freeze: CommandBody = { kind: 'freeze', reason: '机构调整' };
const to = (lead: string, from: string | null): CommandBody => ({
  ...{ kind: 'reassign', posts: { ...posts, leads: [lead], heads: {} }, from, reason: '职责调整' },
});

describe('nobody is named for nothing', () => {
  it('what came before a freeze that followed the date is on time, though applied after it', () => {
    const story = Story.launched().does('2017-03-31 20:00', '督查室', freeze);
    story.doesLate('2017-03-31 17:00', '基础教育处', submit(1));
    expect(story.checkpoint(1)).toMatchObject({ status: 'submitted', late: false });
  });

  it('a date that the office has put off meanwhile is not put back by a new calendar', () => {
    const story = Story.launched();
    const asked = { kind: 'requestExtension', checkpoint: 2, due: '2017-10-20', reason: '资料未齐' } as const;
    const granted = { kind: 'decideExtension', checkpoint: 2, grant: true, due: null, reason: '' } as const;
    story.does('2017-09-20 10:00', '基础教育处', asked).does('2017-09-20 11:00', '督查室', granted);
    const dates = [{ checkpoint: 2, before: '2017-09-30', due: '2017-09-29' }];
    story.does('2017-09-20 11:01', '督查室', { kind: 'replan', dates });
    expect(shown(story.checkpoint(2).due)).toBe('2017-10-20 17:30');
  });

  it('no new calendar moves a date to a day that is over', () => {
    const story = Story.launched().until('2017-09-30 10:00');
    const dates = [{ checkpoint: 2, before: '2017-09-30', due: '2017-09-29' }];
    story.does('2017-09-30 10:00', '督查室', { kind: 'replan', dates });
    expect(shown(story.checkpoint(2).due)).toBe('2017-09-30 17:30');
  });

  it('who has handed the item over is not told again of what did not reach him', () => {
    const story = Story.launched().until('2017-04-01 10:00').does('2017-04-01 10:01', '督查室', to('职成教处', null));
    story.until('2017-04-20').bounces('2017-04-20', notice('overdue'));
    expect(story.sent().filter((line) => line.includes('other contact'))).toEqual([]);
  });

  it('no nudge goes out for what was dropped before the morning', () => {
    const story = Story.launched().does('2017-03-06 20:00', '督查室', {
      kind: 'nudge',
      checkpoint: 0,
      words: '请抓紧',
    });
    for (const checkpoint of [1, 2])
      story.does('2017-03-06 21:00', '督查室', { kind: 'dropCheckpoint', checkpoint, reason: '任务取消' });
    expect(story.until('2017-03-10').sent('nudge')).toEqual([]);
  });

  it('whoever was to take over hears that the item has ended instead', () => {
    const story = Story.launched().does('2017-03-06 10:00', '督查室', to('职成教处', '2017-05-08'));
    const cancel: CommandBody = { kind: 'cancel', reason: '任务取消' };
    story.does('2017-03-07 10:00', '督查室', cancel);
    story.does('2017-03-07 11:00', '孟晖', { kind: 'decideCancel', agree: true, reason: '' });
    expect(story.sent('cancelled')).toContain('2017-03-07 11:00 cancelled 1 职成教处');
  });
});

describe('nobody who must be told is forgotten', () => {
  it('what was missed is told though a notice that did not arrive was heard of first', () => {
    const story = Story.launched().until('2017-03-31 18:00');
    // The engine was away from the evening on: the bounce is applied before the timers of the morning.
    story.now = at('2017-04-01 10:00');
    story.doesLate('2017-04-01 08:00', ENGINE, bounced(notice('reminder'))).until('2017-04-10');
    expect(story.sent('overdue')).toEqual(['2017-04-01 10:10 overdue 1 基础教育处']);
    expect(story.sent('escalation')).toEqual([
      '2017-04-07 09:00 escalation 1 夏春胤',
      '2017-04-07 09:00 escalation 2 督查室',
      '2017-04-10 09:00 escalation 3 孟晖',
    ]);
  });

  it('the principal is told of an extension that he must agree to, where there is no leader', () => {
    const story = Story.launched({
      posts: { ...posts, leader: null },
      policy: { extensions: { atMost: 2, leaderConsent: true } },
    });
    const asked = { kind: 'requestExtension', checkpoint: 1, due: '2017-04-14', reason: '资料未齐' } as const;
    story.does('2017-03-20 10:00', '基础教育处', asked);
    expect(story.sent('extensionRequested')).toEqual([
      '2017-03-20 10:00 extensionRequested 1 孟晖',
      '2017-03-20 10:00 extensionRequested 1 督查室',
    ]);
    const consent = { kind: 'consentExtension', checkpoint: 1, agree: true, reason: '' } as const;
    expect(story.refused('2017-03-20 11:00', '孟晖', consent)).toBeNull();
  });

  it('the other contact is told that an item has ended, too', () => {
    const story = Story.launched();
    for (const n of [1, 2]) story.does('2017-03-20', '基础教育处', submit(n)).does('2017-03-20', '督查室', accept(n));
    story.does('2017-03-21 10:00', '督查室', { kind: 'close', note: '' });
    story.bounces('2017-03-22 10:00', { ...notice('closed', 1, '基础教育处', 0), round: 2 });
    expect(story.sent().at(-1)).toBe('2017-03-22 10:00 closed 1 基础教育处 (other contact)');
  });

  it('the other contact is told of a freeze, and of nothing that is withheld by it', () => {
    const story = Story.launched().does('2017-03-20 10:00', '督查室', freeze);
    story
      .bounces('2017-03-20 10:05', notice('frozen', 1, '基础教育处', 0))
      .bounces('2017-03-20 10:06', notice('nudge'));
    expect(story.sent().filter((line) => line.includes('other contact'))).toEqual([
      '2017-03-20 10:05 frozen 1 基础教育处 (other contact)',
    ]);
  });

  it('a post that stands for two is told once', () => {
    const story = Story.launched({
      posts: { ...joint, leads: ['督查室'], leader: null },
      targets: [{ quantity: 100, comparison: 'at-least' }],
    });
    story.does('2017-03-31 10:00', '督查室', submit(1, 1));
    expect(story.sent('behindPace')).toEqual(['2017-03-31 10:00 behindPace 1 督查室']);
  });
});

describe('figures', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, null as unknown as number])('of %s are none', (value) => {
    const story = Story.launched({ targets: [{ quantity: 100, comparison: 'at-least' }] });
    expect(story.refused('2017-03-20', '基础教育处', submit(1, value))).toBe('no-such-target');
  });
});
