import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addOutboxShort } from '../../client/cli/outbox-short.js';
import { addPeople } from '../../client/cli/people.js';
import { chineseProgram } from '../../client/cli/chinese.js';
import { channelChecks } from '../../client/doctor/channel-checks.js';
import type { Finding, Patient } from '../../client/doctor/check.js';
import type { OpenedDuban } from '../../client/duban.js';
import { readSettings } from '../../config/settings.js';
import { defaultPolicy } from '../../domain/policy.js';
import { recordRoster } from '../../register/record-roster.js';
import { timestamp } from '../../register/database.js';
import { shortMessages } from '../../register/queries/short-messages.js';
import { startChannelServices, type ChannelServices } from '../helpers/channel-services.js';
import { at, register, roster, type Register } from '../register/sample.js';

let r: Register;
let services: ChannelServices;
const environment = process.env;
const now = at('2017-04-01');
let signals: string[] = [];

beforeAll(async () => {
  services = await startChannelServices();
});
afterAll(() => services.close());
beforeEach(async () => {
  r = await register();
  services.clock.now = Date.now();
  signals = [];
});
afterEach(async () => {
  process.env = environment;
  await r.close();
});

function settingsOf(own: Record<string, string>): NodeJS.ProcessEnv {
  return {
    ...{ DATABASE_URL: r.url, DUBAN_SMTP_URL: 'smtp://127.0.0.1', DUBAN_MAIL_FROM: 'd@example.org' },
    ...{ DUBAN_EVIDENCE_DIR: '/nowhere', DUBAN_CHANNEL_HOSTS: new URL(services.origin).host },
    ...own,
  };
}

async function duban(...args: string[]): Promise<string[]> {
  const printed: string[] = [];
  const program = chineseProgram('duban', '');
  // An engine that is away: what it would be told.
  const signal = (name: string): Promise<void> => {
    signals.push(name);
    return Promise.reject(new Error('away'));
  };
  const temporal = { workflow: { getHandle: () => ({ signal }) } };
  const opened = { db: r.db, policy: defaultPolicy, temporal } as unknown as OpenedDuban;
  const print = (text: string): void => void printed.push(text);
  const context = {
    now,
    columns: 120,
    print,
    remark: print,
    withDuban: (work: (d: OpenedDuban) => Promise<void>) => work(opened),
  };
  addOutboxShort(program.command('outbox'), context);
  addPeople(program, context);
  await program.parseAsync(args, { from: 'user' });
  return printed;
}

const doctor = (own: Record<string, string>): Promise<Finding> =>
  channelChecks[0]?.run({
    duban: { db: r.db },
    settings: readSettings(settingsOf(own)),
    now,
  } as unknown as Patient) as Promise<Finding>;
const message = (id: string, state: 'accepted' | 'unknown' | 'pending', outcome: string) =>
  r.db
    .insertInto('short_message')
    .values({
      ...{ id, channel: 'wecom', person_id: null, state, outcome, text: '【督办逾期】甲；\n乙。' },
      ...{
        created_at: timestamp(now),
        next_attempt_at: state === 'pending' ? timestamp(at('2017-04-01', '09:05')) : null,
      },
    })
    .execute();

describe('duban outbox', () => {
  it('lists what groups and phones were told, and why not', async () => {
    expect(await duban('outbox', 'short')).toEqual(['没有群消息和短信。']);
    await message('a', 'accepted', '0 ok');
    await message('b', 'pending', '45009 api freq out of limit');
    expect(await duban('outbox', 'short')).toEqual([
      'a  4月1日（周六）09:00  企业微信群    已发送',
      '    【督办逾期】甲；\n    乙。',
      'b  4月1日（周六）09:00  企业微信群    待发送：45009 api freq out of limit，4月1日（周六）09:05再发',
      '    【督办逾期】甲；\n    乙。',
    ]);
  });

  it('lists first what a person must decide about, takes his decision, and shows who took it', async () => {
    await message('c1', 'unknown', '5秒内没有答复');
    await message('c2', 'unknown', '连接中断');
    await message('d', 'accepted', '0 ok');
    const listed = await duban('outbox', 'short');
    expect(listed[0]).toMatch(/^送达情况不明，须由人认定：.*duban outbox short settle 编号 --sent --as 督查室/);
    expect(listed[1]).toBe('c1  4月1日（周六）09:00  企业微信群    送达情况不明：5秒内没有答复');
    expect(listed.filter((line) => line.startsWith('c1'))).toHaveLength(1);

    const settle = (...args: string[]) => duban('outbox', 'short', 'settle', ...args, '--as', '督查室');
    expect(await settle('c1', '--sent')).toEqual(['已认定送达：企业微信群  【督办逾期】甲； 乙。']);
    expect(signals).toEqual([]);
    expect(await settle('c2', '--again')).toEqual(['已交付重发：企业微信群  【督办逾期】甲； 乙。']);
    expect(signals).toEqual(['wake']);
    const [first, ...lines] = await duban('outbox', 'short');
    expect(first).toBe('c1  4月1日（周六）09:00  企业微信群    已发送');
    expect(lines[0]).toBe('    认定  4月1日（周六）09:00 督查室：经核实已经送达');
    expect(lines).toContain('    认定  4月1日（周六）09:00 督查室：重发');
  });

  it('says what is wrong with a decision, and changes nothing', async () => {
    await message('c1', 'unknown', '');
    await message('c2', 'unknown', '');
    const settle = (...args: string[]) => duban('outbox', 'short', 'settle', ...args);
    await expect(settle('c', '--sent', '--as', '督查室')).rejects.toThrow('不止一条，请多写几位');
    await expect(settle('x', '--sent', '--as', '督查室')).rejects.toThrow('没有编号为“x”的群消息或短信');
    await expect(settle('c1', '--as', '督查室')).rejects.toThrow('二者取一');
    await expect(settle('c1', '--sent', '--again', '--as', '督查室')).rejects.toThrow('二者取一');
    await expect(settle('c1', '--sent', '--as', '高教处')).rejects.toThrow('只有督查室可以办理');
    expect((await shortMessages(r.db, 9, { state: 'unknown' })).map(({ decisions }) => decisions)).toEqual([[], []]);
  });

  it('tries a channel with a message that says it is one, and tells why it was not taken', async () => {
    const DUBAN_DINGTALK_WEBHOOK = services.settings.dingtalk.url.href;
    const DUBAN_DINGTALK_SECRET = services.settings.dingtalk.secret ?? '';
    process.env = settingsOf({ DUBAN_DINGTALK_WEBHOOK, DUBAN_DINGTALK_SECRET });
    expect((await duban('outbox', 'try', '钉钉群'))[0]).toMatch(/^钉钉群已接收：.*渠道测试（请忽略）/);
    expect(services.shown.dingtalk).toEqual([expect.stringContaining('渠道测试（请忽略）')]);
    await expect(duban('outbox', 'try', '飞书群')).rejects.toThrow('没有设置“飞书群”；已设置的渠道：钉钉群。');
    process.env = settingsOf({ DUBAN_DINGTALK_WEBHOOK, DUBAN_DINGTALK_SECRET: 'SECother' });
    await expect(duban('outbox', 'try', '钉钉群')).rejects.toThrow('钉钉群没有发出：310000 sign not match');
  });
});

describe('a number', () => {
  it('comes from the roster, or from a command, is shown masked, and stays when a roster does not name it', async () => {
    const rows = roster.map((row) => (row.person === '李四' ? { ...row, mobile: '13800000001' } : row));
    await r.db.transaction().execute((tx) => recordRoster(tx, rows));
    await r.db.transaction().execute((tx) => recordRoster(tx, roster));
    expect((await duban('prefer')).filter((line) => line.includes('短信'))).toEqual([
      expect.stringMatching(/^李四 .*，短信138\*\*\*\*0001$/),
    ]);
    expect((await duban('prefer', '王五', '--mobile', '139-0000-0002'))[0]).toMatch(/短信139\*\*\*\*0002$/);
    expect((await duban('prefer', '李四', '--without-mobile'))[0]).not.toContain('短信');
    await expect(duban('prefer', '王五', '--mobile', '12345')).rejects.toThrow(/不是手机号码/);
  });
});

describe('duban doctor', () => {
  const sms = {
    ...{ DUBAN_SMS_URL: 'https://dysmsapi.aliyuncs.com', DUBAN_SMS_KEY_ID: 'i', DUBAN_SMS_KEY_SECRET: 'geheim' },
    ...{ DUBAN_SMS_SIGN_NAME: '某市教育局', DUBAN_SMS_TEMPLATE: 'SMS_1' },
  };

  it('says what is set up without sending, and whom no text message reaches', async () => {
    expect(await doctor({})).toEqual({ level: 'ok', text: '未设置，逾期只以邮件告知' });
    const robot = { DUBAN_WECOM_WEBHOOK: services.settings.wecom.url.href };
    const count = services.requests();
    expect(await doctor(robot)).toEqual({ level: 'ok', text: '企业微信群（未试发）' });
    expect(services.requests()).toBe(count);
    expect(await doctor({ ...robot, ...sms })).toMatchObject({
      ...{ level: 'warn', text: '企业微信群、短信；在办事项有4人没有登记手机号码' },
    });
    await message('a', 'unknown', '5秒内没有答复');
    await message('b', 'pending', '45009');
    expect(await doctor(robot)).toMatchObject({ level: 'warn', text: '近30天企业微信群不明1条、待重试1条' });
  });
});
