import { defaultPolicy } from '../../domain/policy.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { groupDigest, urgency } from '../../domain/digest.js';
import { ladderOf } from '../../domain/ladder.js';
import { rules, type Rule } from '../../domain/rule.js';
import type { PostKind, ReleasedNotice } from '../../domain/notice.js';

/** Few of many, so that notices collide often. */
const order: Rule[] = urgency.filter((rule) =>
  ['escalation', 'overdue', 'nudge', 'reviewDue', 'reminder', 'assignment'].includes(rule),
);

describe('groupDigest', () => {
  it('puts what is late before what is due, and what is due before what is done', () => {
    const notices = ['closed', 'reminder', 'assignment', 'escalation', 'overdue', 'returned', 'instruction'].map(
      (rule, i) => notice({ id: `n${i}`, rule: rule as Rule }),
    );
    expect(groupDigest(notices).map(({ rule }) => rule)).toEqual([
      'instruction',
      'escalation',
      'overdue',
      'returned',
      'reminder',
      'assignment',
      'closed',
    ]);
  });

  it('has a place for every rule', () => {
    expect([...urgency].sort()).toEqual([...rules].sort());
  });

  it('tells each of two nudges, as each has its own words, but of a ladder the latest step', () => {
    const entries = (rule: Rule): string[] =>
      groupDigest([notice({ id: 'a', rule, step: 1 }), notice({ id: 'b', rule, step: 2 })]).flatMap(({ items }) =>
        items.flatMap(({ entries: told }) => told.map((entry) => entry.notice.id)),
      );
    expect(entries('nudge')).toEqual(['a', 'b']);
    expect(entries('escalation')).toEqual(['b']);
  });

  it('puts the reminder due soonest first, and items with one due date by code, 1.2 before 1.10', () => {
    const sections = groupDigest([
      notice({ id: 'a', code: '1.1', due: 300 }),
      notice({ id: 'b', code: '1.10', due: 200 }),
      notice({ id: 'c', code: '1.2', due: 200 }),
    ]);
    expect(codes(sections)).toEqual([['1.2', '1.10', '1.1']]);
  });

  it('lists assignments by code whatever their dates', () => {
    const sections = groupDigest([
      notice({ id: 'a', rule: 'assignment', code: '2.1', due: 100 }),
      notice({ id: 'b', rule: 'assignment', code: '1.10', due: 200 }),
      notice({ id: 'c', rule: 'assignment', code: '1.9', due: 300 }),
    ]);
    expect(codes(sections)).toEqual([['1.9', '1.10', '2.1']]);
  });

  it('tells a person who holds two divisions once, and says which notices that told', () => {
    const [section] = groupDigest([notice({ id: 'b', post: 'division-2' }), notice({ id: 'a', post: 'division-1' })]);
    expect(section!.items[0]!.entries).toHaveLength(1);
    expect(section!.items[0]!.entries[0]!.noticeIds).toEqual(['a', 'b']);
  });

  it('tells the latest step of an escalation to one who is both leader and principal', () => {
    const [section] = groupDigest([
      notice({ id: 'a', rule: 'escalation', step: 1, kind: 'leader' }),
      notice({ id: 'b', rule: 'escalation', step: 3, kind: 'principal' }),
    ]);
    expect(section!.items[0]!.entries.map(({ notice: told }) => told.id)).toEqual(['b']);
  });

  it('tells the notice that asks for something rather than the one that only informs', () => {
    const [section] = groupDigest([
      notice({ id: 'a', rule: 'unacknowledged', step: 2, kind: 'office' }),
      notice({ id: 'b', rule: 'unacknowledged', step: 1, kind: 'division' }),
    ]);
    expect(section!.items[0]!.entries.map(({ notice: told }) => told.id)).toEqual(['b']);
  });

  it('keeps two checkpoints of one item apart', () => {
    const [section] = groupDigest([notice({ id: 'a', n: 4 }), notice({ id: 'b', n: 3 })]);
    expect(section!.items.map(({ entries }) => entries.map(({ notice: told }) => told.id))).toEqual([['b', 'a']]);
  });

  it('keeps items of two campaigns apart though their codes are the same', () => {
    const [section] = groupDigest([
      notice({ id: 'a', item: 'x', code: '1.1', campaign: 'B' }),
      notice({ id: 'b', item: 'y', code: '1.1', campaign: 'A' }),
    ]);
    expect(section!.items.map(({ campaign }) => campaign.title)).toEqual(['A', 'B']);
  });

  it('tells every notice exactly once, whatever the notices', () => {
    fc.assert(
      fc.property(anyNotices, (notices) => {
        const told = groupDigest(notices).flatMap(({ items }) =>
          items.flatMap(({ entries }) => entries.flatMap(({ noticeIds }) => noticeIds)),
        );
        expect([...told].sort()).toEqual(notices.map(({ id }) => id).sort());
      }),
    );
  });

  it('tells no item, rule and checkpoint twice, and only notices of the section and the item they stand in', () => {
    fc.assert(
      fc.property(anyNotices, (notices) => {
        const keys = groupDigest(notices).flatMap(({ rule, items }) =>
          items.flatMap(({ item, entries }) =>
            entries.map(({ notice: told, noticeIds }) => {
              expect([told.rule, told.item.id]).toEqual([rule, item.id]);
              expect(noticeIds).toContain(told.id);
              return `${rule} ${item.id} ${told.checkpoint?.n} ${ladderOf(rule) === 'answer' ? told.step : ''}`;
            }),
          ),
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('orders sections by urgency, without empty ones, whatever order the notices come in', () => {
    fc.assert(
      fc.property(anyNotices, fc.infiniteStream(fc.nat()), (notices, numbers) => {
        const sections = groupDigest(notices);
        const places = sections.map(({ rule }) => order.indexOf(rule));
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
        expect(sections.every(({ items }) => items.every(({ entries }) => entries.length > 0))).toBe(true);
        const shuffled = notices
          .map((each) => ({ each, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ each }) => each);
        expect(groupDigest(shuffled)).toEqual(sections);
      }),
    );
  });
});

interface Short {
  id: string;
  rule?: Rule;
  step?: number;
  round?: number;
  item?: string;
  code?: string;
  n?: number;
  due?: number;
  post?: string;
  kind?: PostKind;
  campaign?: string;
}

function notice(short: Short): ReleasedNotice {
  const { id, rule = 'reminder', step = 1, round = 1, code = '1.1', item = code, n = 1, due = 100 } = short;
  const { post = 'post', kind = 'division', campaign = 'campaign' } = short;
  return {
    id,
    rule,
    step,
    round,
    release: 0,
    post: { id: post, kind, name: post },
    campaign: { id: campaign, title: campaign, issuer: '', zone: 'Asia/Shanghai', policy: defaultPolicy },
    item: {
      id: item,
      code,
      heading: '',
      title: '',
      divisions: [],
      leader: null,
      targets: [],
      status: 'active',
      checkpoints: [],
    },
    checkpoint: { n, label: '', from: 0, due, status: 'open', contents: [], revision: 2, provisional: false },
    said: {},
    basis: { of: 'due', at: due, days: 0 },
    versions: { policy: 'default-2', calendar: 'weekends' },
    contact: 1,
    standsInFor: null,
    daysLate: null,
    order: null,
  };
}

function codes(sections: ReturnType<typeof groupDigest>): string[][] {
  return sections.map(({ items }) => items.map(({ item }) => item.code));
}

// Few values each, so that notices collide often. Of one item, code and campaign are always the same, and so is the due
// date of one checkpoint.
const anyNotices = fc
  .array(
    fc.record({
      rule: fc.constantFrom(...order),
      step: fc.nat(3),
      round: fc.integer({ min: 1, max: 2 }),
      code: fc.constantFrom('1.1', '1.2', '1.10', '2.1', '附1', '1.2.1'),
      n: fc.integer({ min: 1, max: 3 }),
      kind: fc.constantFrom<PostKind>('division', 'leader', 'office', 'principal'),
    }),
    { maxLength: 30 },
  )
  .map((shorts) =>
    shorts.map((short, i) => notice({ ...short, id: `n${i}`, due: (short.n * 7 + short.code.length) % 5 })),
  );
