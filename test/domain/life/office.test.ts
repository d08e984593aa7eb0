import { describe, expect, it } from '@jest/globals';
import type { CommandBody } from '../../../domain/command.js';
import { commandEvent } from '../../../domain/command-event.js';
import { defaultPolicy } from '../../../domain/policy.js';
import { decide } from '../../../domain/lifecycle.js';
import { accept, at, joint, posts, shown, Story, submit } from './story.js';

describe('nudge (催办)', () => {
  const nudge = (words = '请抓紧报送'): CommandBody => ({ kind: 'nudge', checkpoint: 1, words });

  it('goes to the leads at once, in the office’s own words', () => {
    const story = Story.launched({ posts: joint }).does('2017-03-20 10:00', '督查室', nudge());
    expect(story.sent('nudge')).toEqual(['2017-03-20 10:00 nudge 1 基础教育处', '2017-03-20 10:00 nudge 1 职成教处']);
    expect(story.notices('nudge')[0]?.said.words).toBe('请抓紧报送');
    expect(story.refused('2017-03-21', '督查室', nudge(' '))).toBe('words-missing');
  });

  it('is limited to one in a working day', () => {
    const story = Story.launched().does('2017-03-24 10:00', '督查室', nudge());
    expect(story.refused('2017-03-24 16:00', '督查室', nudge())).toBe('nudged-recently');
    // 25 March is a Saturday: no working day has passed since.
    expect(story.refused('2017-03-25 10:00', '督查室', nudge())).toBe('nudged-recently');
    expect(story.refused('2017-03-27 08:00', '督查室', nudge())).toBeNull();
  });

  it('asks for nothing that is done', () => {
    const story = Story.launched().does('2017-03-20', '基础教育处', submit(1));
    expect(story.refused('2017-03-21', '督查室', nudge())).toBe('under-review');
    story.does('2017-03-21', '基础教育处', submit(2));
    expect(story.refused('2017-03-21', '督查室', { kind: 'nudge', checkpoint: 0, words: '请报' })).toBe(
      'nothing-to-nudge',
    );
  });
});

describe('instruction (批示)', () => {
  it('of a leader is sent to all divisions of the item', () => {
    const words = '务必按期完成';
    const story = Story.launched().does('2017-03-20 10:00', '夏春胤', { kind: 'instruct', words });
    expect(story.sent('instruction')).toEqual([
      '2017-03-20 10:00 instruction 1 基础教育处',
      '2017-03-20 10:00 instruction 1 高教处',
    ]);
    expect(story.notices('instruction')[0]?.said).toEqual({ words, by: '夏春胤' });
    expect(story.refused('2017-03-20', '基础教育处', { kind: 'instruct', words })).toBe('leader-only');
    expect(story.refused('2017-03-20', '孟晖', { kind: 'instruct', words: '' })).toBe('words-missing');
  });
});

describe('reassignment (调整责任单位)', () => {
  const others = { leads: ['职成教处'], supporting: ['高教处'], leader: '新分管', heads: {} };
  const reassign = (from: string | null): CommandBody => ({
    kind: 'reassign',
    posts: others,
    from,
    reason: '职责调整',
  });

  it('at once tells both, keeps the history, and begins the days to sign', () => {
    const story = Story.launched().does('2017-03-03 10:00', '基础教育处', { kind: 'acknowledge' });
    story.does('2017-03-20 10:00', '督查室', reassign(null)).until('2017-03-28');
    expect(story.sent('reassigned', 'reminder', 'unacknowledged').slice(1)).toEqual([
      ...['基础教育处', '高教处', '夏春胤', '职成教处', '新分管'].map(
        (post) => `2017-03-20 10:00 reassigned 1 ${post}`,
      ),
      '2017-03-23 09:00 unacknowledged 1 职成教处',
      '2017-03-27 09:00 unacknowledged 2 督查室',
      '2017-03-28 09:00 reminder 3 职成教处',
    ]);
    expect(story.state.posts).toMatchObject({ ...others, office: '督查室', principal: '孟晖' });
    expect(story.refused('2017-03-28', '基础教育处', submit(1))).toBe('not-your-item');
  });

  it('gives what was overdue the days that a return gives', () => {
    const story = Story.launched().does('2017-04-05 10:00', '督查室', reassign(null));
    expect(shown(story.checkpoint(1).due)).toBe('2017-04-10 17:30');
    expect(shown(story.checkpoint(1).originalDue)).toBe('2017-03-31 17:30');
  });

  it('from a date on leaves the item where it is until then', () => {
    const story = Story.launched().does('2017-03-20 10:00', '督查室', reassign('2017-03-29')).until('2017-03-30');
    expect(story.sent('reassigned')).toHaveLength(5);
    expect(story.sent('reminder')).toEqual([
      '2017-03-17 09:00 reminder 10 基础教育处',
      '2017-03-28 09:00 reminder 3 基础教育处',
      '2017-03-30 09:00 reminder 1 职成教处',
    ]);
    expect(story.notices('reassigned')[0]?.said).toEqual({
      ...{ reason: '职责调整', from: at('2017-03-29 00:00') },
      ...{ leads: ['职成教处'], supporting: ['高教处'] },
    });
  });

  it('from a date on tells those who take over, too, of dates that change until then', () => {
    const story = Story.launched().does('2017-03-20 10:00', '督查室', reassign('2017-03-29'));
    story.does('2017-03-21 10:00', '督查室', {
      ...{ kind: 'changeCheckpoint', checkpoint: 1, label: '', from: null, due: '2017-04-28', reason: '方案调整' },
    });
    expect(story.sent('dateChanged')).toEqual([
      '2017-03-21 10:00 dateChanged 1 基础教育处',
      '2017-03-21 10:00 dateChanged 1 高教处',
      '2017-03-21 10:00 dateChanged 1 职成教处',
    ]);
  });

  it('changed before its date tells those who do not take over after all', () => {
    const story = Story.launched().does('2017-03-20 10:00', '督查室', reassign('2017-03-29'));
    const third = { ...others, leads: ['体卫艺处'] };
    story.does('2017-03-21 10:00', '督查室', { kind: 'reassign', posts: third, from: '2017-03-29', reason: '再调整' });
    expect(story.sent('reassigned')).toContain('2017-03-21 10:00 reassigned 2 职成教处');
    expect(story.until('2017-03-29').state.posts.leads).toEqual(['体卫艺处']);
  });

  it('to where it is calls off one that was to come', () => {
    const story = Story.launched().does('2017-03-20 10:00', '督查室', reassign('2017-03-29'));
    const { leads, supporting, leader, heads } = posts;
    const back = {
      kind: 'reassign',
      posts: { leads, supporting, leader, heads },
      from: null,
      reason: '不再调整',
    } as const;
    story.does('2017-03-21 10:00', '督查室', back).until('2017-03-31');
    expect(story.sent('reassigned').at(-2)).toBe('2017-03-21 10:00 reassigned 2 职成教处');
    expect([story.state.posts, story.checkpoint(1).round]).toEqual([posts, 1]);
  });

  it('that leaves only leads who have reported makes the report whole', () => {
    const story = Story.launched({ posts: joint, policy: { jointLeads: 'each' } });
    story.does('2017-03-20 10:00', '基础教育处', submit(1));
    story.does('2017-03-21 10:00', '督查室', {
      ...{ kind: 'reassign', from: null, reason: '调整' },
      posts: { ...posts, leads: ['基础教育处'] },
    });
    expect(story.checkpoint(1)).toMatchObject({
      status: 'submitted',
      submittedAt: at('2017-03-20 10:00'),
      late: false,
    });
    expect(story.until('2017-03-31').sent('reviewDue')).toEqual(['2017-03-24 09:00 reviewDue 1 督查室']);
  });

  it('needs a reason, a lead and a change', () => {
    const story = Story.launched();
    const wrong = (more: object): string | null =>
      story.refused('2017-03-20', '督查室', { ...reassign(null), ...more });
    expect(wrong({ reason: ' ' })).toBe('reason-missing');
    expect(wrong({ posts: { ...others, leads: [] } })).toBe('no-lead');
    const { leads, supporting, leader, heads } = posts;
    expect(wrong({ posts: { heads, leader, supporting, leads } })).toBe('same-divisions');
  });
});

describe('dates after launch', () => {
  it('add a checkpoint: it is told, and chased like the others', () => {
    const story = Story.launched().does('2017-05-10 10:00', '督查室', {
      ...{
        kind: 'addCheckpoint',
        label: '6月',
        from: '2017-05-11',
        due: '2017-06-30',
        contents: [],
        reason: '时间已定',
      },
    });
    expect(story.checkpoint(3)).toMatchObject({ label: '6月', status: 'ahead', round: 1 });
    expect(story.until('2017-07-03').sent('dateChanged', 'reminder').slice(-5)).toEqual([
      '2017-05-10 10:00 dateChanged 1 基础教育处',
      '2017-05-10 10:00 dateChanged 1 高教处',
      '2017-06-16 09:00 reminder 10 基础教育处',
      '2017-06-27 09:00 reminder 3 基础教育处',
      '2017-06-29 09:00 reminder 1 基础教育处',
    ]);
  });

  const change = { kind: 'changeCheckpoint', checkpoint: 1, label: '', from: null, reason: '方案调整' } as const;

  it('change a checkpoint: a new round by the new date, the first date on record', () => {
    const story = Story.launched().does('2017-03-20 10:00', '督查室', { ...change, due: '2017-04-28' });
    expect(story.checkpoint(1)).toMatchObject({ label: '3月', round: 2, due: at('2017-04-28 17:30') });
    expect(story.until('2017-05-02').sent('overdue')).toEqual(['2017-05-02 09:00 overdue 1 基础教育处']);
    expect(story.refused('2017-05-02', '督查室', { ...change, due: '2017-04-28' })).toBe('date-past');
    expect(story.refused('2017-05-02', '督查室', { ...change, due: '2017-05-06' })).toBe('not-a-working-day');
    expect(story.refused('2017-05-02', '督查室', { ...change, due: '2017-05-31', reason: '' })).toBe('reason-missing');
  });

  it('drop a checkpoint: nothing more goes out for it, but that it was dropped', () => {
    const story = Story.launched().does('2017-03-28 08:55', '督查室', { kind: 'nudge', checkpoint: 1, words: '请报' });
    story.does('2017-03-28 08:56', '督查室', { kind: 'dropCheckpoint', checkpoint: 1, reason: '任务取消' });
    const lines = story
      .until('2017-05-31')
      .notices()
      .filter(({ checkpoint }) => checkpoint === 1);
    expect(lines.map(({ rule, release }) => `${shown(release)} ${rule}`)).toEqual([
      '2017-03-17 09:00 reminder',
      '2017-03-28 09:00 dateChanged',
      '2017-03-28 09:00 dateChanged',
    ]);
    expect(story.refused('2017-05-31', '基础教育处', submit(1))).toBe('checkpoint-dropped');
  });

  it('are not changed under review or once accepted', () => {
    const story = Story.launched().does('2017-03-20', '基础教育处', submit(1));
    expect(story.refused('2017-03-20', '督查室', { ...change, due: '2017-04-28' })).toBe('under-review');
    story.does('2017-03-21', '督查室', accept(1));
    expect(story.refused('2017-03-21', '督查室', { ...change, due: '2017-04-28' })).toBe('already-accepted');
    expect(story.refused('2017-03-21', '督查室', { kind: 'dropCheckpoint', checkpoint: 1, reason: '无' })).toBe(
      'already-accepted',
    );
  });
});

describe('replan', () => {
  const replanned = (
    story: Story,
    policy: object,
    dates: { checkpoint: number; due: string }[],
  ): ReturnType<typeof decide> =>
    decide(
      story.state,
      commandEvent(
        { id: 'c', itemId: 'item-1', actor: '督查室', at: at('2017-03-20 10:00'), body: { kind: 'replan', dates } },
        story.state,
        { ...story.t, policy: { ...defaultPolicy, ...policy } },
      ),
    );

  it('applies a new policy from now on, and leaves what is the same alone', () => {
    const story = Story.launched().until('2017-03-20 10:00');
    const same = replanned(story, { version: 'new' }, []);
    expect('state' in same && [same.state.terms.policy, same.state.checkpoints[0]?.round]).toEqual(['new', 1]);
    const moved = replanned(story, { version: 'new', reminders: [5] }, []);
    if ('refusal' in moved) throw new Error(moved.refusal.code);
    story.state = moved.state;
    expect(story.until('2017-03-31').sent('reminder', 'dateChanged')).toEqual([
      '2017-03-17 09:00 reminder 10 基础教育处',
      '2017-03-24 09:00 reminder 5 基础教育处',
    ]);
  });

  it('from each lead to one begins the review of a report that is in', () => {
    const story = Story.launched({ posts: joint, policy: { jointLeads: 'each' } });
    story.does('2017-03-17 10:00', '基础教育处', submit(1)).until('2017-03-20 10:00');
    const served = replanned(story, { jointLeads: 'one' }, []);
    if ('refusal' in served) throw new Error(served.refusal.code);
    story.state = served.state;
    expect(story.checkpoint(1)).toMatchObject({
      status: 'submitted',
      submittedAt: at('2017-03-17 10:00'),
      late: false,
    });
    expect(story.until('2017-04-05').sent('reminder', 'overdue', 'reviewDue')).toEqual([
      '2017-03-17 09:00 reminder 10 基础教育处',
      '2017-03-17 09:00 reminder 10 职成教处',
      '2017-03-23 09:00 reviewDue 1 督查室',
    ]);
  });

  it('tells the divisions whose date moves', () => {
    const story = Story.launched().until('2017-03-20 10:00');
    const moved = replanned(story, {}, [{ checkpoint: 1, due: '2017-04-05' }]);
    if ('refusal' in moved) throw new Error(moved.refusal.code);
    expect(shown(moved.state.checkpoints[0]?.due ?? 0)).toBe('2017-04-05 17:30');
    expect(moved.effects.flatMap((e) => (e.type === 'stage' ? [`${e.notice.rule} ${e.notice.post}`] : []))).toEqual([
      'dateChanged 基础教育处',
      'dateChanged 高教处',
    ]);
  });
});
