import { createHash, createVerify, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { checkedKey, signed } from '../../mail/dkim.js';
import { buildMessage } from '../../mail/message.js';
import { at } from './sample-notices.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = {
  domain: 'example.org',
  selector: 'duban',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
};

const message = await buildMessage(
  {
    id: 'mail-7',
    recipient: { name: '基础教育处', mailbox: 'jcjy@example.org' },
    subject: '【催报】1.2 学区制管理 请于9月30日前报送',
    text: '请报送。 \n\n此致\n\n\n',
    html: '<p>请报送。</p>',
    at: at('2017-09-26T09:00'),
  },
  { name: '督查室', mailbox: 'duban@example.org' },
);

/** As a receiver checks it (RFC 6376, relaxed/relaxed), by nothing of the signer's. */
function verifies(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  const cut = text.indexOf('\r\n\r\n');
  const headers = text.slice(0, cut).split(/\r\n(?![ \t])/);
  const body = text.slice(cut + 4);
  const relaxed = (header: string): string => {
    const [, name = '', value = ''] = /^([^:]+):([^]*)$/.exec(header) ?? [];
    return `${name.toLowerCase().trim()}:${value
      .replace(/\r\n/g, '')
      .replace(/[ \t]+/g, ' ')
      .trim()}`;
  };
  const signature = headers.find((header) => /^dkim-signature:/i.test(header)) ?? '';
  const tag = (name: string): string =>
    new RegExp(`[;:\\s]${name}=([^;]*)`).exec(signature)?.[1]?.replace(/\s+/g, '') ?? '';
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  const hash = createHash('sha256')
    .update(`${lines.join('\r\n')}\r\n`, 'latin1')
    .digest('base64');
  const data = tag('h')
    .split(':')
    .map((name) => headers.find((header) => header.toLowerCase().startsWith(`${name.toLowerCase()}:`)))
    .filter((header) => header !== undefined)
    .map((header) => `${relaxed(header)}\r\n`)
    .join('');
  const unsigned = relaxed(signature).replace(/([;: ]b=)[^;]*/, '$1');
  const check = createVerify('RSA-SHA256').update(`${data}${unsigned}`, 'latin1');
  return hash === tag('bh') && tag('d') === 'example.org' && check.verify(publicKey, tag('b'), 'base64');
}

describe('a signed mail (DKIM)', () => {
  it('is vouched for by its domain, and not once a byte of it has changed', async () => {
    const { bytes } = await signed(message, key);
    expect(verifies(bytes)).toBe(true);
    const text = bytes.toString('latin1');
    expect(verifies(Buffer.from(text.replace('jcjy@example.org', 'else@example.org'), 'latin1'))).toBe(false);
    const body = text.length - 60;
    expect(verifies(Buffer.from(`${text.slice(0, body)}X${text.slice(body + 1)}`, 'latin1'))).toBe(false);
  });

  it('has the same bytes when it is sent again', async () => {
    expect((await signed(message, key)).bytes).toEqual((await signed(message, key)).bytes);
  });

  it('is refused a key that is none, without showing it', () => {
    expect(() => checkedKey({ ...key, privateKey: 'geheim' })).toThrow('DKIM 私钥有误');
    expect(() => checkedKey({ ...key, privateKey: 'geheim' })).not.toThrow('geheim');
  });
});
