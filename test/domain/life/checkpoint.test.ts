import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../domain/instant.js';
import { decide, nextMoment } from '../../../domain/lifecycle.js';
import { momentEvent } from '../../../domain/make-event.js';
import { accept, at, giveBack, posts, shown, Story, submit } from './story.js';

describe('a checkpoint nobody reports on', () => {
  it('opens, reminds, is overdue and climbs the ladder, as Wuhan’s 9月 of 2017', () => {
    const story = Story.launched().does('2017-03-02 10:00', '基础教育处', submit(1)).until('2017-12-31');
    expect(shown(story.checkpoint(2).due)).toBe('2017-09-30 17:30');
    expect(story.sent('opening', 'reminder', 'overdue', 'escalation')).toEqual([
      '2017-04-01 09:00 opening 1 基础教育处',
      '2017-04-01 09:00 opening 1 高教处',
      '2017-09-18 09:00 reminder 10 基础教育处',
      '2017-09-27 09:00 reminder 3 基础教育处',
      '2017-09-29 09:00 reminder 1 基础教育处',
      '2017-10-09 09:00 overdue 1 基础教育处',
      '2017-10-09 09:00 escalation 1 夏春胤',
      '2017-10-11 09:00 escalation 2 督查室',
      '2017-10-13 09:00 escalation 3 孟晖',
      '2017-10-20 09:00 escalation 4 督查室',
      '2017-10-20 09:00 escalation 4 夏春胤',
      ...['10-27', '11-03', '11-10', '11-17', '11-24', '12-01', '12-08'].flatMap((day, i) => [
        `2017-${day} 09:00 escalation ${String(i + 5)} 督查室`,
        `2017-${day} 09:00 escalation ${String(i + 5)} 夏春胤`,
      ]),
    ]);
    expect(nextMoment(story.state)).toBeNull();
  });

  it('tells the office where the plan names no leader and no principal', () => {
    const story = Story.launched({ posts: { ...posts, leader: null, principal: null } }).until('2017-04-10');
    expect(story.sent('escalation')).toEqual([
      '2017-04-01 09:00 escalation 1 督查室',
      '2017-04-06 09:00 escalation 2 督查室',
      '2017-04-10 09:00 escalation 3 督查室',
    ]);
  });
});

describe('a submission (报送)', () => {
  it('received at the due instant is on time, one millisecond later it is late, for good', () => {
    expect(Story.launched().does('2017-03-31 17:30', '基础教育处', submit(1)).checkpoint(1).late).toBe(false);
    const late = Story.launched().does('2017-03-31 17:31', '基础教育处', submit(1));
    late.does('2017-04-05', '督查室', accept(1));
    expect(late.checkpoint(1)).toMatchObject({ status: 'accepted', late: true });
    const { state, t } = Story.launched();
    const due = at('2017-03-31 17:30');
    const event = (when: number): Parameters<typeof decide>[1] => ({
      ...{ type: 'submit', actor: '基础教育处', at: when, release: when, checkpoint: 1, figures: [], review: [] },
    });
    const judged = [due, due + 1].map((when) => {
      const decision = decide(state, event(when));
      return 'state' in decision && decision.state.checkpoints[0]?.late;
    });
    expect([judged, t.policy.dueTime]).toEqual([[false, true], '17:30']);
  });

  it('received in time but applied late withdraws the lateness recorded meanwhile', () => {
    const story = Story.launched().until('2017-04-01 08:59').doesLate('2017-03-31 16:00', '基础教育处', submit(1));
    expect(story.checkpoint(1)).toMatchObject({ status: 'submitted', late: false });
    expect(story.records).toContain('lateness-withdrawn');
    expect(story.until('2017-04-30').sent('overdue', 'escalation')).toEqual([]);
  });

  it('ends the chase: nothing goes out for what is done by the time of release', () => {
    const story = Story.launched().until('2017-03-28 08:58').does('2017-03-28 08:59', '基础教育处', submit(1));
    expect(story.until('2017-04-30').sent('reminder', 'overdue')).toEqual(['2017-03-17 09:00 reminder 10 基础教育处']);
  });

  it('withdraws a nudge that had yet to go out', () => {
    const story = Story.launched().does('2017-03-28 20:00', '督查室', {
      kind: 'nudge',
      checkpoint: 1,
      words: '请速报',
    });
    story.does('2017-03-28 21:00', '基础教育处', submit(1));
    expect(story.until('2017-03-31').sent('nudge')).toEqual([]);
  });
});

describe('review (审核)', () => {
  it('is asked of the office three working days after a submission', () => {
    const story = Story.launched().does('2017-03-20 10:00', '基础教育处', submit(1)).until('2017-03-31');
    expect(story.sent('reviewDue')).toEqual(['2017-03-23 09:00 reviewDue 1 督查室']);
  });

  it('that accepts is told to the leads the next morning', () => {
    const story = Story.launched().does('2017-03-20 10:00', '基础教育处', submit(1));
    story.does('2017-03-21 10:00', '督查室', accept(1)).until('2017-03-31');
    expect(story.sent('accepted', 'reviewDue')).toEqual(['2017-03-22 09:00 accepted 1 基础教育处']);
    expect(story.refused('2017-03-31', '督查室', accept(1))).toBe('already-accepted');
  });

  it('that returns gives three working days, or the due date if that is later, and then the overdue rules', () => {
    const story = Story.launched().does('2017-03-30 10:00', '基础教育处', submit(1));
    story.does('2017-03-31 11:00', '督查室', giveBack(1));
    expect(story.checkpoint(1)).toMatchObject({ status: 'returned', round: 2, due: at('2017-04-06 17:30') });
    expect(story.until('2017-04-11').sent('returned', 'overdue', 'escalation')).toEqual([
      '2017-03-31 11:00 returned 1 基础教育处',
      '2017-04-07 09:00 overdue 1 基础教育处',
      '2017-04-07 09:00 escalation 1 夏春胤',
      '2017-04-11 09:00 escalation 2 督查室',
    ]);
    const early = Story.launched().does('2017-03-10 10:00', '基础教育处', submit(1));
    early.does('2017-03-13 10:00', '督查室', giveBack(1));
    expect(shown(early.checkpoint(1).due)).toBe('2017-03-31 17:30');
  });

  it('that returns a second time is told to the leader, too', () => {
    const story = Story.launched().does('2017-03-13 10:00', '基础教育处', submit(1));
    story.does('2017-03-14 10:00', '督查室', giveBack(1)).does('2017-03-15 10:00', '基础教育处', submit(1));
    story.does('2017-03-16 10:00', '督查室', giveBack(1));
    expect(story.sent('returned')).toEqual([
      '2017-03-14 10:00 returned 1 基础教育处',
      '2017-03-16 10:00 returned 2 基础教育处',
      '2017-03-16 10:00 returned 2 夏春胤',
    ]);
  });

  it('needs something submitted, and a reason to return it', () => {
    const story = Story.launched();
    expect(story.refused('2017-03-13', '督查室', accept(1))).toBe('nothing-submitted');
    story.does('2017-03-13', '基础教育处', submit(1));
    expect(story.refused('2017-03-13', '督查室', { kind: 'return', checkpoint: 1, reason: '' })).toBe('reason-missing');
    expect(story.refused('2017-03-13', '基础教育处', accept(1))).toBe('office-only');
    expect(story.refused('2017-03-13', '督查室', accept(9))).toBe('no-such-checkpoint');
  });
});

describe('pace (落后序时进度)', () => {
  const targets = [{ quantity: 200, comparison: 'at-least' as const }];

  // 3月 of two checkpoints from 1 January to 30 September: a third of the time, less the margin of a tenth.
  it('is behind when the reported share is under the elapsed share by more than the margin, even when on time', () => {
    const story = Story.launched({ targets }).does('2017-03-20 10:00', '基础教育处', submit(1, 45));
    expect(story.sent('behindPace')).toEqual([
      '2017-03-20 10:00 behindPace 1 基础教育处',
      '2017-03-20 10:00 behindPace 1 夏春胤',
    ]);
    expect(story.notices('behindPace')[0]?.said.behind?.[0]).toMatchObject({ target: 0, reached: 0.225 });
    expect(story.checkpoint(1)).toMatchObject({ behind: true, late: false });
  });

  it('is kept within the margin, and where no figure grows', () => {
    expect(Story.launched({ targets }).does('2017-03-20', '基础教育处', submit(1, 46)).checkpoint(1).behind).toBe(
      false,
    );
    const most = [{ quantity: 200, comparison: 'at-most' as const }];
    expect(Story.launched({ targets: most }).does('2017-03-20', '基础教育处', submit(1, 1)).checkpoint(1).behind).toBe(
      false,
    );
  });

  it('is told to the leader for each of joint leads that is behind', () => {
    const story = Story.launched({
      targets,
      posts: { ...posts, leads: ['甲处', '乙处'] },
      policy: { jointLeads: 'each' },
    });
    story.does('2017-03-20 10:00', '甲处', submit(1, 1)).does('2017-03-21 10:00', '乙处', submit(1, 1));
    expect(story.sent('behindPace').filter((line) => line.endsWith('夏春胤'))).toEqual([
      '2017-03-20 10:00 behindPace 1 夏春胤',
      '2017-03-21 10:00 behindPace 2 夏春胤',
    ]);
  });

  it('takes no figure for a target that is not there', () => {
    expect(Story.launched().refused('2017-03-20', '基础教育处', submit(1, 5))).toBe('no-such-target');
  });
});

describe('two-step submission (报送前审签)', () => {
  const signed = { posts: { ...posts, heads: { 基础教育处: '处长' } }, policy: { confirmation: true } };
  const confirm = { kind: 'confirm', checkpoint: 1, post: '基础教育处', reason: '' } as const;

  it('reaches the office with the head’s signature, and counts from then', () => {
    const story = Story.launched(signed).does('2017-03-31 16:00', '基础教育处', submit(1));
    expect(story.sent('confirmation')).toEqual(['2017-03-31 16:00 confirmation 1 处长']);
    expect(story.checkpoint(1).status).toBe('open');
    story.does('2017-03-31 17:31', '处长', { ...confirm, agree: true });
    expect(story.checkpoint(1)).toMatchObject({ status: 'submitted', late: true, submittedAt: at('2017-03-31 17:31') });
  });

  it('sent back by the head tells the division why', () => {
    const story = Story.launched(signed).does('2017-03-20 16:00', '基础教育处', submit(1));
    expect(story.refused('2017-03-20 16:30', '处长', { ...confirm, agree: false })).toBe('reason-missing');
    story.does('2017-03-20 16:30', '处长', { ...confirm, agree: false, reason: '数据有误' });
    expect(story.sent('declined')).toEqual(['2017-03-20 16:30 declined 1 基础教育处']);
    expect(story.refused('2017-03-20 16:40', '处长', { ...confirm, agree: true })).toBe('nothing-drafted');
    expect(story.refused('2017-03-20 16:40', '基础教育处', { ...confirm, agree: true })).toBe('heads-only');
  });

  it('is skipped where policy does not ask for it, or the roster names no head', () => {
    for (const given of [{ ...signed, policy: {} }, { policy: { confirmation: true } }]) {
      expect(Story.launched(given).does('2017-03-20', '基础教育处', submit(1)).checkpoint(1).status).toBe('submitted');
    }
  });
});

describe('a timer', () => {
  it('wakes the item ahead of a release by its lead, and never before the deadline has passed', () => {
    const story = Story.launched().until('2017-03-31 17:29');
    expect(story.state.lead).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(story.state.lead).toBeLessThan(6 * HOUR + 10 * MINUTE);
    expect(nextMoment(story.state)?.at).toBe(at('2017-04-01') - story.state.lead);
  });

  function wokenAt(when: string): string[] {
    const { state, t } = Story.launched().until('2017-03-31');
    const moment = nextMoment(state)?.at ?? 0;
    const decision = decide(state, momentEvent(moment, { now: at(when), state }, t));
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    const again = decide(decision.state, momentEvent(moment, { now: at(when) + HOUR, state }, t));
    expect(again).toEqual({ state: decision.state, effects: [] });
    expect(nextMoment(decision.state)?.at).toBeGreaterThan(at(when));
    return decision.effects.flatMap((effect) =>
      effect.type === 'record'
        ? [`${effect.event} ${String(effect.detail['rule'])} ${String(effect.detail['step'])}`]
        : effect.type === 'stage'
          ? [`${shown(effect.notice.release)} ${effect.notice.rule} ${effect.notice.post}`]
          : [],
    );
  }

  it('that fires two weeks late tells only the latest step of each ladder, and records the others; applied once', () => {
    const lines = wokenAt('2017-04-14 12:00');
    expect(lines.filter((line) => !line.includes('opening') && !/^(told|order-drafted)/.test(line))).toEqual([
      'superseded escalation 1',
      'superseded escalation 2',
      '2017-04-17 09:00 overdue 基础教育处',
      '2017-04-17 09:00 escalation 孟晖',
    ]);
  });

  it('that fires after nine tells today what was to go out this morning, and after hours the next working day', () => {
    expect(wokenAt('2017-04-01 09:05')).toContain('2017-04-01 09:10 overdue 基础教育处');
    // 清明 is over on the 5th.
    expect(wokenAt('2017-04-01 17:25')).toContain('2017-04-05 09:00 overdue 基础教育处');
  });
});
