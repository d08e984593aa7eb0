import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '../../domain/policy.js';
import { applyAssignment } from '../../register/apply-event.js';
import { countFigures } from '../../register/queries/count-figures.js';
import { countedCheckpoints } from '../../register/queries/counted-checkpoints.js';
import { act, at, draftItem, register, submit, type Register } from './sample.js';

let r: Register;
const q1 = { from: at('2017-01-01', '00:00'), to: at('2017-04-01', '00:00') };
const q2 = { from: q1.to, to: at('2017-07-01', '00:00') };
const office = '督查室';
const one = '基础教育处';
const two = '高教处';

/** Of a division and a period: due, on time, made up, not reported. */
async function of(division: string, span: typeof q1, asOf: number): Promise<number[]> {
  const { divisions } = await countFigures(r.db, r.campaignId, { asOf, span });
  const found = divisions.find(({ name }) => name === division);
  return found === undefined ? [0, 0, 0, 0] : [found.due, found.onTime, found.madeUp, found.missing];
}

/** Each item has one checkpoint, due on 31 March; both divisions answer for 1.4, and each must report. */
beforeAll(async () => {
  const day: [string, string][] = [['2017-03-01', '2017-03-31']];
  const joint = {
    ...draftItem('1.4', day),
    divisions: [
      { name: one, role: 'lead' as const },
      { name: two, role: 'lead' as const },
    ],
  };
  const items = ['1.1', '1.2', '1.3'].map((code) => draftItem(code, day));
  r = await register([...items, joint], { policy: { ...defaultPolicy, jointLeads: 'each' } });
  for (const id of Object.values(r.items)) await applyAssignment(r.context, id, at('2017-03-01', '15:01'));
}, 60_000);
afterAll(() => r.close());

async function deed(code: string, as: string, time: number, body: Parameters<typeof act>[2]['body']): Promise<void> {
  const { answer } = await act(r, r.items[code] ?? '', { as, at: time, body });
  expect(answer).toEqual({ ok: true });
}

describe('the figures of a period', () => {
  it('keep a returned report in the period it was due in, and move an extended one', async () => {
    await deed('1.1', one, at('2017-03-30'), submit(1));
    await deed('1.1', office, at('2017-03-31'), { kind: 'return', checkpoint: 1, reason: '缺数据' });
    await deed('1.2', one, at('2017-03-28'), {
      kind: 'requestExtension',
      checkpoint: 1,
      due: '2017-04-20',
      reason: '征求意见',
    });
    await deed('1.2', office, at('2017-03-29'), {
      kind: 'decideExtension',
      checkpoint: 1,
      grant: true,
      due: null,
      reason: '同意',
    });
    // 1.1 (due again on 7 April), 1.3 and 1.4 (a day late) in the first quarter, 1.2 in the second.
    const now = at('2017-04-01', '10:00');
    expect(await of(one, q1, now)).toEqual([3, 0, 0, 2]);
    expect(await of(one, q2, now)).toEqual([1, 0, 0, 0]);
    await deed('1.1', one, at('2017-04-05'), submit(1));
    expect(await of(one, q1, at('2017-04-05', '10:00'))).toEqual([3, 1, 0, 2]);
  });

  it('leave a report with the division that made it, and give the new one what is still to be reported', async () => {
    const posts = {
      leads: [r.posts[two] as string],
      supporting: [],
      leader: r.posts['夏春胤'] as string,
      heads: {},
    };
    for (const code of ['1.1', '1.3']) {
      await deed(code, office, at('2017-04-06'), { kind: 'reassign', posts, from: null, reason: '职能调整' });
    }
    // What was overdue has three working days with the new division, in the next quarter.
    const now = at('2017-04-06', '10:00');
    expect(await of(one, q1, now)).toEqual([2, 1, 0, 1]);
    expect(await of(two, q1, now)).toEqual([1, 0, 0, 1]);
    expect(await of(two, q2, now)).toEqual([1, 0, 0, 0]);
    // The review of what the earlier division reported is not the new one's, either.
    await deed('1.1', office, at('2017-04-07'), { kind: 'accept', checkpoint: 1, note: '' });
    expect(await of(one, q1, at('2017-04-07', '10:00'))).toEqual([2, 1, 0, 1]);
    // Done again after a reopening, it is the new one's, and stays in its period.
    await deed('1.1', office, at('2017-04-07', '11:00'), {
      kind: 'reopen',
      checkpoint: 1,
      due: '2017-04-28',
      reason: '数据有误',
    });
    expect(await of(one, q1, at('2017-04-07', '12:00'))).toEqual([1, 0, 0, 1]);
    expect(await of(two, q1, at('2017-04-07', '12:00'))).toEqual([2, 0, 0, 1]);
  });

  it('blame each of joint leads for its own report alone, where each must', async () => {
    await deed('1.4', two, at('2017-04-10'), submit(1));
    const now = at('2017-04-11', '10:00');
    expect(await of(one, q1, now)).toEqual([1, 0, 0, 1]);
    expect(await of(two, q1, now)).toEqual([2, 0, 1, 0]);
    const { missing, total } = await countFigures(r.db, r.campaignId, { asOf: now, span: q1 });
    expect([total.due, total.missing]).toEqual([2, 1]);
    expect(missing.map(({ code, divisions }) => [code, divisions])).toEqual([['1.4', [one]]]);
  });

  it('count nothing of frozen items but what they reported', async () => {
    await deed('1.2', office, at('2017-04-12'), { kind: 'freeze', reason: '政策调整' });
    const rows: string[] = [];
    for await (const row of countedCheckpoints(r.db, r.campaignId)) rows.push(row.code);
    expect(rows).toEqual(['1.1', '1.3', '1.4']);
  });
});
