import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signedRequest } from '../../../mail/channels/aliyun-sms.js';
import { createChannels, type ChannelSettings } from '../../../mail/channels/channels.js';
import { outcomeOf } from '../../../mail/channels/format.js';
import { feishu, wecom } from '../../../mail/channels/group-robots.js';
import { post } from '../../../mail/channels/post.js';
import { smsTemplate } from '../../../mail/channels/short-text.js';
import { SMS_TEXT, startChannelServices, type ChannelServices, type Mishap } from '../../helpers/channel-services.js';
import { at } from '../../register/sample.js';
import { matter } from './matters.js';

let services: ChannelServices;
const now = at('2017-10-11');
const HOUR = 3_600_000;
beforeAll(async () => {
  services = await startChannelServices();
});
afterAll(() => services.close());
beforeEach(() => {
  services.mishaps.length = 0;
  // So that limits a minute are free again.
  services.clock.now += HOUR;
});

const clocks = { wall: () => services.clock.now, elapsed: () => 0 };

function composed(name: keyof ChannelSettings, settings: ChannelSettings = services.settings, ahead = 0) {
  const wall = (): number => services.clock.now + ahead;
  const channel = createChannels(settings, { ...clocks, wall }).find((one) => one.name === name);
  if (channel === undefined) throw new Error(name);
  return channel.compose([matter()], now);
}
const groups = ['wecom', 'dingtalk', 'feishu'] as const;
const told = '【督办逾期】学位管理处：1.2 学区制管理，应于9月30日（周六）报送，已逾期3个工作日，请即办理。详见邮件。';

describe('a channel', () => {
  it.each(groups)('%s shows the group what is late', async (name) => {
    expect(await composed(name).send(null)).toMatchObject({ kind: 'accepted' });
    expect(services.shown[name].at(-1)).toBe(told);
  });

  it('sends a person what its template says, as it was registered', async () => {
    expect(smsTemplate).toBe(SMS_TEXT);
    const message = composed('sms');
    expect(await message.send('13800000001')).toEqual({ kind: 'accepted', response: 'OK OK' });
    expect(services.shown.sms.at(-1)).toBe(`13800000001 ${message.text}`);
    expect(message.text).toBe(
      '学位管理处：1.2 学区制管理应于9月30日（周六）报送，已逾期3个工作日，请即办理或督促办理，详见邮件。',
    );
  });

  it.each([
    ['dingtalk', '310000 sign not match'],
    ['feishu', '19021 sign match fail or timestamp is not within one hour from current time'],
  ] as const)('%s is refused for good with another secret, and outside the hour', async (name, words) => {
    const settings = { ...services.settings, [name]: { ...services.settings[name], secret: 'another' } };
    expect(await composed(name, settings).send(null)).toEqual({ kind: 'rejected', permanent: true, response: words });
    for (const off of [-HOUR - 1000, HOUR + 1000]) {
      expect(await composed(name, services.settings, off).send(null)).toMatchObject({
        kind: 'rejected',
        permanent: true,
      });
    }
    expect(await composed(name, services.settings, HOUR - 60_000).send(null)).toMatchObject({ kind: 'accepted' });
  });

  it('is refused for good with another key, and says so without the key', async () => {
    for (const [name, path] of [
      ['wecom', '/cgi-bin/webhook/send?key=geheim-geheim'],
      ['dingtalk', '/robot/send?access_token=geheim-geheim'],
      ['feishu', '/open-apis/bot/v2/hook/geheim-geheim'],
    ] as const) {
      const outcome = await composed(name, { [name]: { url: new URL(path, services.origin), secret: 'x' } }).send(null);
      expect(outcome).toMatchObject({ kind: 'rejected', permanent: true });
      expect(JSON.stringify(outcome)).not.toContain('geheim');
    }
  });

  it.each([
    ['keyId', /^InvalidAccessKeyId/],
    ['keySecret', /^SignatureDoesNotMatch/],
    ['signName', /^isv\.SMS_SIGNATURE_ILLEGAL/],
    ['template', /^isv\.SMS_TEMPLATE_ILLEGAL/],
  ] as const)('sms is refused for good with another %s', async (field, words) => {
    const settings = { sms: { ...services.settings.sms, [field]: 'geheim-geheim' } };
    const outcome = await composed('sms', settings).send('13800000002');
    expect(outcome).toEqual({ kind: 'rejected', permanent: true, response: expect.stringMatching(words) });
    expect(JSON.stringify(outcome)).not.toContain('geheim');
  });

  it('sms is refused for good with what is no number, which is not repeated, and with a clock that is wrong', async () => {
    const outcome = await composed('sms').send('23800000001');
    expect(outcome).toMatchObject({
      kind: 'rejected',
      permanent: true,
      response: 'isv.MOBILE_NUMBER_ILLEGAL …非法手机号',
    });
    const late = await composed('sms', services.settings, -16 * 60_000).send('13800000001');
    expect(late).toMatchObject({ permanent: true, response: expect.stringMatching(/^InvalidTimeStamp/) });
  });

  it.each([...groups, 'sms'] as const)('%s asks to be tried again when it has had too many', async (name) => {
    const most = name === 'sms' ? 1 : name === 'feishu' ? 100 : 20;
    for (let n = 0; n < most; n += 1) expect((await composed(name).send('13800000003')).kind).toBe('accepted');
    expect(await composed(name).send('13800000003')).toMatchObject({ kind: 'rejected', permanent: false });
  });

  it('signs as the example of 阿里云’s documentation', () => {
    const { headers } = signedRequest(
      {
        url: new URL('https://ecs.cn-shanghai.aliyuncs.com'),
        keyId: 'YourAccessKeyId',
        keySecret: 'YourAccessKeySecret',
      },
      {
        ...{ action: 'RunInstances', version: '2014-05-26', at: Date.UTC(2023, 9, 26, 10, 22, 32) },
        query: { ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd', RegionId: 'cn-shanghai' },
        nonce: '3156853299f313e23d1673dc12e1703d',
      },
    );
    expect(headers['authorization']).toMatch(
      /Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0$/,
    );
  });

  it('tells a Feishu request too many from a faulty one, which have one code', () => {
    const { verdict } = feishu({ url: new URL('https://open.feishu.cn') });
    expect(verdict({ StatusCode: 0, code: 9499, msg: 'too many request' })).toMatchObject({
      taken: false,
      forNow: true,
    });
    expect(verdict({ StatusCode: 0, code: 9499, msg: 'Bad Request' })).toMatchObject({ taken: false, forNow: false });
    expect(verdict({ StatusCode: 0, StatusMessage: 'success' })).toMatchObject({ taken: true });
  });
});

describe('a request', () => {
  const asked = (url = services.settings.wecom.url) => wecom({ url }).request('督办', now);
  const tried = async (mishap: Mishap) => {
    services.mishaps.push(mishap);
    return outcomeOf(await post(asked(), 300), wecom({ url: new URL('http://x') }).verdict);
  };

  it.each(['hang', 'drop', 'drip', 'half an answer', 'flood'] as const)(
    'is in doubt when the service %ss',
    async (mishap) => {
      const began = performance.now();
      expect(await tried(mishap)).toMatchObject({ kind: 'unknown' });
      expect(performance.now() - began).toBeLessThan(2000);
    },
  );

  it.each([
    [502, '<h1>Bad gateway</h1>', { kind: 'unknown' }],
    [500, '', { kind: 'unknown' }],
    [200, '<p>login</p>', { kind: 'unknown' }],
    [200, '[1]', { kind: 'unknown' }],
    [503, '', { kind: 'rejected', permanent: false }],
    [429, 'slow down', { kind: 'rejected', permanent: false }],
    [404, '', { kind: 'rejected', permanent: true }],
    [500, '{"errcode":-1,"errmsg":"system busy"}', { kind: 'rejected', permanent: false, response: '-1 system busy' }],
  ])('that is answered %i %s is judged by what the answer can mean', async (status, body, outcome) => {
    expect(await tried({ answer: [status, body] })).toMatchObject(outcome);
  });

  it('follows no redirect', async () => {
    const before = services.requests();
    expect(await tried({ redirectTo: services.settings.wecom.url.href })).toMatchObject({
      kind: 'rejected',
      permanent: true,
    });
    expect(services.requests()).toBe(before + 1);
  });

  it('that reached nobody is unsent, and names no key', async () => {
    const closed = await startChannelServices();
    await closed.close();
    const outcome = await post(asked(closed.settings.wecom.url), 300);
    expect(outcome).toMatchObject({ kind: 'unsent', reason: expect.stringContaining('ECONNREFUSED') });
    // Plain HTTP where TLS was meant: nothing of the request leaves before the handshake.
    const secure = new URL(services.settings.wecom.url.href.replace('http:', 'https:'));
    const refused = await post(asked(secure), 300);
    expect(refused).toMatchObject({ kind: 'unsent' });
    expect(JSON.stringify([outcome, refused])).not.toContain('key=');
  });
});
