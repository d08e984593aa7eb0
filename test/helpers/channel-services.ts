import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChannelSettings } from '../../mail/channels/channels.js';

/** What went wrong on purpose, on the way to the next answer. */
export type Mishap =
  | { answer: [status: number, body: string] }
  | { redirectTo: string }
  | 'hang'
  | 'drop'
  | 'take and drop'
  | 'drip'
  | 'half an answer'
  | 'flood';

export interface ChannelServices {
  origin: string;
  /** Of every one of them, as a service would give them to an office. */
  settings: Required<ChannelSettings>;
  /** What each has taken: the texts shown in the group, or `number text`. */
  shown: Record<'wecom' | 'dingtalk' | 'feishu' | 'sms', string[]>;
  /** How many requests came, taken or not. */
  requests: () => number;
  mishaps: Mishap[];
  /** The services' clock. */
  clock: { now: number };
  close: () => Promise<void>;
}

const KEY = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa';
const TOKEN = 'f0123456789abcdef0123456789abcdef';
const HOOK = 'a1b2c3d4-5678-90ab-cdef-1234567890ab';
const DING_SECRET = 'SEC000000000000000000000';
const LARK_SECRET = 'lark-secret-0123456789';
const HOUR = 3_600_000;
export const SMS_TEXT = '${division}：${item}应于${due}报送，已逾期${days}个工作日，请即办理或督促办理，详见邮件。';

/** The four services on loopback, as strict as they are: addresses, signatures, their age, shapes, lengths and how many a minute. */
export async function startChannelServices(): Promise<ChannelServices> {
  let count = 0;
  const shown: ChannelServices['shown'] = { wecom: [], dingtalk: [], feishu: [], sms: [] };
  const mishaps: Mishap[] = [];
  const clock = { now: Date.UTC(2026, 10, 30, 1) };
  const nonces = new Set<string>();
  const times: Record<string, number[]> = {};
  const isTooMany = (name: string, most: number): boolean => {
    const recent = (times[name] ?? []).filter((time) => time > clock.now - 60_000);
    times[name] = [...recent, clock.now];
    return recent.length >= most;
  };

  function wecom(url: URL, json: Json): object {
    if (url.searchParams.get('key') !== KEY)
      return { errcode: 93000, errmsg: `invalid webhook url, hint: [1], from ip: 127.0.0.1, ${url.search}` };
    const content = textAt(json, 'msgtype', 'text');
    if (content === null) return { errcode: 40008, errmsg: 'invalid message type' };
    if (Buffer.byteLength(content) > 2048) return { errcode: 40058, errmsg: 'content exceed max length' };
    if (isTooMany('wecom', 20)) return { errcode: 45009, errmsg: 'api freq out of limit' };
    shown.wecom.push(content);
    return { errcode: 0, errmsg: 'ok' };
  }

  function dingtalk(url: URL, json: Json): object {
    if (url.searchParams.get('access_token') !== TOKEN) return { errcode: 300005, errmsg: 'token is not exist' };
    const time = url.searchParams.get('timestamp') ?? '';
    const sign = createHmac('sha256', DING_SECRET).update(`${time}\n${DING_SECRET}`).digest('base64');
    if (!/^\d{13}$/.test(time) || Math.abs(clock.now - Number(time)) > HOUR)
      return { errcode: 310000, errmsg: 'invalid timestamp' };
    if (url.searchParams.get('sign') !== sign) return { errcode: 310000, errmsg: 'sign not match' };
    const content = textAt(json, 'msgtype', 'text');
    if (content === null) return { errcode: 40035, errmsg: '缺少参数 msgtype' };
    if (isTooMany('dingtalk', 20)) return { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' };
    shown.dingtalk.push(content);
    return { errcode: 0, errmsg: 'ok' };
  }

  function feishu(url: URL, json: Json): object {
    const bare = { StatusCode: 0, StatusMessage: '' };
    if (url.pathname !== `/open-apis/bot/v2/hook/${HOOK}`)
      return { code: 19001, msg: 'param invalid: incoming webhook access token invalid' };
    const { timestamp, sign } = json;
    const own = createHmac('sha256', `${String(timestamp)}\n${LARK_SECRET}`)
      .update('')
      .digest('base64');
    const fresh = typeof timestamp === 'string' && Math.abs(clock.now - Number(timestamp) * 1000) <= HOUR;
    if (sign !== own || !fresh)
      return { ...bare, code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' };
    const text = textAt(json, 'msg_type', 'content');
    if (text === null || JSON.stringify(json).length > 20_000) return { ...bare, code: 9499, msg: 'Bad Request' };
    if (isTooMany('feishu', 100)) return { ...bare, code: 9499, msg: 'too many request' };
    shown.feishu.push(text);
    return { StatusCode: 0, StatusMessage: 'success', code: 0, data: {}, msg: 'success' };
  }

  /** By the canonical request as it came over the wire. */
  function sms(url: URL, { headers, method }: IncomingMessage, body: string): object | [number, object] {
    const [, id, names = '', signature] =
      /^ACS3-HMAC-SHA256 Credential=(\S+?),SignedHeaders=(\S+?),Signature=(\w+)$/.exec(headers.authorization ?? '') ??
      [];
    const signed = names
      .split(';')
      .map((name) => `${name}:${String(headers[name])}\n`)
      .join('');
    const query = url.search.slice(1).split('&').sort().join('&');
    const canonical = [method, url.pathname, query, signed, names, sha256(body)].join('\n');
    const own = createHmac('sha256', 'aliyun-key-secret')
      .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
      .digest('hex');
    if (id !== 'LTAI0123456789')
      return [404, { Code: 'InvalidAccessKeyId.NotFound', Message: 'Specified access key is not found.' }];
    if (signature !== own || headers['x-acs-content-sha256'] !== sha256(body))
      return [
        400,
        { Code: 'SignatureDoesNotMatch', Message: 'Specified signature is not matched with our calculation.' },
      ];
    const required = [
      'host',
      'x-acs-action',
      'x-acs-content-sha256',
      'x-acs-date',
      'x-acs-signature-nonce',
      'x-acs-version',
    ];
    if (required.some((name) => !names.split(';').includes(name)))
      return [400, { Code: 'IncompleteSignature', Message: names }];
    if (Math.abs(clock.now - Date.parse(String(headers['x-acs-date']))) > 15 * 60_000)
      return [400, { Code: 'InvalidTimeStamp.Expired', Message: 'Specified time stamp or date value is expired.' }];
    const nonce = String(headers['x-acs-signature-nonce']);
    if (nonces.has(nonce)) return [400, { Code: 'SignatureNonceUsed', Message: nonce }];
    nonces.add(nonce);
    if (headers['x-acs-action'] !== 'SendSms' || headers['x-acs-version'] !== '2017-05-25')
      return [404, { Code: 'InvalidAction.NotFound', Message: 'Specified api is not found.' }];
    const { PhoneNumbers, SignName, TemplateCode, TemplateParam } = Object.fromEntries(url.searchParams);
    if (!/^1[3-9]\d{9}$/.test(PhoneNumbers ?? ''))
      return { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: `${PhoneNumbers ?? ''}非法手机号` };
    if (SignName !== '某市教育局') return { Code: 'isv.SMS_SIGNATURE_ILLEGAL', Message: '短信签名不合法' };
    if (TemplateCode !== 'SMS_123') return { Code: 'isv.SMS_TEMPLATE_ILLEGAL', Message: '短信模板不合法' };
    const params = JSON.parse(TemplateParam ?? '{}') as Record<string, string>;
    const missing = [...SMS_TEXT.matchAll(/\$\{(\w+)\}/g)].some(([, name = '']) => params[name] === undefined);
    if (missing) return { Code: 'isv.TEMPLATE_MISSING_PARAMETERS', Message: '模板缺少变量' };
    if (Object.values(params).some((value) => Array.from(value).length > 35))
      return { Code: 'isv.PARAM_LENGTH_LIMIT', Message: '参数超出长度限制' };
    if (isTooMany(`sms ${PhoneNumbers ?? ''}`, 1))
      return { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: '触发分钟级流控Permits:1' };
    shown.sms.push(
      `${PhoneNumbers ?? ''} ${SMS_TEXT.replace(/\$\{(\w+)\}/g, (_, name: string) => params[name] ?? '')}`,
    );
    return { Code: 'OK', Message: 'OK', BizId: '1', RequestId: 'r' };
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      count += 1;
      const mishap = mishaps.shift();
      if (mishap !== undefined && mishap !== 'take and drop') return play(mishap, response);
      const url = new URL(request.url ?? '/', origin);
      const body = Buffer.concat(chunks).toString();
      const json = jsonOf(request, body);
      const by =
        url.pathname === '/cgi-bin/webhook/send'
          ? wecom(url, json)
          : url.pathname === '/robot/send'
            ? dingtalk(url, json)
            : url.pathname.startsWith('/open-apis/')
              ? feishu(url, json)
              : sms(url, request, body);
      if (mishap === 'take and drop') return response.destroy();
      const [status, answer] = Array.isArray(by) ? (by as [number, object]) : [200, by];
      response
        .writeHead(request.method === 'POST' ? status : 405, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ origin, shown, mishaps, clock, requests: () => count },
    settings: {
      wecom: { url: new URL(`/cgi-bin/webhook/send?key=${KEY}`, origin) },
      dingtalk: { url: new URL(`/robot/send?access_token=${TOKEN}`, origin), secret: DING_SECRET },
      feishu: { url: new URL(`/open-apis/bot/v2/hook/${HOOK}`, origin), secret: LARK_SECRET },
      sms: {
        url: new URL(origin),
        ...{ keyId: 'LTAI0123456789', keySecret: 'aliyun-key-secret', signName: '某市教育局', template: 'SMS_123' },
      },
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Json = Record<string, unknown>;

function jsonOf(request: IncomingMessage, body: string): Json {
  try {
    return request.headers['content-type']?.startsWith('application/json') ? (JSON.parse(body) as Json) : {};
  } catch {
    return {};
  }
}

/** The text of a message of type `text`; null for any other shape. */
function textAt(json: Json, type: string, field: string): string | null {
  const { content, text } = (json[field] ?? {}) as Json;
  const found = content ?? text;
  return json[type] === 'text' && typeof found === 'string' && found !== '' ? found : null;
}

function play(mishap: Mishap, response: ServerResponse): void {
  if (typeof mishap === 'object') {
    if ('redirectTo' in mishap) response.writeHead(307, { location: mishap.redirectTo }).end();
    else response.writeHead(mishap.answer[0]).end(mishap.answer[1]);
  } else if (mishap === 'drop') response.destroy();
  else if (mishap === 'half an answer') {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"errcode":0', () => response.destroy());
  } else if (mishap === 'drip') {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  } else if (mishap === 'flood') response.writeHead(200).end(Buffer.alloc(10_000_000, 32));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
