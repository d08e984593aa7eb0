import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOUR } from '../../domain/instant.js';
import type { ItemPosts, Rung } from '../../domain/item-state.js';
import { climb, climbable, ladderOf, postsOf } from '../../domain/ladder.js';
import { freshCheckpoint } from '../../domain/life/assign.js';
import type { Rule } from '../../domain/rule.js';

const H = HOUR;
const rung = (rule: Rule, step: number, release: number, to: Rung['to'] = ['leads']): Rung => ({
  rule,
  step,
  release,
  to,
  basis: { of: 'due', at: 0, days: 0 },
});
const names = (rungs: Rung[]): string[] =>
  rungs.map(({ rule, step, release }) => `${rule} ${String(step)} @${String(release / H)}`);

describe('climbing a ladder', () => {
  it('takes what is at most its lead away, at its own release', () => {
    const pending = [rung('reminder', 10, 24 * H), rung('reminder', 3, 48 * H)];
    const {
      told,
      superseded,
      pending: left,
    } = climb(pending, { now: 22 * H, lead: 2 * H, today: null, nextRelease: 24 * H, due: 60 * H });
    expect([names(told), superseded, names(left)]).toEqual([['reminder 10 @24'], [], ['reminder 3 @48']]);
    expect(
      climb(pending, { now: 22 * H - 1, lead: 2 * H, today: null, nextRelease: 24 * H, due: 60 * H }).told,
    ).toEqual([]);
  });

  it('tells what was missed at the next release, only the last step of each ladder', () => {
    const pending = [
      rung('reminder', 1, 1 * H),
      rung('overdue', 1, 24 * H),
      rung('escalation', 1, 24 * H),
      rung('escalation', 2, 48 * H),
    ];
    const { told, superseded } = climb(pending, {
      now: 50 * H,
      lead: H,
      today: null,
      nextRelease: 72 * H,
      due: 20 * H,
    });
    expect(names(told)).toEqual(['overdue 1 @72', 'escalation 2 @72']);
    expect(names(superseded)).toEqual(['reminder 1 @1', 'escalation 1 @24']);
  });

  it('tells two steps that were set for one release, on time and late', () => {
    const pending = [rung('escalation', 1, 24 * H, ['leader']), rung('escalation', 2, 24 * H, ['office'])];
    expect(names(climb(pending, { now: 23 * H, lead: H, today: null, nextRelease: 24 * H }).told)).toEqual([
      'escalation 1 @24',
      'escalation 2 @24',
    ]);
    expect(names(climb(pending, { now: 30 * H, lead: H, today: null, nextRelease: 48 * H }).told)).toEqual([
      'escalation 1 @48',
      'escalation 2 @48',
    ]);
  });

  it('asks for no report after it was due', () => {
    const pending = [rung('opening', 1, 10 * H), rung('reminder', 1, 20 * H)];
    expect(climb(pending, { now: 22 * H, lead: H, today: null, nextRelease: 44 * H, due: 30 * H })).toMatchObject({
      told: [],
      pending: [],
    });
    expect(names(climb(pending, { now: 22 * H, lead: H, today: null, nextRelease: 24 * H, due: 30 * H }).told)).toEqual(
      ['reminder 1 @24'],
    );
  });

  it('loses no rung: each is told, superseded or still pending, and each ladder that missed something tells something', () => {
    const any = fc.record({
      rule: fc.constantFrom<Rule>('opening', 'reminder', 'overdue', 'escalation', 'reviewDue'),
      step: fc.nat(9),
      release: fc.nat(40).map((n) => n * H),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), fc.nat(40 * H), fc.nat(6 * H), (rungs, now, lead) => {
        const pending = rungs.map(({ rule, step, release }) => rung(rule, step, release));
        const nextRelease = now + 1;
        const climbed = climb(pending, { now, lead, today: null, nextRelease });
        expect(climbed.told.length + climbed.superseded.length + climbed.pending.length).toBe(pending.length);
        for (const left of climbed.pending) expect(left.release - lead).toBeGreaterThan(now);
        for (const told of climbed.told) expect(told.release).toBeGreaterThan(now);
        for (const lost of climbed.superseded)
          expect(climbed.told.map(({ rule }) => ladderOf(rule))).toContain(ladderOf(lost.rule));
      }),
    );
  });
});

describe('the rungs of a checkpoint that may be told', () => {
  const pending = [
    rung('reminder', 1, 10 * H),
    rung('overdue', 1, 24 * H),
    rung('escalation', 1, 24 * H),
    rung('escalation', 2, 72 * H),
  ];
  const checkpoint = freshCheckpoint({ n: 1, label: '3月', from: 0, due: 20 * H, pending });

  it('are none for lateness while an extension is asked for', () => {
    const request = { by: '甲', at: 0, due: 40 * H, consent: true };
    expect(names(climbable({ ...checkpoint, request }))).toEqual(['reminder 1 @10']);
  });

  it('wait, of escalations, for a notice that did not arrive', () => {
    expect(names(climbable({ ...checkpoint, hold: 48 * H }))).toEqual([
      'reminder 1 @10',
      'overdue 1 @24',
      'escalation 1 @48',
      'escalation 2 @72',
    ]);
  });
});

describe('the posts meant', () => {
  const posts: ItemPosts = {
    ...{
      leads: ['甲', '丁'],
      supporting: ['乙', '丙'],
      leader: null,
      office: '督',
      principal: '总',
      heads: { 甲: '甲长' },
    },
  };
  const checkpoint = freshCheckpoint({ n: 1, label: '3月', from: 0, due: 1, pending: [] });
  const drafted = { ...checkpoint, n: 2, drafts: { 甲: { at: 1, figures: [] }, 丁: { at: 1, figures: [] } } };
  const checkpoints = [{ ...checkpoint, reported: { 甲: 1 } }, drafted];
  const state = { posts, acknowledged: { 丁: 1 }, disputed: {}, checkpoints, handover: null };

  it('are those the audience names, each once, the office where the plan names nobody', () => {
    expect(postsOf(['leads'], state)).toEqual(['甲', '丁']);
    expect(postsOf(['divisions'], state)).toEqual(['甲', '丁', '乙', '丙']);
    expect(postsOf(['leader'], state)).toEqual(['督']);
    expect(postsOf(['office', 'leader'], state)).toEqual(['督']);
    expect(postsOf(['principal'], state)).toEqual(['总']);
    expect(postsOf([], state)).toEqual([]);
    expect(postsOf(['successors'], state)).toEqual([]);
    const handover = { at: 1, posts: { ...posts, leads: ['戊'], supporting: ['甲'] } };
    expect(postsOf(['divisions', 'successors'], { ...state, handover })).toEqual(['甲', '丁', '乙', '丙', '戊']);
  });

  it('are, of those chased, only leads that have yet to do it', () => {
    expect(postsOf(['outstanding'], state, 1)).toEqual(['丁']);
    expect(postsOf(['outstanding'], state)).toEqual(['甲', '丁']);
    expect(postsOf(['unacknowledged'], state)).toEqual(['甲']);
    expect(postsOf(['unacknowledged'], { ...state, disputed: { 甲: 1 } })).toEqual([]);
    expect(postsOf(['heads'], state, 2)).toEqual(['甲长']);
  });
});
