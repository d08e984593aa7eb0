import { describe, expect, it } from '@jest/globals';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { instantOf, isoWithOffset } from '../../domain/calendar/zoned.js';
import type { CommandBody } from '../../domain/command.js';
import { HOUR, MINUTE } from '../../domain/instant.js';
import type { Effect } from '../../domain/item-event.js';
import type { ItemState } from '../../domain/item-state.js';
import { decide, nextMoment } from '../../domain/lifecycle.js';
import { assignEvent, commandEvent, momentEvent } from '../../domain/make-event.js';
import { defaultPolicy } from '../../domain/policy.js';

const t = { policy: defaultPolicy, calendar: stateCouncilCalendar };
const at = (day: string, time = '09:00'): number => instantOf(day, time, 'Asia/Shanghai');
const shown = (instant: number): string => isoWithOffset(instant, 'Asia/Shanghai').slice(0, 16);

const posts = { leads: ['基础教育处'], supporting: ['高教处'], leader: '夏春胤', office: '督查室', principal: '孟晖' };
const quarters = [
  { label: '3月', from: '2017-03-01', due: '2017-03-31' },
  { label: '9月', from: '2017-04-01', due: '2017-09-30' },
];

/** An item launched on a Wednesday afternoon; its assignment goes out the next morning. */
function assigned(day = '2017-03-01', checkpoints = quarters): { state: ItemState; effects: Effect[] } {
  const when = { at: at(day, '15:00'), release: at('2017-03-02') };
  return applied(decide(null, assignEvent({ id: 'item-1', posts, checkpoints }, when, t)));
}

function applied(decision: ReturnType<typeof decide>): { state: ItemState; effects: Effect[] } {
  if ('refusal' in decision) throw new Error(decision.refusal.code);
  return decision;
}

function command(state: ItemState, actor: string, when: number, body: CommandBody): ReturnType<typeof decide> {
  return decide(state, commandEvent({ id: 'c', itemId: 'item-1', actor, at: when, body }, state, t));
}

/** Lets time pass to `until`, firing every timer when it is due; gives every notice staged, as release, rule, step and post. */
function pass(state: ItemState, until: number): { state: ItemState; told: string[] } {
  const told: string[] = [];
  for (let next = nextMoment(state); next !== null && next.at <= until; next = nextMoment(state)) {
    const step = applied(decide(state, momentEvent(next.at, next.at, t)));
    told.push(...notices(step.effects));
    state = step.state;
  }
  return { state, told };
}

function notices(effects: Effect[]): string[] {
  return effects.flatMap((effect) =>
    effect.type === 'stage'
      ? [`${shown(effect.notice.release)} ${effect.notice.rule} ${String(effect.notice.step)} ${effect.notice.post}`]
      : [],
  );
}

const submit = (checkpoint: number): CommandBody => ({ kind: 'submit', checkpoint, text: '完成', files: [] });

describe('decide', () => {
  it('tells every division its assignment at the release after the launch', () => {
    const { effects } = assigned();
    expect(notices(effects)).toEqual([
      '2017-03-02T09:00 assignment 0 基础教育处',
      '2017-03-02T09:00 assignment 0 高教处',
    ]);
  });

  it('climbs the whole ladder of a checkpoint nobody reports on', () => {
    const { told } = pass(assigned().state, at('2017-05-31', '23:59'));
    const first = told.filter((line) => !line.includes('acknowledgement') && !line.endsWith('高教处'));
    expect(first.slice(0, 10)).toEqual([
      '2017-03-17T09:00 reminder 10 基础教育处',
      '2017-03-28T09:00 reminder 3 基础教育处',
      '2017-03-30T09:00 reminder 1 基础教育处',
      // 1 April is worked by swap (清明 2017).
      '2017-04-01T09:00 overdue 0 基础教育处',
      '2017-04-01T09:00 escalation 1 夏春胤',
      '2017-04-01T09:00 opening 0 基础教育处',
      '2017-04-06T09:00 escalation 2 督查室',
      '2017-04-10T09:00 escalation 3 孟晖',
      '2017-04-17T09:00 escalation 4 督查室',
      '2017-04-17T09:00 escalation 4 夏春胤',
    ]);
  });

  it('wakes ahead of a release by the lead of the item and never before the deadline has passed', () => {
    const { state } = assigned();
    expect(state.lead).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(state.lead).toBeLessThan(6 * HOUR + 10 * MINUTE);
    const { state: nearly } = pass(state, at('2017-03-31', '17:29'));
    expect(nextMoment(nearly)?.at).toBe(at('2017-04-01') - state.lead);
  });

  it('asks for the acknowledgement of those who have not given it, then tells the office', () => {
    const { state } = assigned();
    const signed = applied(command(state, '基础教育处', at('2017-03-03'), { kind: 'acknowledge' })).state;
    const { told } = pass(signed, at('2017-03-10'));
    expect(told.filter((line) => line.includes('acknowledgement'))).toEqual([
      '2017-03-07T09:00 acknowledgement 1 高教处',
      '2017-03-09T09:00 acknowledgement 2 督查室',
    ]);
  });

  it('counts a report received at the due instant as on time, and one millisecond later as late, for good', () => {
    const due = at('2017-03-31', '17:30');
    const { state } = assigned();
    const onTime = applied(command(state, '基础教育处', due, submit(1))).state;
    const late = applied(command(state, '基础教育处', due + 1, submit(1))).state;
    expect(onTime.checkpoints[0]?.late).toBe(false);
    expect(late.checkpoints[0]?.late).toBe(true);
    const accepted = applied(
      command(late, '督查室', at('2017-04-05'), { kind: 'accept', checkpoint: 1, note: '' }),
    ).state;
    expect(accepted.checkpoints[0]).toMatchObject({ status: 'accepted', late: true });
  });

  it('withdraws a lateness recorded before a report received in time was applied', () => {
    const overdue = pass(assigned().state, at('2017-04-01', '08:59')).state;
    const { state, effects } = applied(command(overdue, '基础教育处', at('2017-03-31', '16:00'), submit(1)));
    expect(state.checkpoints[0]).toMatchObject({ status: 'submitted', late: false });
    expect(effects).toContainEqual(expect.objectContaining({ type: 'record', event: 'lateness-withdrawn' }));
    expect(effects).toContainEqual(
      expect.objectContaining({
        type: 'withdraw',
        checkpoint: 1,
        rules: expect.arrayContaining(['overdue', 'escalation']),
      }),
    );
  });

  it('chases nobody after a report, and reminds the office to review it after three working days', () => {
    const { state } = assigned();
    const submitted = applied(command(state, '基础教育处', at('2017-03-20', '10:00'), submit(1))).state;
    const { told } = pass(submitted, at('2017-04-30'));
    expect(told.filter((line) => !line.includes('acknowledgement'))).toEqual([
      '2017-03-23T09:00 review 1 督查室',
      '2017-04-01T09:00 opening 0 基础教育处',
      '2017-04-01T09:00 opening 0 高教处',
    ]);
  });

  it('gives a returned report three working days, or the due date if that is later, and then the overdue rules', () => {
    const submitted = applied(command(assigned().state, '基础教育处', at('2017-03-30', '10:00'), submit(1))).state;
    const back = command(submitted, '督查室', at('2017-03-31', '11:00'), {
      kind: 'return',
      checkpoint: 1,
      reason: '缺数据',
    });
    const { state, effects } = applied(back);
    expect(state.checkpoints[0]).toMatchObject({ status: 'returned', round: 2, due: at('2017-04-06', '17:30') });
    expect(notices(effects)).toEqual(['2017-03-31T11:00 return 0 基础教育处']);
    const { told } = pass(state, at('2017-04-07', '12:00'));
    expect(told).toContain('2017-04-07T09:00 overdue 0 基础教育处');
    expect(told).toContain('2017-04-07T09:00 escalation 1 夏春胤');

    const early = applied(command(assigned().state, '基础教育处', at('2017-03-10', '10:00'), submit(1))).state;
    const returned = applied(
      command(early, '督查室', at('2017-03-13', '10:00'), { kind: 'return', checkpoint: 1, reason: '缺' }),
    );
    expect(returned.state.checkpoints[0]?.due).toBe(at('2017-03-31', '17:30'));
  });

  it('tells only the latest step of each ladder when it was woken two weeks late, at the next release', () => {
    const before = pass(assigned().state, at('2017-03-31')).state;
    const moment = nextMoment(before);
    if (moment === null) throw new Error('nothing to wake for');
    const { effects, state } = applied(decide(before, momentEvent(moment.at, at('2017-04-14', '12:00'), t)));
    expect(notices(effects).filter((line) => !line.includes('opening'))).toEqual([
      '2017-04-17T09:00 overdue 0 基础教育处',
      '2017-04-17T09:00 overdue 0 高教处',
      '2017-04-17T09:00 escalation 3 孟晖',
    ]);
    const superseded = effects.filter((effect) => effect.type === 'record' && effect.event === 'superseded');
    expect(superseded).toHaveLength(2);
    expect(nextMoment(state)?.at).toBeGreaterThan(at('2017-04-14', '12:00'));
  });

  it('tells today what was to go out this morning, when the machine was switched on after nine', () => {
    const before = pass(assigned().state, at('2017-03-31')).state;
    const moment = nextMoment(before);
    if (moment === null) throw new Error('nothing to wake for');
    const morning = decide(before, momentEvent(moment.at, at('2017-04-01', '09:05'), t));
    expect(notices(applied(morning).effects).filter((line) => !line.includes('opening'))).toEqual([
      '2017-04-01T09:10 overdue 0 基础教育处',
      '2017-04-01T09:10 overdue 0 高教处',
      '2017-04-01T09:10 escalation 1 夏春胤',
    ]);
    // After hours it is too late for today: 清明 is over on the 5th.
    const evening = applied(decide(before, momentEvent(moment.at, at('2017-04-01', '17:25'), t)));
    expect(notices(evening.effects)).toContain('2017-04-05T09:00 overdue 0 基础教育处');
  });

  it('applies a moment once, however often it is delivered', () => {
    const { state } = assigned();
    const moment = nextMoment(state);
    if (moment === null) throw new Error('nothing to wake for');
    const once = applied(decide(state, momentEvent(moment.at, moment.at, t)));
    const again = applied(decide(once.state, momentEvent(moment.at, moment.at + HOUR, t)));
    expect(again).toEqual({ state: once.state, effects: [] });
    expect(
      applied(decide(state, assignEvent({ id: 'item-1', posts, checkpoints: quarters }, { at: 0, release: 0 }, t)))
        .state,
    ).toBe(state);
  });

  it('shows a checkpoint already past at launch and never chases it', () => {
    const { state } = assigned('2017-03-01', [{ label: '2月', from: '2017-02-01', due: '2017-02-28' }, ...quarters]);
    expect(state.checkpoints[0]).toMatchObject({ status: 'past', pending: [] });
    expect(command(state, '基础教育处', at('2017-03-03'), submit(1))).toEqual({
      refusal: { code: 'checkpoint-past', data: { label: '2月' } },
    });
  });

  it('does not send reminders already past at launch', () => {
    const { state } = applied(
      decide(
        null,
        assignEvent(
          { id: 'item-1', posts, checkpoints: quarters },
          { at: at('2017-03-27', '15:00'), release: at('2017-03-28') },
          t,
        ),
      ),
    );
    expect(state.checkpoints[0]?.pending.map(({ rule, step }) => `${rule} ${String(step)}`).slice(0, 3)).toEqual([
      'reminder 3',
      'reminder 1',
      'overdue 0',
    ]);
  });

  it('closes an item only when every tracked checkpoint is accepted, and withdraws what is staged', () => {
    const { state } = assigned();
    const open = command(state, '督查室', at('2017-10-09'), { kind: 'close', note: '' });
    expect(open).toEqual({ refusal: { code: 'checkpoints-open', data: { labels: ['3月', '9月'] } } });
    let done = state;
    for (const n of [1, 2]) {
      done = applied(command(done, '基础教育处', at('2017-03-20'), submit(n))).state;
      done = applied(command(done, '督查室', at('2017-03-21'), { kind: 'accept', checkpoint: n, note: '' })).state;
    }
    const closed = applied(command(done, '督查室', at('2017-10-09'), { kind: 'close', note: '' }));
    expect(closed.state.status).toBe('closed');
    expect(nextMoment(closed.state)).toBeNull();
    expect(closed.effects).toContainEqual(expect.objectContaining({ type: 'withdraw', checkpoint: 'any' }));
    expect(command(closed.state, '基础教育处', at('2017-10-10'), submit(1))).toMatchObject({
      refusal: { code: 'item-closed' },
    });
  });

  it.each<[string, string, CommandBody, string]>([
    ['a division that is not the item’s', '职成教处', { kind: 'acknowledge' }, 'not-your-item'],
    ['a supporting division that reports', '高教处', submit(1), 'leads-only'],
    [
      'a division that accepts its own report',
      '基础教育处',
      { kind: 'accept', checkpoint: 1, note: '' },
      'office-only',
    ],
    ['a review of nothing', '督查室', { kind: 'accept', checkpoint: 1, note: '' }, 'nothing-submitted'],
    ['a checkpoint that is not there', '基础教育处', submit(9), 'no-such-checkpoint'],
  ])('refuses %s', (_what, actor, body, code) => {
    expect(command(assigned().state, actor, at('2017-03-06'), body)).toMatchObject({ refusal: { code } });
  });
});
