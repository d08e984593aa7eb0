import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readRoster } from '../../../documents/names/roster.js';
import { resolveNames } from '../../../documents/names/roster-names.js';
import { rehearse } from '../../../domain/rehearsal.js';
import type { RehearsedPlan } from '../../../domain/rehearsal/posts.js';
import type { Rehearsal, RehearsedNotice } from '../../../domain/rehearsal/rehearsed.js';
import { readTextPlan } from '../../documents/read-text.js';
import { launchOn, t } from './plans.js';

const PLAN = 'wuhan-2017-responsibility-items.txt';

let plan: RehearsedPlan;
beforeAll(() => {
  const roster = readRoster(readFileSync('samples/roster.csv'), 'roster.csv');
  const draft = readTextPlan(readFileSync(`samples/${PLAN}`), { fileName: PLAN, calendar: t.calendar });
  plan = { draft: resolveNames(draft, roster), roster: roster.entries };
});

function played(standard: 'silent' | 'punctual'): Rehearsal {
  return rehearse(plan, t, { launch: launchOn('2017-01-01'), behaviour: { default: standard, deeds: [] } });
}

/** Of 1.3's 9月, due on Saturday 30 September, a day worked in exchange. */
function september({ notices }: Rehearsal): RehearsedNotice[] {
  return notices.filter(({ item, checkpoint }) => item === '1.3' && checkpoint === '9月');
}

function line({ kind, step, recipient, release }: RehearsedNotice): string {
  return `${kind} ${step} ${recipient.name} ${release}`;
}

describe('the sample plan of 2017', () => {
  it('reminds of the September of 1.3 on 18, 27 and 29 September, and escalates after the holidays if nobody does anything', () => {
    const told = september(played('silent')).map(line);
    expect(told.filter((text) => /^(reminder|overdue)|^escalation [123] /.test(text))).toEqual([
      'reminder 1 发展规划处 2017-09-18T09:00:00+08:00',
      'reminder 2 发展规划处 2017-09-27T09:00:00+08:00',
      'reminder 3 发展规划处 2017-09-29T09:00:00+08:00',
      'overdue 1 发展规划处 2017-10-09T09:00:00+08:00',
      'escalation 1 王池富 2017-10-09T09:00:00+08:00',
      'escalation 2 督查室 2017-10-11T09:00:00+08:00',
      'escalation 3 孟晖 2017-10-13T09:00:00+08:00',
    ]);
  });

  it('repeats to the office and the leader every five working days, eight times', () => {
    const repeats = september(played('silent')).filter(({ kind, step }) => kind === 'escalation' && step > 3);
    expect(repeats).toHaveLength(16);
    expect(repeats.slice(0, 2).map(line)).toEqual([
      'escalation 4 督查室 2017-10-20T09:00:00+08:00',
      'escalation 4 王池富 2017-10-20T09:00:00+08:00',
    ]);
  });

  it('tells of a report in time only the reminders before it, and the acceptance', () => {
    expect(september(played('punctual')).map(line)).toEqual([
      'opening 1 发展规划处 2017-07-03T09:00:00+08:00',
      'reminder 1 发展规划处 2017-09-18T09:00:00+08:00',
      'reminder 2 发展规划处 2017-09-27T09:00:00+08:00',
      'accepted 1 发展规划处 2017-09-30T09:00:00+08:00',
    ]);
  });

  it('begins with the assignment of every item, on the first working day of the year', () => {
    const { notices } = played('silent');
    const first = notices.filter(({ kind }) => kind === 'assignment');
    expect(new Set(first.map(({ item }) => item)).size).toBe(plan.draft.items.length);
    expect(new Set(first.map(({ release }) => release))).toEqual(new Set(['2017-01-03T09:00:00+08:00']));
    expect(notices[0]?.kind).toBe('assignment');
    expect(notices[0]?.why).toContain('1月1日（周日）08:00');
    expect(notices[0]?.why).toContain('督查室交办');
  });

  it('says of each reminder why', () => {
    const reminder = september(played('silent')).find(({ kind }) => kind === 'reminder');
    expect(reminder?.why).toMatch(/9月30日（周六）.*前10个工作日/);
  });

  it('puts every notice into one mail of its person and release', () => {
    const { notices, mails } = played('silent');
    expect(mails.flatMap((mail) => mail.notices).sort((a, b) => a - b)).toEqual(notices.map((_, index) => index));
    const keys = mails.map(({ recipient, release }) => `${recipient.mailbox} ${release}`);
    expect(new Set(keys).size).toBe(mails.length);
    for (const mail of mails) {
      for (const index of mail.notices) {
        expect(notices[index]).toMatchObject({ release: mail.release, recipient: { name: mail.recipient.name } });
      }
    }
  });

  it('counts the mails of each recipient by month', () => {
    const { totals, mails } = played('silent');
    const own = totals.find(({ recipient }) => recipient.name === '基础教育处');
    const sent = mails.filter(({ recipient }) => recipient.name === '基础教育处');
    expect(own).toMatchObject({ mails: sent.length, recipient: { person: '罗文静', mailbox: 'jichu@example.org' } });
    expect(own?.months.find(({ month }) => month === '2017-09')?.mails).toBe(
      sent.filter(({ release }) => release.startsWith('2017-09')).length,
    );
  });
});
