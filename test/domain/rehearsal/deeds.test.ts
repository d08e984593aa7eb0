import { describe, expect, it } from '@jest/globals';
import { rehearse } from '../../../domain/rehearsal.js';
import type { NamedBody, NamedDeed } from '../../../domain/rehearsal/deed.js';
import type { Rehearsal, RehearsedNotice } from '../../../domain/rehearsal/rehearsed.js';
import { resolveDeeds } from '../../../domain/rehearsal/resolve-deeds.js';
import { at, item, launchOn, planOf, t } from './plans.js';

const plan = planOf([item('1.1')]);

function deed(when: string, body: NamedBody, as?: NamedDeed['as']): NamedDeed {
  return { at: when, item: '1.1', ...(as === undefined ? {} : { as }), do: body };
}

function submit(checkpoint = '6月'): NamedBody {
  return { kind: 'submit', checkpoint, text: '', figures: [] };
}

function played(...deeds: NamedDeed[]): Rehearsal {
  return rehearse(plan, t, { launch: launchOn('2017-03-01'), behaviour: { default: 'silent', deeds } });
}

function lines({ notices }: Pick<Rehearsal, 'notices'>): string[] {
  return notices.map(
    ({ kind, step, recipient, release }: RehearsedNotice) =>
      `${release.slice(0, 16)} ${kind} ${step} ${recipient.name}`,
  );
}

describe('deeds in a rehearsal', () => {
  it('end the chasing: what was not yet out does not go out', () => {
    expect(lines(played(deed('2017-06-28T08:59', submit(), '基础教育处')))).toEqual([
      '2017-03-01T09:00 assignment 1 基础教育处',
      '2017-03-06T09:00 unacknowledged 1 基础教育处',
      '2017-03-08T09:00 unacknowledged 2 督查室',
      '2017-04-01T09:00 opening 1 基础教育处',
      '2017-06-16T09:00 reminder 1 基础教育处',
      '2017-06-27T09:00 reminder 2 基础教育处',
      '2017-07-03T09:00 reviewDue 1 督查室',
    ]);
  });

  it('come too late for what has gone out with the release', () => {
    const told = lines(played(deed('2017-06-29T09:00', submit(), '基础教育处')));
    expect(told).toContain('2017-06-29T09:00 reminder 3 基础教育处');
  });

  it('take what is staged back', () => {
    // The escalation of Monday is staged before its release; the report comes five minutes before it.
    const told = lines(played(deed('2017-07-03T08:55', submit(), '基础教育处')));
    expect(told.filter((line) => /overdue|escalation/.test(line))).toEqual([]);
  });

  it('begin a new round: a return is due again and chased again', () => {
    const told = lines(
      played(
        deed('2017-06-28T10:00', submit(), '基础教育处'),
        deed('2017-06-29T10:00', { kind: 'return', checkpoint: '6月', reason: '缺少数据' }),
      ),
    );
    expect(told.filter((line) => /returned|overdue/.test(line))).toEqual([
      '2017-06-29T10:00 returned 1 基础教育处',
      '2017-07-05T09:00 overdue 1 基础教育处',
    ]);
  });

  it('go to other divisions with a reassignment, from its day on', () => {
    const told = lines(
      played(
        deed('2017-05-02T10:00', {
          kind: 'reassign',
          posts: { leads: ['高教处'], supporting: [] },
          from: '2017-06-01',
          reason: '职责调整',
        }),
      ),
    );
    expect(told).toContain('2017-05-02T10:00 reassigned 1 高教处');
    expect(told.filter((line) => line.includes('reminder')).every((line) => line.endsWith('高教处'))).toBe(true);
    expect(told).toContain('2017-07-03T09:00 escalation 1 王池富');
  });

  it('may be refused, which is a warning and no more', () => {
    const { warnings, notices } = played(
      deed('2017-05-02T10:00', submit(), '高教处'),
      deed('2017-02-02T10:00', { kind: 'close', note: '' }),
    );
    expect(warnings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringMatching(/^deed-refused 事项1\.1 2月2日（周四）10:00 督查室 办理被拒：.*尚未交办/),
      expect.stringMatching(/^deed-refused 事项1\.1 5月2日（周二）10:00 高教处 办理被拒：.*不由本岗位承办/),
    ]);
    expect(notices.some(({ kind }) => kind === 'escalation')).toBe(true);
  });

  it('are said to name what there is not, all at once and where', () => {
    const bad = () =>
      played(
        deed('2017-05-02T10:00', submit('9月'), '基础处'),
        { at: '2017-05-03T10:00', item: '9.9', do: { kind: 'close', note: '' } },
        deed('2017-05-04T10:00', { kind: 'acknowledge' }),
      );
    expect(bad).toThrow(
      expect.objectContaining({
        code: 'deeds-invalid',
        data: {
          problems: [
            'deeds 第1条：没有检查节点“9月”；该事项的节点为 1 6月',
            'deeds 第1条：方案和名册中都没有岗位“基础处”；可填 基础教育处、高教处',
            'deeds 第2条：没有事项“9.9”，方案中的事项为 1.1',
            'deeds 第3条：没有写明由谁办理（as）',
          ],
        },
      }),
    );
  });
});

describe('resolveDeeds', () => {
  const launch = launchOn('2017-03-01');

  it('gives ids by the caller and numbers by labels, those of added and renamed checkpoints too', () => {
    const deeds = [
      deed('2017-04-05T10:00', submit('12月'), '基础教育处'),
      deed('2017-04-01T10:00', {
        ...{ kind: 'addCheckpoint', label: '12月', from: '2017-07-03', due: '2017-12-29' },
        ...{ contents: [], reason: '增加' },
      }),
      deed('2017-04-06T10:00', { kind: 'undelivered', notice: notice(), contact: 1, otherContact: false, reason: '' }),
    ];
    const found = resolveDeeds(
      plan,
      { behaviour: { default: 'punctual', deeds }, launch, postOf: (kind, name) => `id of ${kind} ${name}` },
      t,
    );
    expect(found.map(({ as, body }) => ({ as, body }))).toMatchObject([
      { as: { kind: 'office', name: '督查室' }, body: { kind: 'addCheckpoint' } },
      { as: { kind: 'division', name: '基础教育处' }, body: { kind: 'submit', checkpoint: 2, files: [] } },
      { as: null, body: { notice: { checkpoint: 1, rule: 'reminder', step: 3, post: 'id of division 基础教育处' } } },
    ]);
  });

  function notice() {
    return { checkpoint: '6月', round: 1, rule: 'reminder' as const, step: 2, post: '基础教育处' };
  }

  it('has everybody be punctual where nothing else is said', () => {
    const other = planOf([item('1.1'), item('1.2')]);
    const behaviour = {
      default: 'punctual' as const,
      deeds: [deed('2017-03-02T10:00', { kind: 'freeze', reason: '缓' })],
    };
    const found = resolveDeeds(other, { behaviour, launch, postOf: (kind, name) => `${kind}/${name}` }, t);
    expect(found.map(({ itemCode, body, at: when }) => [itemCode, body.kind, when])).toEqual([
      ['1.1', 'freeze', at('2017-03-02', '10:00')],
      ['1.2', 'acknowledge', at('2017-03-02', '10:00')],
      ['1.2', 'submit', at('2017-06-28', '10:00')],
      ['1.2', 'accept', at('2017-06-29', '16:00')],
      ['1.2', 'close', at('2017-06-29', '16:01')],
    ]);
  });

  it('reports on the day itself where the assignment comes later than two days before', () => {
    const late = launchOn('2017-06-29');
    const behaviour = { default: 'punctual' as const, deeds: [] };
    const found = resolveDeeds(plan, { behaviour, launch: late, postOf: () => '' }, t);
    expect(found.find(({ body }) => body.kind === 'submit')?.at).toBe(at('2017-06-30', '10:00'));
  });
});
