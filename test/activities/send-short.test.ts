import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDispatchActivities } from '../../activities/dispatch-activities.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { MINUTE, type Instant } from '../../domain/instant.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { createChannels, type Channel, type ChannelSettings } from '../../mail/channels/channels.js';
import { applyAssignment, type Applied } from '../../register/apply-event.js';
import { endRestoration } from '../../register/restoration.js';
import { claimNext } from '../../register/outbox/claim.js';
import { decideShort } from '../../register/short/decide-short.js';
import { startChannelServices, type ChannelServices, type Mishap } from '../helpers/channel-services.js';
import { random } from '../helpers/random.js';
import { act, at, claimWindow, draftItem, pass, register, roster, submit, type Register } from '../register/sample.js';

let r: Register;
let services: ChannelServices;
let items: string[];
let steps: Applied[];
let mails: string[] = [];

beforeAll(async () => {
  services = await startChannelServices();
});
afterAll(() => services.close());

/** 1.1 of 基础教育处 and 1.2 of 高教处 are due on 31 March; the next day, a Saturday, is a working day. */
beforeEach(async () => {
  services.mishaps.length = 0;
  services.clock.now += 60 * MINUTE;
  for (const texts of Object.values(services.shown)) texts.length = 0;
  r = await register([draftItem('1.1'), { ...draftItem('1.2'), divisions: [{ name: '高教处', role: 'lead' }] }]);
  items = ['1.1', '1.2'].map((code) => r.items[code] as string);
  steps = [];
  for (const item of items) steps.push(await applyAssignment(r.context, item, at('2017-03-01', '15:01')));
  await until(at('2017-03-31'));
  await dispatch({})(at('2017-03-31'));
  mails = [];
});
afterEach(() => r.close());

async function until(instant: Instant): Promise<void> {
  for (const [n, item] of items.entries())
    steps[n] = await pass(r.context, item, { from: steps[n] as Applied, until: instant });
}

const channelsOf = (settings: ChannelSettings): Channel[] =>
  createChannels(settings, { wall: () => services.clock.now, elapsed: () => services.clock.now });

interface Dispatching {
  settings?: ChannelSettings;
  channels?: Channel[];
}

/** Runs batches as the workflow does: for as long as something is due. Gives when it looks next. */
function dispatch({ settings = {}, channels = channelsOf(settings) }: Dispatching) {
  const activities = createDispatchActivities({
    ...{ db: r.db, calendar, policy, stopped: () => false, heartbeat: () => undefined, warn: () => undefined },
    compose: () => ({ subject: '督办', text: '', html: '' }),
    channels,
    prepare:
      ({ recipient }) =>
      () => {
        mails.push(recipient.mailbox);
        return Promise.resolve({ kind: 'accepted', response: '250' });
      },
    sendCommand: () => Promise.resolve(),
  });
  return async (now: Instant): Promise<Instant> => {
    for (let round = 0; round < 8; round += 1) {
      const { due, wakeAt } = await activities.planRelease({ now });
      if (!due) return wakeAt;
      await activities.releaseBatch({ now });
    }
    throw new Error('batches without end');
  };
}

const saturday = at('2017-04-01');
const messages = () =>
  r.db
    .selectFrom('short_message')
    .orderBy('created_at')
    .orderBy('id')
    .select(['channel', 'state', 'attempts', 'outcome', 'next_attempt_at as next', 'text'])
    .execute();
const number = async (mailbox: string, digits: string): Promise<void> => {
  const { id } = await r.db.selectFrom('person').where('mailbox', '=', mailbox).select('id').executeTakeFirstOrThrow();
  await r.db.insertInto('mobile').values({ person_id: id, number: digits }).execute();
};
const list =
  '【督办逾期】以下事项逾期未报，请有关单位即办理，详见邮件：\n' +
  '1. 基础教育处：1.1 事项1.1，应于3月31日（周五）报送，已逾期1个工作日；\n' +
  '2. 高教处：1.2 事项1.2，应于3月31日（周五）报送，已逾期1个工作日。';

describe('what is late, by other channels', () => {
  it('is told each group once, all divisions in one message, however many mails tell of it', async () => {
    const { wecom, dingtalk, feishu } = services.settings;
    await until(saturday);
    const run = dispatch({ settings: { wecom, dingtalk, feishu } });
    await run(saturday);
    // To both divisions, besides.
    expect(mails.sort()).toEqual(['li@example.org', 'zhang@example.org']);
    for (const name of ['wecom', 'dingtalk', 'feishu'] as const) expect(services.shown[name]).toEqual([list]);
    expect(new Set((await messages()).map(({ state, text }) => `${state} ${text}`))).toEqual(
      new Set([`accepted ${list}`]),
    );
    await run(saturday + 60 * MINUTE);
    expect(services.shown.wecom).toHaveLength(1);
  });

  it('is told people whose number is known, each of what he has mail about', async () => {
    await number('li@example.org', '13800000001');
    await until(saturday);
    await dispatch({ settings: { sms: services.settings.sms } })(saturday);
    expect(services.shown.sms).toEqual([
      '13800000001 高教处：1.2 事项1.2应于3月31日（周五）报送，已逾期1个工作日，请即办理或督促办理，详见邮件。',
    ]);
    expect(await messages()).toHaveLength(1);
  });

  it('is not told of what came before a channel was set up, and no other notice is', async () => {
    await until(saturday);
    await dispatch({})(saturday);
    const count = services.requests();
    await dispatch({ settings: services.settings })(saturday + MINUTE);
    expect(services.requests()).toBe(count);
    expect(await messages()).toEqual([]);
  });

  it('is tried again in office hours when the service is away, and holds back no mail', async () => {
    const gone = await startChannelServices();
    await gone.close();
    const { wecom, feishu } = services.settings;
    await until(saturday);
    const run = dispatch({ settings: { wecom: gone.settings.wecom, feishu } });
    expect(await run(saturday)).toBe(saturday + MINUTE);
    expect(mails).toHaveLength(2);
    expect(services.shown.feishu).toHaveLength(1);
    expect(await messages()).toContainEqual(
      expect.objectContaining({ channel: 'wecom', state: 'pending', attempts: 1, next: saturday + MINUTE }),
    );
    const evening = at('2017-04-01', '17:29');
    expect(await run(evening)).toBe(at('2017-04-05'));
    await dispatch({ settings: { wecom, feishu } })(at('2017-04-05', '08:00'));
    expect(services.shown.wecom).toHaveLength(0);
    await dispatch({ settings: { wecom, feishu } })(at('2017-04-05'));
    // By then it is two days.
    expect(services.shown.wecom).toEqual([list.replaceAll('已逾期1个', '已逾期2个')]);
  });

  it('is told without what was reported meanwhile, and not at all when all was', async () => {
    const busy = '{"errcode":45009,"errmsg":"api freq out of limit"}';
    services.mishaps.push({ answer: [200, busy] }, { answer: [200, busy] });
    await until(saturday);
    const run = dispatch({ settings: { wecom: services.settings.wecom } });
    await run(saturday);
    await act(r, items[0] as string, { as: '基础教育处', at: saturday + 1, body: submit(1) });
    await run(saturday + MINUTE);
    expect(await messages()).toMatchObject([
      {
        ...{ state: 'pending', attempts: 2, outcome: '45009 api freq out of limit', next: saturday + 6 * MINUTE },
        text: '【督办逾期】高教处：1.2 事项1.2，应于3月31日（周五）报送，已逾期1个工作日，请即办理。详见邮件。',
      },
    ]);
    await act(r, items[1] as string, { as: '高教处', at: saturday + 2, body: submit(1) });
    await run(saturday + 6 * MINUTE);
    expect(await messages()).toMatchObject([{ state: 'withdrawn', attempts: 2, next: null }]);
    expect(services.shown.wecom).toEqual([]);
  });

  it('is not told again where nobody knows whether it was, nor after a refusal', async () => {
    const { wecom, feishu, dingtalk } = services.settings;
    services.mishaps.push('take and drop');
    await until(saturday);
    const doubted = dispatch({ settings: { wecom } });
    await doubted(saturday);
    await doubted(saturday + 120 * MINUTE);
    expect(await messages()).toMatchObject([{ state: 'unknown', next: null }]);
    expect(services.shown.wecom).toEqual([list]);
    await r.db.deleteFrom('short_notice').execute();
    await r.db.deleteFrom('short_message').execute();
    await r.db
      .insertInto('short_due')
      .expression((eb) => eb.selectFrom('notice').where('rule', '=', 'overdue').select('id'))
      .execute();
    const wrong = { ...dingtalk, secret: 'SECwrong' };
    const run = dispatch({ settings: { dingtalk: wrong, feishu } });
    await run(saturday + MINUTE);
    const count = services.requests();
    await run(saturday + 120 * MINUTE);
    expect(services.requests()).toBe(count);
    expect((await messages()).map(({ state, outcome }) => `${state} ${outcome}`).sort()).toEqual([
      'accepted 0 success',
      'rejected 310000 sign not match',
    ]);
  });

  it('is told again where a person says so, without what was reported meanwhile', async () => {
    services.mishaps.push('take and drop');
    await until(saturday);
    const run = dispatch({ settings: { wecom: services.settings.wecom } });
    await run(saturday);
    await act(r, items[0] as string, { as: '基础教育处', at: saturday + 1, body: submit(1) });
    const { id } = await r.db.selectFrom('short_message').select('id').executeTakeFirstOrThrow();
    const office = await r.db.selectFrom('post').where('name', '=', '督查室').select('id').executeTakeFirstOrThrow();
    await decideShort(r.db, { id, decision: 'again', by: office.id, now: saturday + MINUTE });
    await run(saturday + MINUTE);
    const text = '【督办逾期】高教处：1.2 事项1.2，应于3月31日（周五）报送，已逾期1个工作日，请即办理。详见邮件。';
    expect(services.shown.wecom).toEqual([list, text]);
    expect(await messages()).toMatchObject([{ state: 'accepted', attempts: 2, text }]);
  });

  it.each([1, 2, 3, 4, 6])('is shown at most once, and known to be, whatever happens on the way (%i)', async (seed) => {
    const { wecom } = services.settings;
    const dice = random(seed);
    const faults: Mishap[] = [
      ...([429, 503, 502, 404, 200] as const).map((status): Mishap => ({ answer: [status, '<p>'] })),
      { answer: [200, '{"errcode":45009,"errmsg":"api freq out of limit"}'] },
      { redirectTo: wecom.url.href },
      ...(['drop', 'take and drop', 'half an answer'] as const),
    ];
    services.mishaps.push(...Array.from({ length: dice.int(0, 4) }, () => dice.pick(faults)));
    await until(saturday);
    const run = dispatch({ settings: { wecom } });
    for (let n = 0; n < 6; n += 1) await run(saturday + n * 60 * MINUTE);
    const [{ state } = { state: '' }, ...others] = await messages();
    expect(others).toEqual([]);
    expect(['accepted', 'unknown', 'rejected']).toContain(state);
    const shown = services.shown.wecom.length;
    expect(state === 'unknown' ? [0, 1] : [state === 'accepted' ? 1 : 0]).toContain(shown);
  });

  it('does not keep mails waiting for a service that hangs', async () => {
    const count = services.requests();
    services.mishaps.push('hang');
    await until(saturday);
    const began = performance.now();
    const over = dispatch({ settings: { wecom: services.settings.wecom } })(saturday);
    while (services.requests() === count) await sleep(20);
    expect(await r.db.selectFrom('mail').where('state', '<>', 'accepted').select('id').execute()).toEqual([]);
    expect(mails).toHaveLength(2);
    await over;
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await messages()).toMatchObject([{ state: 'unknown', outcome: '5秒内没有答复' }]);
  });

  it('is not told again after a restore, as it may have been', async () => {
    services.mishaps.push({ answer: [503, ''] });
    await until(saturday);
    const run = dispatch({ settings: { wecom: services.settings.wecom } });
    await run(saturday);
    await r.db
      .insertInto('short_due')
      .expression((eb) => eb.selectFrom('notice').where('rule', '=', 'overdue').select('id'))
      .execute();
    await endRestoration(r.db, { backedUpAt: saturday, stoppedAt: saturday + 1, now: saturday + 2 });
    await run(saturday + 120 * MINUTE);
    expect(services.shown.wecom).toEqual([]);
    expect(await messages()).toMatchObject([{ state: 'unknown', next: null }]);
  });

  it('goes into messages that fit, however much it is', async () => {
    const { wecom } = services.settings;
    const divisions = Array.from({ length: 30 }, (_, n) => `第${n}责任处室`);
    await r.close();
    r = await register(
      divisions.map((name, n) => ({ ...draftItem(`9.${n}`), divisions: [{ name, role: 'lead' as const }] })),
      {
        roster: [
          ...roster,
          ...divisions.map((post, n) => ({
            kind: 'division' as const,
            post,
            person: post,
            mailbox: `d${n}@example.org`,
          })),
        ],
      },
    );
    items = Object.values(r.items);
    steps = [];
    for (const item of items) steps.push(await applyAssignment(r.context, item, at('2017-03-01', '15:01')));
    await until(saturday);
    await dispatch({ settings: { wecom } })(saturday);
    expect(services.shown.wecom.length).toBeGreaterThan(1);
    for (const name of divisions)
      expect(services.shown.wecom.filter((text) => text.includes(`${name}：`))).toHaveLength(1);
    expect((await messages()).map(({ state }) => state)).toEqual(services.shown.wecom.map(() => 'accepted'));
  });

  it('is withdrawn with its channel', async () => {
    services.mishaps.push({ answer: [503, ''] });
    await until(saturday);
    await dispatch({ settings: { wecom: services.settings.wecom } })(saturday);
    expect(await messages()).toMatchObject([{ state: 'pending' }]);
    await dispatch({})(saturday + MINUTE);
    expect(await messages()).toMatchObject([{ state: 'withdrawn', outcome: '该渠道已停用' }]);
  });

  it('waits for the limit of a minute instead of running into it', async () => {
    const channels = channelsOf({ wecom: services.settings.wecom });
    for (let n = 0; n < 20; n += 1) channels[0]?.pace.count('');
    await until(saturday);
    const count = services.requests();
    expect(await dispatch({ channels })(saturday)).toBe(saturday + MINUTE);
    expect(services.requests()).toBe(count);
    services.clock.now += MINUTE;
    await dispatch({ channels })(saturday + MINUTE);
    expect(services.shown.wecom).toEqual([list]);
  });

  it('is in doubt when the worker is killed between handing over and the answer', async () => {
    if (!existsSync('dist/activities/send-short.js')) throw new Error('dist/ is missing: run npm run build first');
    await until(saturday);
    const content = { subject: '', text: '', html: '' };
    while (await claimNext(r.db, claimWindow(saturday), () => content));
    const { wecom } = services.settings;
    const count = services.requests();
    services.mishaps.push('hang');
    const program = `
      import { sendShort } from './dist/activities/send-short.js';
      import { stateCouncilCalendar as calendar } from './dist/domain/calendar/state-council.js';
      import { createChannels } from './dist/mail/channels/channels.js';
      import { openDatabase } from './dist/register/database.js';
      const [url, databaseUrl, now] = process.argv.slice(1);
      const channels = createChannels({ wecom: { url: new URL(url) } }, { wall: () => 0, elapsed: () => 0 });
      const quiet = { stopped: () => false, heartbeat: () => undefined, retryAt: (instant) => instant };
      await sendShort({ db: openDatabase(databaseUrl), calendar, channels, now: Number(now), ...quiet });`;
    const args = ['--input-type=module', '-e', program, wecom.url.href, r.url, String(saturday)];
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    const ended = once(child, 'exit');
    while (services.requests() === count) await sleep(20);
    child.kill('SIGKILL');
    await ended;
    expect(await messages()).toMatchObject([{ state: 'sending', text: list }]);
    await dispatch({ settings: { wecom } })(saturday + MINUTE);
    expect(await messages()).toMatchObject([{ state: 'unknown' }]);
    expect(services.requests()).toBe(count + 1);
  });
});
