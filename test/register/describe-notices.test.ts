import { afterEach, expect, it } from '@jest/globals';
import type { CommandBody } from '../../domain/command.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import { defaultPolicy } from '../../domain/policy.js';
import { calendarOf } from '../../domain/calendar/working-calendar.js';
import { applyAssignment } from '../../register/apply-event.js';
import { claimNext } from '../../register/outbox/claim.js';
import { act, at, claimWindow, draftItem, pass, register, type Register } from './sample.js';

let r: Register;
afterEach(() => r.close());

async function released(now: number): Promise<ReleasedNotice[]> {
  const told: ReleasedNotice[] = [];
  const compose = (_: unknown, notices: ReleasedNotice[]) => {
    told.push(...notices);
    return { subject: '', text: '', html: '' };
  };
  while (await claimNext(r.db, claimWindow(now), compose));
  return told;
}

it('tells why a notice is sent and what was said, with posts by their names and the dates that hold now', async () => {
  const target = { text: '新建学校12所', quantity: 12, unit: '所', comparison: 'at-least' as const };
  r = await register([{ ...draftItem('1.1'), targets: [target] }]);
  const item = r.items['1.1'] as string;
  const from = await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
  const [assignment] = await released(at('2017-03-02'));
  expect(assignment).toMatchObject({
    ...{
      rule: 'assignment',
      step: 1,
      contact: 1,
      standsInFor: null,
      said: {},
      order: null,
      daysLate: null,
      checkpoint: null,
    },
    basis: { of: 'deed', at: at('2017-03-01', '15:00') + 123, days: 0 },
    versions: { policy: defaultPolicy.version, calendar: r.context.calendar.version },
    campaign: { zone: 'Asia/Shanghai', issuer: '市教育局' },
    item: { targets: [target], leader: '夏春胤' },
  });
  await pass(r.context, item, { from, until: at('2017-03-17', '12:00') });
  const asked: CommandBody = { kind: 'requestExtension', checkpoint: 1, due: '2017-10-16', reason: '数据未齐' };
  await act(r, item, { as: '基础教育处', at: at('2017-03-20', '10:00'), body: asked });
  const granted: CommandBody = { kind: 'decideExtension', checkpoint: 1, grant: true, due: null, reason: '' };
  await act(r, item, { as: '督查室', at: at('2017-03-20', '11:00'), body: granted });
  const posts = { leads: [r.posts['高教处'] as string], supporting: [], leader: null, heads: {} };
  const reassign: CommandBody = { kind: 'reassign', posts, from: '2017-04-10', reason: '职责调整' };
  await act(r, item, { as: '督查室', at: at('2017-03-20', '12:00'), body: reassign });
  const told = await released(at('2017-03-20', '12:00'));
  expect(told.find(({ rule }) => rule === 'reassigned')?.said).toEqual({
    ...{ reason: '职责调整', leads: ['高教处'], supporting: [], from: at('2017-04-10', '00:00') },
  });
  const decided = told.find(({ rule }) => rule === 'extensionDecided');
  expect(decided).toMatchObject({
    said: { agreed: true, due: at('2017-10-16', '17:30'), before: at('2017-03-31', '17:30') },
    checkpoint: { n: 1, due: at('2017-10-16', '17:30'), contents: ['建成'] },
  });
  // In the order of the dates that hold now.
  expect(decided?.item.checkpoints.map(({ n }) => n)).toEqual([2, 1]);
});

it('counts by the campaign’s own calendar, whatever the installation has learnt since', async () => {
  const calendar = calendarOf('invented', { 2017: { off: '03-31', worked: '' } });
  r = await register([draftItem('1.1', [['2017-03-01', '2017-03-30']])], { calendar });
  const item = r.items['1.1'] as string;
  const from = await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
  await pass(r.context, item, { from, until: at('2017-04-03', '08:59') });
  const told = await released(at('2017-04-03'));
  const overdue = told.find(({ rule }) => rule === 'overdue');
  // 31 March is off in this calendar, and 3 April, 清明 in the State Council's, is worked.
  expect(overdue).toMatchObject({ release: at('2017-04-03'), daysLate: 1, versions: { calendar: 'invented' } });
  expect(overdue?.basis).toEqual({ of: 'due', at: at('2017-03-30', '17:30'), days: 1 });
});

it('tells of what waits for a report when the next notice goes out, and to whom', async () => {
  r = await register([draftItem('1.1', [['2017-03-01', '2017-03-31']])]);
  const item = r.items['1.1'] as string;
  let step = await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
  const next: Record<string, unknown> = {};
  // 1 April is a worked Saturday, 2 to 4 April are holidays.
  for (const day of ['2017-03-02', '2017-03-17', '2017-03-28', '2017-03-30', '2017-04-01', '2017-04-06'] as const) {
    step = await pass(r.context, item, { from: step, until: at(day) });
    for (const { rule, following } of await released(at(day))) next[`${day} ${rule}`] = following ?? null;
  }
  expect(next).toMatchObject({
    '2017-03-02 assignment': null,
    '2017-03-17 reminder': { at: at('2017-03-28'), rules: ['reminder'], to: [] },
    '2017-03-28 reminder': { at: at('2017-03-30'), rules: ['reminder'], to: [] },
    '2017-03-30 reminder': { at: at('2017-04-01'), rules: ['overdue', 'escalation'], to: ['leader'] },
    '2017-04-01 overdue': { at: at('2017-04-06'), rules: ['escalation'], to: ['office'] },
    '2017-04-06 escalation': { at: at('2017-04-10'), rules: ['escalation'], to: ['principal'] },
  });
});
