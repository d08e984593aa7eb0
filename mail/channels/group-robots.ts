import { createHmac } from 'node:crypto';
import { JSON_HEADERS, type Format, type Verdict } from './format.js';

/** The robot of a group: its address, which whoever knows may write to, and its secret (加签, 签名校验) where it has one. */
export interface Robot {
  url: URL;
  secret?: string;
}

/** The least that one of them takes (WeCom). What is longer would not be read on a phone. */
export const MOST_BYTES = 2048;

/** As 企业微信开发者中心, 群机器人配置说明: text of 2048 bytes of UTF-8 at most, 20 messages a minute; codes by 全局错误码. */
export function wecom({ url }: Robot): Format<string> {
  return {
    perMinute: 20,
    request: (content) => ({
      url,
      headers: JSON_HEADERS,
      body: JSON.stringify({ msgtype: 'text', text: { content } }),
    }),
    // -1 系统繁忙, 45009 接口调用超过限制.
    verdict: ({ errcode, errmsg }) => verdictOf(errcode, errmsg, [-1, 45009]),
  };
}

/**
 * As 钉钉开放平台, 自定义机器人接入 and 自定义机器人安全设置: 20 messages a minute, or none for ten; with 加签 the address carries the milliseconds
 * and HMAC-SHA256 of "milliseconds, line feed, secret" under the secret, in Base64.
 */
export function dingtalk({ url, secret }: Robot): Format<string> {
  return {
    perMinute: 20,
    request(content, at) {
      const signed = new URL(url);
      if (secret !== undefined) {
        signed.searchParams.set('timestamp', String(at));
        signed.searchParams.set('sign', createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64'));
      }
      return { url: signed, headers: JSON_HEADERS, body: JSON.stringify({ msgtype: 'text', text: { content } }) };
    },
    // -1 系统繁忙, 130101 and 660026 发送过快.
    verdict: ({ errcode, errmsg }) => verdictOf(errcode, errmsg, [-1, 130101, 660026]),
  };
}

/**
 * As 飞书开放平台, 自定义机器人使用指南: 100 messages a minute and 5 a second; with 签名校验 the body carries the seconds and HMAC-SHA256 of
 * nothing under "seconds, line feed, secret", in Base64.
 */
export function feishu({ url, secret }: Robot): Format<string> {
  return {
    perMinute: 100,
    request(text, at) {
      const timestamp = String(Math.floor(at / 1000));
      const sign = (key: string): string => createHmac('sha256', `${timestamp}\n${key}`).digest('base64');
      const signed = secret === undefined ? {} : { timestamp, sign: sign(secret) };
      return { url, headers: JSON_HEADERS, body: JSON.stringify({ ...signed, msg_type: 'text', content: { text } }) };
    },
    verdict({ code, msg, StatusCode, StatusMessage }) {
      // Older robots answer with StatusCode alone; newer ones have it 0 whatever is the matter.
      const words = msg ?? StatusMessage;
      // 9499 is a faulty request, or one too many.
      const isBusy = typeof words === 'string' && /too many|frequency/i.test(words);
      return verdictOf(code ?? StatusCode, words, isBusy ? [9499, 11232] : [11232]);
    },
  };
}

function verdictOf(code: unknown, words: unknown, forNow: number[]): Verdict | null {
  if (typeof code !== 'number') return null;
  return {
    taken: code === 0,
    forNow: forNow.includes(code),
    words: `${code} ${typeof words === 'string' ? words : ''}`,
  };
}
