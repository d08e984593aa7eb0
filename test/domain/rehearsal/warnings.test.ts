import { describe, expect, it } from '@jest/globals';
import { rehearse } from '../../../domain/rehearsal.js';
import type { RehearsedPlan } from '../../../domain/rehearsal/posts.js';
import { busyDaysOf, MAILS_A_DAY, NOTICES_A_MAIL } from '../../../domain/rehearsal/totals.js';
import { item, launchOn, planOf, t } from './plans.js';

function warningsOf(plan: RehearsedPlan, day = '2017-03-01'): string[] {
  const launch = launchOn(day);
  return rehearse(plan, t, { launch, behaviour: { default: 'silent', deeds: [] } }).warnings.map(
    ({ code, item: about = '', checkpoint = '' }) => `${code} ${about} ${checkpoint}`.trim(),
  );
}

function due(label: string, day: string, more = {}) {
  return { label, from: '2017-04-01', due: day, why: '', contents: [], ...more };
}

describe('what a rehearsal warns of', () => {
  it('nothing, where all is well', () => {
    expect(warningsOf(planOf([item('1.1')]))).toEqual([]);
  });

  it('an item that nobody leads, and one without checkpoints', () => {
    const orphan = item('1.1', { divisions: [{ name: '基础教育处', role: 'supporting' }] });
    expect(warningsOf(planOf([orphan, item('1.2', { checkpoints: [] })]))).toEqual([
      'no-lead 1.1',
      'no-checkpoints 1.2',
    ]);
  });

  it('checkpoints that are past at the launch, on a holiday, or moved off one', () => {
    const checkpoints = [
      due('3月', '2017-03-31'),
      due('国庆', '2017-10-04'),
      due('年末', '2017-12-29', { mark: 'moved-to-working-day' }),
    ];
    expect(warningsOf(planOf([item('1.1', { checkpoints })]), '2017-04-05')).toEqual([
      'checkpoint-past 1.1 3月',
      'due-not-working 1.1 国庆',
      'due-moved 1.1 年末',
    ]);
  });

  it('a year whose holiday notice is not out', () => {
    expect(warningsOf(planOf([item('1.1', { checkpoints: [due('6月', '2031-06-30')] })]))).toContain(
      'calendar-unpublished',
    );
  });

  it('a recipient whom the roster does not know', () => {
    const plan = planOf([item('1.1', { leader: '田文江' })]);
    expect(warningsOf(plan)).toEqual(['no-mailbox']);
  });

  it('two reminders of one item on one day', () => {
    const checkpoints = [due('6月', '2017-06-30'), due('上半年', '2017-06-30')];
    const crowded = warningsOf(planOf([item('1.1', { checkpoints })]));
    expect(crowded).toEqual(Array(3).fill('reminders-crowded 1.1 上半年'));
  });

  it('reminders two working days apart are not too close, nor are those of two items', () => {
    const checkpoints = [due('甲', '2017-06-30'), due('乙', '2017-07-31')];
    expect(warningsOf(planOf([item('1.1', { checkpoints }), item('1.2', { checkpoints })]))).toEqual([]);
  });
});

describe('days with too many', () => {
  const recipient = { role: 'office' as const, name: '督查室', mailbox: 'ducha@example.org' };
  const mail = (time: string, notices: number) => ({
    ...{ recipient, release: `2017-09-18T${time}:00+08:00`, at: 0 },
    notices: Array.from({ length: notices }, (_, index) => index),
  });

  it('are those with more mails than the stated number', () => {
    const some = Array.from({ length: MAILS_A_DAY }, (_, hour) => mail(`1${hour}:00`, 1));
    expect(busyDaysOf(some)).toEqual([]);
    expect(busyDaysOf([...some, mail('17:00', 1)])).toEqual([
      { day: '2017-09-18', recipient, mails: MAILS_A_DAY + 1, notices: MAILS_A_DAY + 1 },
    ]);
  });

  it('and those with more notices in one mail', () => {
    expect(busyDaysOf([mail('09:00', NOTICES_A_MAIL), mail('10:00', 2)])).toEqual([]);
    expect(busyDaysOf([mail('09:00', NOTICES_A_MAIL + 1)])).toHaveLength(1);
  });
});

describe('mails', () => {
  it('are one for a person with several posts', () => {
    const plan = planOf([item('1.1', { leader: '孟晖' })]);
    const roster = [
      ...plan.roster,
      { kind: 'leader' as const, post: '孟晖', person: '孟晖', mailbox: 'principal@example.org' },
    ];
    const launch = launchOn('2017-03-01');
    const { mails, totals } = rehearse({ ...plan, roster }, t, { launch, behaviour: { default: 'silent', deeds: [] } });
    const own = mails.filter(({ recipient }) => recipient.mailbox === 'principal@example.org');
    expect(new Set(own.map(({ release }) => release)).size).toBe(own.length);
    expect(totals.filter(({ recipient }) => recipient.mailbox === 'principal@example.org')).toHaveLength(1);
  });
});
