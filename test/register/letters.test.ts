import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { addDays } from '../../domain/calendar/civil-day.js';
import { isWeeklyDue } from '../../domain/division-standing.js';
import { MINUTE, type Instant } from '../../domain/instant.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { asItComes, type Preference } from '../../domain/preference.js';
import { composeWeekly } from '../../mail/weekly.js';
import { applyAssignment, type Applied } from '../../register/apply-event.js';
import { timestamp } from '../../register/database.js';
import { claimNext, type AboutReader } from '../../register/outbox/claim.js';
import { planRelease } from '../../register/outbox/plan-release.js';
import { queueWeekly, type WeekOf } from '../../register/outbox/weekly.js';
import { recordPreference } from '../../register/preferences.js';
import { countMails } from '../../register/queries/counts.js';
import { happeningsBetween } from '../../register/queries/happenings.js';
import { act, at, claimWindow, pass, register, submit, type Register } from './sample.js';

let r: Register;
let item: string;
let assigned: Applied;
let told: { name: string; rules: string[]; about: AboutReader }[];

beforeEach(async () => {
  r = await register();
  item = r.items['1.1'] as string;
  assigned = await applyAssignment(r.context, item, at('2017-03-01', '15:01'));
  told = [];
});
afterEach(() => r.close());

async function claimAll(now: Instant): Promise<string[]> {
  const from = told.length;
  while (
    await claimNext(r.db, claimWindow(now), ({ name }, notices, about) => {
      told.push({ name, rules: notices.map(({ rule }) => rule), about });
      return { subject: '督办', text: '', html: '' };
    })
  );
  return told
    .slice(from)
    .map(({ name, rules }) => `${name} ${rules.join()}`)
    .sort();
}

async function prefers(name: string, preference: Partial<Preference>): Promise<void> {
  const { id } = await r.db.selectFrom('person').where('name', '=', name).select('id').executeTakeFirstOrThrow();
  await r.db.transaction().execute((tx) => recordPreference(tx, id, { ...asItComes, ...preference }));
}

const plan = (now: Instant) => planRelease(r.db, claimWindow(now), at('2017-03-03'));

describe('who wants no mail at noon', () => {
  const noon = at('2017-03-02', '12:30');

  it('gets routine mail when the hours end, and dispatch sleeps until then', async () => {
    await prefers('李四', { quiet: { from: '12:00', to: '14:00' } });
    expect(await claimAll(noon)).toEqual(['张三 assignment']);
    await r.db.deleteFrom('notice').where('state', '=', 'claimed').execute();
    await r.db.updateTable('mail').set({ state: 'accepted', next_attempt_at: null, reported: true }).execute();
    expect(await plan(noon)).toEqual({ due: false, wakeAt: at('2017-03-02', '14:00') });
    const two = at('2017-03-02', '14:00');
    expect(await plan(two)).toEqual({ due: true, wakeAt: two });
    expect(await claimAll(two)).toEqual(['李四 assignment']);
  });

  it('gets what cannot wait all the same', async () => {
    await prefers('李四', { daily: true, quiet: { from: '12:00', to: '14:00' } });
    await r.db.updateTable('notice').set({ rule: 'escalation' }).where('rule', '=', 'assignment').execute();
    expect(await claimAll(noon)).toEqual(['张三 escalation', '李四 escalation']);
  });

  it('is not told what was withdrawn meanwhile', async () => {
    await prefers('张三', { quiet: { from: '12:00', to: '14:00' } });
    expect(await claimAll(noon)).toEqual(['李四 assignment']);
    await r.db.updateTable('notice').set({ state: 'withdrawn' }).where('state', '=', 'staged').execute();
    expect(await claimAll(at('2017-03-02', '14:00'))).toEqual([]);
  });
});

it('who wants one mail a day has what came after the morning on the next', async () => {
  await prefers('李四', { daily: true });
  await r.db
    .updateTable('notice')
    .set({ release_at: timestamp(at('2017-03-02', '10:00')) })
    .execute();
  expect(await claimAll(at('2017-03-02', '10:00'))).toEqual(['张三 assignment']);
  expect(await claimAll(at('2017-03-02', '17:00'))).toEqual([]);
  expect(await claimAll(at('2017-03-03'))).toEqual(['李四 assignment']);
});

it('welcomes each reader in his first mail and never again, tells whom to ask, and threads what is about one item', async () => {
  await claimAll(at('2017-03-02'));
  expect(told.map(({ about }) => about.welcome)).toEqual([true, true]);
  expect(told[0]?.about.contacts).toEqual([{ name: '王五', mailbox: 'wang@example.org' }]);
  const threads = await r.db.selectFrom('mail').select(['thread', 'person_id']).execute();
  for (const { thread, person_id } of threads) expect(thread).toBe(`${item}.${person_id}`);
  await pass(r.context, item, { from: assigned, until: at('2017-03-07') });
  await claimAll(at('2017-03-07'));
  expect(told.length).toBeGreaterThan(2);
  expect(told.slice(2).every(({ name, about }) => about.welcome === !['张三', '李四'].includes(name))).toBe(true);
});

describe('the week’s digest', () => {
  /** The first working day after 清明, and after 31 March, when the report was due. */
  const first = at('2017-04-05');
  const weekly = async (now = first): Promise<WeekOf[]> => {
    const weeks: WeekOf[] = [];
    await queueWeekly(r.db, { now, zone: policy.zone }, (week) => {
      weeks.push(week);
      return composeWeekly({ ...week, now, zone: policy.zone, consoleUrl: null, office: '督查室' });
    });
    return weeks;
  };

  it('tells leaders what is late, once a week however often it is made, and can be declined', async () => {
    await pass(r.context, item, { from: assigned, until: at('2017-04-05') });
    await prefers('孟晖', { weekly: false });
    const [week, ...others] = await weekly();
    expect(others).toEqual([]);
    expect(week?.recipient.name).toBe('张三');
    expect(week?.standings).toEqual([{ division: '基础教育处', overdue: 1, dueThisWeek: 0, inReview: 0, asked: 0 }]);
    expect(await weekly(first + 5 * MINUTE)).toEqual([]);
    const mail = await r.db.selectFrom('mail').where('occasion', 'is not', null).selectAll().executeTakeFirstOrThrow();
    expect(mail.subject).toBe('【督办周报】逾期未报1个');
    expect(mail.text).toContain('基础教育处：逾期1，本周到期0，待审核0，待批延期0');
    expect(mail.unsubscribe).toBe('wang@example.org');
  });

  it('welcomes whom it is the first mail to, in no mail after it', async () => {
    await pass(r.context, item, { from: assigned, until: at('2017-03-31') });
    await claimAll(at('2017-03-31'));
    await pass(r.context, item, { from: assigned, until: at('2017-04-10') });
    const welcomed = async (): Promise<[string, boolean][]> => {
      const mails = await r.db.selectFrom('mail').where('occasion', 'is not', null).selectAll().execute();
      return mails.map(({ name, text }) => [name, text.includes('首次收到督办邮件须知')]);
    };
    await weekly();
    expect(await countMails(r.db)).toEqual({ all: 5, weekly: 2, bulletins: 0 });
    const happened = await happeningsBetween(r.db, r.campaignId, { from: first - 1, to: first });
    expect(happened.filter(({ kind }) => kind === 'weekly')).toEqual([
      { kind: 'weekly', at: first, people: ['孟晖', '张三'] },
    ]);
    // 张三 has had mail as a division; the principal has not.
    expect((await welcomed()).sort()).toEqual([
      ['孟晖', true],
      ['张三', false],
    ]);
    await claimAll(at('2017-04-10'));
    const principal = told.filter(({ name }) => name === '孟晖');
    expect(principal.map(({ rules, about }) => [rules.includes('escalation'), about.welcome])).toEqual([[true, false]]);
    await weekly(at('2017-05-02'));
    expect((await welcomed()).filter(([, welcome]) => welcome)).toEqual([['孟晖', true]]);
  });

  it('tells what is only still late in the first week of a month', async () => {
    await pass(r.context, item, { from: assigned, until: at('2017-04-05') });
    expect(await weekly()).toHaveLength(2);
    for (const day of ['2017-04-10', '2017-04-24']) expect(await weekly(at(day))).toEqual([]);
    expect(await weekly(at('2017-05-02'))).toHaveLength(2);
  });

  it('is not made where there is nothing to say', async () => {
    expect(await weekly(at('2017-03-06'))).toEqual([]);
  });

  it('tells what waits for an answer', async () => {
    await pass(r.context, item, { from: assigned, until: at('2017-03-06') });
    await act(r, item, { as: '基础教育处', at: at('2017-03-07'), body: submit(1) });
    const [week] = await weekly(at('2017-03-13'));
    expect(week?.entries.map(({ state }) => state)).toEqual(['waiting']);
  });

  it('may be made on working days, from the release time on', () => {
    const t = { policy, calendar };
    // 2 to 4 April 2017 are 清明; 1 April, a Saturday, is worked.
    const days = Array.from({ length: 10 }, (_, i) => addDays('2017-03-30', i));
    expect(days.filter((day) => isWeeklyDue(at(day, '09:00'), t)).map((day) => day.slice(-2))).toEqual([
      '30',
      '31',
      '01',
      '05',
      '06',
      '07',
    ]);
    expect(isWeeklyDue(at('2017-03-30', '08:59'), t)).toBe(false);
  });

  it('is made on the next working day where the machine was off on the first, and on no other', async () => {
    await pass(r.context, item, { from: assigned, until: at('2017-04-05') });
    const next = await weekly(at('2017-04-06'));
    expect(next.map(({ recipient }) => recipient.name)).toContain('张三');
    await r.db.deleteFrom('mail').execute();
    expect(await weekly(at('2017-04-07'))).toEqual([]);
  });
});
