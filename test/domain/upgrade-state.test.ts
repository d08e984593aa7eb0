import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { commandEvent } from '../../domain/command-event.js';
import type { CommandBody } from '../../domain/command.js';
import { RULES, SCHEMA, type ItemState } from '../../domain/item-state.js';
import { decide, nextMoment } from '../../domain/lifecycle.js';
import { momentEvent } from '../../domain/make-event.js';
import { defaultPolicy } from '../../domain/policy.js';
import { upgradeState } from '../../domain/upgrade-state.js';
import { at, shown, Story } from './life/story.js';

const t = { policy: defaultPolicy, calendar: stateCouncilCalendar };

/** States that the first release stored, of Wuhan's item 1.3. */
const saved = JSON.parse(readFileSync(new URL('./saved-states/schema-1.json', import.meta.url), 'utf8')) as Record<
  'assigned' | 'midLadder' | 'submitted' | 'returned' | 'closed' | 'acknowledged',
  { schema?: number }
>;

const targets = [{ quantity: 100, comparison: 'at-least' as const }];
const upgraded = (name: keyof typeof saved): ItemState => upgradeState(saved[name], { t, targets });

function told(state: ItemState, until: string): string[] {
  const lines: string[] = [];
  for (let next = nextMoment(state); next !== null && next.at <= at(until); next = nextMoment(state)) {
    const decision = decide(state, momentEvent(next.at, { now: next.at, state }, t));
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    state = decision.state;
    for (const effect of decision.effects) {
      if (effect.type !== 'stage') continue;
      const { release, rule, step, post } = effect.notice;
      lines.push(`${shown(release)} ${rule} ${String(step)} ${post}`);
    }
  }
  return lines;
}

/** Time passes, every timer on time. */
function until(state: ItemState, when: string): ItemState {
  for (let next = nextMoment(state); next !== null && next.at <= at(when); next = nextMoment(state)) {
    const decision = decide(state, momentEvent(next.at, { now: next.at, state }, t));
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    state = decision.state;
  }
  return state;
}

function does(state: ItemState, actor: string, [when, body]: [string, CommandBody]): ItemState {
  const decision = decide(state, commandEvent({ id: 'c', itemId: 'i', actor, at: at(when), body }, state, t));
  if ('refusal' in decision) throw new Error(decision.refusal.code);
  return decision.state;
}

describe('a state saved by the first release', () => {
  it.each(Object.keys(saved) as (keyof typeof saved)[])(
    '%s: has every field of today, and keeps what it had',
    (name) => {
      const state = upgraded(name);
      const fresh = Story.launched().state;
      expect(Object.keys(state).sort()).toEqual(Object.keys(fresh).sort());
      for (const checkpoint of state.checkpoints) {
        expect(Object.keys(checkpoint).sort()).toEqual(Object.keys(fresh.checkpoints[0] ?? {}).sort());
      }
      expect(state).toMatchObject({ schema: SCHEMA, rules: 1, targets: [{ quantity: 100, paced: true }] });
      const { lead, status, assignedAt } = saved[name] as ItemState;
      expect(state).toMatchObject({ lead, status, assignedAt });
      const releases = (of: ItemState): number[] =>
        of.checkpoints.flatMap(({ pending }) => pending.map((rung) => rung.release));
      expect(releases(state)).toEqual(releases(saved[name] as ItemState));
    },
  );

  it('assigned: goes on as one launched today, but supporting divisions are chased no more', () => {
    expect(told(upgraded('assigned'), '2017-12-31')).toEqual(told(Story.launched().state, '2017-12-31'));
  });

  it('mid-ladder: climbs on from the step where it was', () => {
    expect(told(upgraded('midLadder'), '2017-04-17')).toEqual([
      '2017-04-10 09:00 escalation 3 孟晖',
      '2017-04-17 09:00 escalation 4 督查室',
      '2017-04-17 09:00 escalation 4 夏春胤',
    ]);
  });

  it('acknowledged by its lead: the office does not hear that a supporting division has not', () => {
    expect(told(upgraded('acknowledged'), '2017-03-16')).toEqual([]);
  });

  it('submitted: waits for its review, and can be accepted or returned', () => {
    const state = upgraded('submitted');
    expect(told(state, '2017-03-31').filter((line) => line.includes('reviewDue'))).toEqual([
      '2017-03-23 09:00 reviewDue 1 督查室',
    ]);
    const accepted = does(state, '督查室', ['2017-03-21 10:00', { kind: 'accept', checkpoint: 1, note: '' }]);
    expect(accepted.checkpoints[0]).toMatchObject({ status: 'accepted', late: false });
    expect(accepted.rules).toBe(RULES);
  });

  it('returned: keeps its round and its date, and a second return is told to the leader', () => {
    const state = upgraded('returned');
    expect(state.checkpoints[0]).toMatchObject({ round: 2, returns: 1, due: at('2017-04-06 17:30') });
    const submit: CommandBody = { kind: 'submit', checkpoint: 1, text: '', files: [] };
    const again = does(state, '基础教育处', ['2017-04-05 10:00', submit]);
    const body: CommandBody = { kind: 'return', checkpoint: 1, reason: '缺数据' };
    const event = commandEvent({ id: 'c', itemId: 'i', actor: '督查室', at: at('2017-04-06 10:00'), body }, again, t);
    const decision = decide(again, event);
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    expect(decision.effects.flatMap((e) => (e.type === 'stage' ? [e.notice.post] : []))).toEqual([
      '基础教育处',
      '夏春胤',
    ]);
  });

  it('closed: sleeps, and can be reopened', () => {
    const state = upgraded('closed');
    expect(nextMoment(state)).toBeNull();
    const body: CommandBody = { kind: 'reopen', checkpoint: 1, due: '2017-04-28', reason: '抽查不实' };
    expect(does(state, '督查室', ['2017-04-10 10:00', body]).status).toBe('active');
  });
});

/** States that the release without supervision orders stored, of the same item. */
const second = JSON.parse(readFileSync(new URL('./saved-states/schema-2.json', import.meta.url), 'utf8')) as Record<
  | 'assigned'
  | 'midLadder'
  | 'escalated'
  | 'submitted'
  | 'returned'
  | 'extensionAsked'
  | 'disputed'
  | 'undelivered'
  | 'frozen'
  | 'handingOver'
  | 'jointHalf'
  | 'closed',
  ItemState
>;

describe('a state saved by the release without supervision orders', () => {
  const brought = (name: keyof typeof second): ItemState => upgradeState(second[name], { t, targets });

  it.each(Object.keys(second) as (keyof typeof second)[])(
    '%s: has every field of today, and keeps what it had',
    (name) => {
      const state = brought(name);
      expect(state).toMatchObject({ ...second[name], schema: SCHEMA });
      for (const checkpoint of state.checkpoints) expect(checkpoint.order).toBeNull();
      expect(Object.keys(state).sort()).toEqual(Object.keys(Story.launched().state).sort());
    },
  );

  it('mid-ladder: the escalation to come drafts an order, which can be issued', () => {
    const state = until(brought('midLadder'), '2017-04-06 10:00');
    const body: CommandBody = { kind: 'issueOrder', checkpoint: 1, signatory: '孟晖', due: null };
    expect(does(state, '督查室', ['2017-04-06 11:00', body]).checkpoints[0]?.order).toMatchObject({
      status: 'issued',
      n: 1,
    });
  });

  it('escalated to the office already: the next escalation that names it drafts the order', () => {
    expect(until(brought('escalated'), '2017-04-14').checkpoints[0]?.order).toBeNull();
    expect(until(brought('escalated'), '2017-04-17').checkpoints[0]?.order?.status).toBe('drafted');
  });
});

describe('the state of another release', () => {
  it('is left alone where it is of today', () => {
    const { state } = Story.launched();
    expect(upgradeState(state, { t, targets })).toBe(state);
  });

  it('is refused where it is newer than the program', () => {
    expect(() => upgradeState({ schema: SCHEMA + 1 }, { t, targets })).toThrow(RangeError);
  });
});
