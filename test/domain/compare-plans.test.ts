import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answeringOf, comparePlans, type PlanDifferences, type RunningItem } from '../../domain/compare-plans.js';
import type { DraftCheckpoint, DraftItem } from '../../domain/plan.js';

const TODAY = '2027-03-10';

function checkpoint(label: string, due: string): DraftCheckpoint {
  return { label, from: '2027-01-01', due, why: '', contents: [] };
}

function item(code: string, title: string, more: Partial<DraftItem> = {}): DraftItem {
  return {
    code,
    heading: '义务教育',
    title,
    contents: [`${title}的工作内容`],
    measures: [],
    leader: '夏春胤',
    divisions: [{ name: '基础教育处', role: 'lead' }],
    deadlineText: '6月、12月',
    checkpoints: [checkpoint('6月', '2027-06-30'), checkpoint('12月', '2027-12-31')],
    targets: [],
    source: { firstLine: 1, lastLine: 1 },
    ...more,
  };
}

/** An item as it runs once the plan was launched. */
function running(draft: DraftItem, status: 'ahead' | 'accepted' = 'ahead'): RunningItem {
  return {
    ...draft,
    ...answeringOf(draft),
    id: draft.code,
    ended: false,
    planned: answeringOf(draft),
    checkpoints: draft.checkpoints.map(({ due, ...rest }, index) => ({
      ...rest,
      n: index + 1,
      planned: due,
      byHand: false,
      due,
      status,
    })),
  };
}

/** What the campaign is once the differences were carried out. */
function applied(before: RunningItem[], { added, dropped, changed }: PlanDifferences): RunningItem[] {
  const kept = before.filter((own) => !dropped.includes(own));
  return [
    ...kept.map((own) => {
      const difference = changed.find(({ item: changedItem }) => changedItem === own);
      if (difference === undefined) return own;
      const { revised, answering, checkpoints } = difference;
      const gone = checkpoints.flatMap((one) => (one.kind === 'dropped' ? [one.before] : []));
      return {
        ...running(revised),
        code: own.code,
        id: own.id,
        ...(answering ?? { leads: own.leads, supporting: own.supporting, leader: own.leader }),
        checkpoints: [
          ...own.checkpoints
            .filter((one) => !gone.includes(one))
            .map((one) => {
              const change = checkpoints.find((other) => other.kind === 'changed' && other.before === one);
              if (change?.kind !== 'changed') return one;
              const { label, due } = change.checkpoint;
              return { ...one, label, planned: due, due };
            }),
          ...checkpoints.flatMap((one) =>
            one.kind === 'added' ? running({ ...revised, checkpoints: [one.checkpoint] }).checkpoints : [],
          ),
        ],
      };
    }),
    ...added.map((draft) => running(draft)),
  ];
}

describe('a new version of a plan', () => {
  const old = [item('1.1', '新建公办幼儿园'), item('1.2', '改造薄弱学校'), item('2.1', '培训骨干教师')];

  it('that says what the old one said makes no difference, whatever it numbers anew', () => {
    const renumbered = old.map((one, index) => ({ ...one, code: `9.${index}` }));
    expect(
      comparePlans(
        old.map((one) => running(one)),
        renumbered,
        TODAY,
      ),
    ).toEqual({ added: [], dropped: [], changed: [] });
  });

  it('adds and drops items', () => {
    const next = [old[0]!, old[2]!, item('2.2', '建设智慧校园平台')];
    const { added, dropped, changed } = comparePlans(
      old.map((one) => running(one)),
      next,
      TODAY,
    );
    expect(added.map(({ title }) => title)).toEqual(['建设智慧校园平台']);
    expect(dropped.map(({ title }) => title)).toEqual(['改造薄弱学校']);
    expect(changed).toEqual([]);
  });

  it('finds an item again by most of its words, and tells which of them changed', () => {
    const next = [{ ...old[0]!, title: '新建公办幼儿园12所' }, old[1]!, old[2]!];
    const { added, changed } = comparePlans(
      old.map((one) => running(one)),
      next,
      TODAY,
    );
    expect(added).toEqual([]);
    expect(changed.map(({ words }) => words)).toEqual([
      [{ field: 'title', before: '新建公办幼儿园', after: '新建公办幼儿园12所' }],
    ]);
  });

  it('moves, adds and drops checkpoints', () => {
    const dates = [checkpoint('6月', '2027-06-29'), checkpoint('9月', '2027-09-30'), checkpoint('10月', '2027-10-29')];
    const next = [{ ...old[0]!, checkpoints: dates }, old[1]!, old[2]!];
    const [difference] = comparePlans(
      old.map((one) => running(one)),
      next,
      TODAY,
    ).changed;
    expect(difference?.checkpoints).toMatchObject([
      { kind: 'changed', before: { n: 1, due: '2027-06-30' }, checkpoint: { due: '2027-06-29' } },
      { kind: 'added', checkpoint: { label: '9月' } },
      { kind: 'added', checkpoint: { label: '10月' } },
      { kind: 'dropped', before: { label: '12月' } },
    ]);
  });

  it('leaves what was reported, and sets nothing for a day that is over', () => {
    const first = running(old[0]!, 'accepted');
    const next = [{ ...old[0]!, checkpoints: [checkpoint('1月', '2027-01-29'), checkpoint('6月', '2027-06-29')] }];
    const [difference] = comparePlans([first], next, TODAY).changed;
    expect(difference?.checkpoints).toMatchObject([
      { kind: 'kept', because: 'day-over', checkpoint: { label: '1月' } },
      { kind: 'kept', because: 'reported', checkpoint: { label: '6月' } },
      { kind: 'kept', because: 'reported', before: { label: '12月' }, checkpoint: null },
    ]);
  });

  it('lets a date set by hand stand where it says what the old one said', () => {
    const first = running(old[0]!);
    const extended = { ...first, checkpoints: first.checkpoints.map((one) => ({ ...one, due: '2027-12-31' })) };
    expect(comparePlans([extended], [old[0]!], TODAY).changed).toEqual([]);
  });

  it('leaves whom the office has named since, and the checkpoints it added and dropped, where the document says what it said', () => {
    const first = running(old[0]!);
    const [june, december] = first.checkpoints;
    const changedByHand: RunningItem = {
      ...first,
      leads: ['发展规划处'],
      checkpoints: [
        { ...june!, status: 'dropped' },
        december!,
        { ...june!, n: 3, label: '9月', planned: '2027-09-30', due: '2027-09-30', byHand: true },
      ],
    };
    expect(comparePlans([changedByHand], [old[0]!], TODAY)).toEqual({ added: [], dropped: [], changed: [] });
    // What the document says anew is proposed all the same.
    const revised = { ...old[0]!, divisions: [{ name: '政策法规处', role: 'lead' as const }] };
    expect(comparePlans([changedByHand], [revised], TODAY).changed).toMatchObject([
      { answering: { leads: ['政策法规处'] }, checkpoints: [] },
    ]);
  });

  it('names other divisions, in whatever order', () => {
    const joint = item('1.1', '新建公办幼儿园', {
      divisions: [
        { name: '高教处', role: 'lead' },
        { name: '基础教育处', role: 'lead' },
      ],
    });
    const turned = { ...joint, divisions: joint.divisions.toReversed() };
    expect(comparePlans([running(joint)], [turned], TODAY).changed).toEqual([]);
    expect(comparePlans([running(old[0]!)], [joint], TODAY).changed[0]?.answering).toEqual({
      leads: ['高教处', '基础教育处'],
      supporting: [],
      leader: '夏春胤',
    });
  });

  it('changes nothing of an item that has ended', () => {
    const ended = { ...running(old[0]!), ended: true };
    const next = [{ ...old[0]!, leader: '王池富' }];
    expect(comparePlans([ended], next, TODAY)).toEqual({ added: [], dropped: [], changed: [] });
    expect(comparePlans([ended], [], TODAY).dropped).toEqual([]);
  });
});

describe('any two plans', () => {
  const titles = ['新建公办幼儿园', '改造薄弱学校', '培训骨干教师', '建设智慧校园', '开展校园安全检查', '发放助学金'];
  const labels: [string, string][] = [
    ['4月', '2027-04-30'],
    ['6月', '2027-06-30'],
    ['9月', '2027-09-30'],
    ['12月', '2027-12-31'],
  ];
  const plan = fc
    .uniqueArray(
      fc.record({
        title: fc.constantFrom(...titles),
        leader: fc.constantFrom('夏春胤', '王池富'),
        lead: fc.constantFrom('基础教育处', '高教处'),
        months: fc.subarray(labels),
        contents: fc.array(fc.constantFrom('摸底', '立项', '验收'), { maxLength: 2 }),
      }),
      { selector: ({ title }) => title },
    )
    .map((items) =>
      items.map(({ title, leader, lead, months, contents }, index) =>
        item(`1.${index + 1}`, title, {
          leader,
          contents,
          divisions: [{ name: lead, role: 'lead' }],
          checkpoints: months.map(([label, due]) => checkpoint(label, due)),
        }),
      ),
    );

  it('do not differ from themselves', () => {
    fc.assert(
      fc.property(plan, (draft) => {
        expect(
          comparePlans(
            draft.map((one) => running(one)),
            draft,
            TODAY,
          ),
        ).toEqual({ added: [], dropped: [], changed: [] });
      }),
    );
  });

  it('differ by just what makes the new one of the old', () => {
    fc.assert(
      fc.property(plan, plan, (old, next) => {
        const before = old.map((one) => running(one));
        const after = applied(before, comparePlans(before, next, TODAY));
        expect(comparePlans(after, next, TODAY)).toEqual({ added: [], dropped: [], changed: [] });
        expect(after).toHaveLength(next.length);
      }),
    );
  });
});
