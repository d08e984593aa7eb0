import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Format } from './format.js';
import type { Post } from './post.js';
import type { SmsText } from './short-text.js';

/** An account with 阿里云短信服务: the text's signature (签名) and template, both approved before. */
export interface SmsAccount {
  url: URL;
  keyId: string;
  keySecret: string;
  signName: string;
  template: string;
}

export interface SmsToSend extends SmsText {
  mobile: string;
}

/** As 阿里云短信服务, SendSms (2017-05-25): all parameters in the query, nothing in the body. Far more a second than an office sends. */
export function aliyunSms(account: SmsAccount): Format<SmsToSend> {
  return {
    perMinute: 600,
    request({ mobile, params }, at) {
      const query = {
        PhoneNumbers: mobile,
        SignName: account.signName,
        TemplateCode: account.template,
        TemplateParam: JSON.stringify(params),
      };
      return signedRequest(account, { action: 'SendSms', version: '2017-05-25', query, at, nonce: randomUUID() });
    },
    verdict({ Code: code, Message: words }) {
      if (typeof code !== 'string') return null;
      // 业务限流, 系统错误, and what every service of theirs answers when it has too much to do.
      const forNow = /^(isv\.BUSINESS_LIMIT_CONTROL|isp\.SYSTEM_ERROR|ServiceUnavailable|Throttling\b.*)$/.test(code);
      return { taken: code === 'OK', forNow, words: `${code} ${typeof words === 'string' ? words : ''}` };
    },
  };
}

interface Call {
  action: string;
  version: string;
  query: Record<string, string>;
  at: number;
  nonce: string;
}

/** As 阿里云, V3版本请求体&签名机制 (ACS3-HMAC-SHA256), for calls in RPC style. */
export function signedRequest(
  { url, keyId, keySecret }: Pick<SmsAccount, 'url' | 'keyId' | 'keySecret'>,
  { action, version, query, at, nonce }: Call,
): Post {
  const canonicalQuery = Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
  const headers: Record<string, string> = {
    host: url.host,
    'x-acs-action': action,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': nonce,
    'x-acs-version': version,
  };
  // In order of name, as they stand above.
  const canonicalHeaders = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const names = Object.keys(headers).join(';');
  const canonical = ['POST', '/', canonicalQuery, canonicalHeaders.join(''), names, sha256('')].join('\n');
  const toSign = `ACS3-HMAC-SHA256\n${sha256(canonical)}`;
  const signature = createHmac('sha256', keySecret).update(toSign).digest('hex');
  const authorization = `ACS3-HMAC-SHA256 Credential=${keyId},SignedHeaders=${names},Signature=${signature}`;
  return { url: new URL(`/?${canonicalQuery}`, url), headers: { ...headers, authorization }, body: '' };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** RFC 3986, which leaves fewer signs as they are than `encodeURIComponent`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
