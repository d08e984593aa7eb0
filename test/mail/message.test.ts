import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import MimeNode from 'nodemailer/lib/mime-node';
import PostalMime from 'postal-mime';
import { parseMailbox } from '../../mail/mailbox.js';
import { buildMessage, written } from '../../mail/message.js';
import type { OutgoingMail } from '../../mail/message.js';
import { at } from './sample-notices.js';

const from = { name: '督查室', mailbox: 'duban@bureau.example.org' };
const mail: OutgoingMail = {
  id: 'mail-7',
  recipient: { name: '基础教育处', mailbox: 'jcjy@example.org' },
  subject: '【催报】1.2 深化推进学区制管理… 9月节点',
  text: '基础教育处：\n请报送。\n',
  html: '<p>基础教育处：</p>',
  at: at('2017-09-26T09:00'),
};

describe('buildMessage', () => {
  it('gives a mail its id, date, one recipient and both bodies', async () => {
    const { bytes, envelope, messageId } = await buildMessage(mail, from);
    const parsed = await PostalMime.parse(bytes);
    const header = (key: string) => parsed.headers.filter((each) => each.key === key).map(({ value }) => value);
    expect(messageId).toBe('<mail-7@bureau.example.org>');
    expect(envelope).toEqual({ from: 'duban@bureau.example.org', to: 'jcjy@example.org' });
    expect(parsed.messageId).toBe('<mail-7@bureau.example.org>');
    expect(parsed.date).toBe('2017-09-26T01:00:00.000Z');
    expect(header('auto-submitted')).toEqual(['auto-generated']);
    expect(header('x-duban-mail')).toEqual(['mail-7']);
    expect(parsed.from).toEqual({ name: '督查室', address: 'duban@bureau.example.org' });
    expect(parsed.to).toEqual([{ name: '基础教育处', address: 'jcjy@example.org' }]);
    expect([parsed.cc, parsed.bcc]).toEqual([undefined, undefined]);
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.text).toBe(mail.text);
    expect(parsed.html?.trim()).toBe(mail.html);
  });

  it('carries files under their names, byte for byte, and is the same when it is sent again', async () => {
    const content = Buffer.from([0x50, 0x4b, 0, 255, 13, 10]);
    const filed = {
      ...mail,
      attachments: [{ name: '督办通知单（督办〔2017〕3号）.docx', type: 'application/zip', content }],
    };
    const [first, second] = [await buildMessage(filed, from), await buildMessage(filed, from)];
    expect(first.bytes.equals(second.bytes)).toBe(true);
    const { attachments, text } = await PostalMime.parse(first.bytes);
    expect(text).toBe(mail.text);
    expect(attachments.map(({ filename }) => filename)).toEqual(['督办通知单（督办〔2017〕3号）.docx']);
    expect(Buffer.from(attachments[0]?.content as ArrayBuffer).equals(content)).toBe(true);
  });

  it('stands in the thread of its item, and names a mailbox where it can be declined', async () => {
    const headersOf = async (changes: Partial<OutgoingMail>) => {
      const { headers } = await PostalMime.parse((await buildMessage({ ...mail, ...changes }, from)).bytes);
      const all = new Map(headers.map(({ key, value }) => [key, value]));
      return ['references', 'in-reply-to', 'list-unsubscribe'].map((key) => all.get(key));
    };
    const root = '<item-1.person-2@bureau.example.org>';
    expect(await headersOf({})).toEqual([undefined, undefined, undefined]);
    expect(await headersOf({ thread: 'item-1.person-2' })).toEqual([root, root, undefined]);
    const [, , declined] = await headersOf({ unsubscribe: 'wang@example.org' });
    expect(declined).toMatch(/^<mailto:wang@example\.org\?subject=%E4/);
    expect(await headersOf({ thread: 'a>\r\nBcc: thief@evil.example' })).toEqual([undefined, undefined, undefined]);
    await expect(headersOf({ unsubscribe: 'a@example.org\r\nBcc: x' })).rejects.toMatchObject({
      code: 'mailbox-invalid',
    });
  });

  it('gives the same bytes for the same mail', async () => {
    const [first, second] = await Promise.all([buildMessage(mail, from), buildMessage(mail, from)]);
    expect(first.bytes.equals(second.bytes)).toBe(true);
  });

  it('is written as nodemailer would stream it', async () => {
    const tree = (text: string, content: Uint8Array, nested: boolean): MimeNode => {
      const root = new MimeNode('multipart/mixed', { baseBoundary: 'b', textEncoding: 'B' });
      root.setHeader({ Subject: text, Date: 'x', 'Message-ID': '<a@example.org>' });
      const parent = nested ? root.createChild('multipart/alternative') : root;
      for (const type of ['text/plain', 'text/html; charset=utf-8'])
        parent.createChild(type, { textEncoding: 'B' }).setContent(text);
      root.createChild('application/zip', { filename: text }).setContent(Buffer.from(content));
      return root;
    };
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme-ascii', maxLength: 200 }));
    await fc.assert(
      fc.asyncProperty(texts, fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (...own) => {
        expect(written(tree(...own))).toBe((await tree(...own).build()).toString());
      }),
    );
  });

  it.each([
    'a@example.org\r\nRCPT TO:<thief@evil.example>',
    'a@example.org\nBcc: thief@evil.example',
    'a@example.org, thief@evil.example',
    'a@example.org>',
    '<a@example.org>',
    'a b@example.org',
    'a@example.org\u0000',
    'a@example.org ',
    '"a\r\n"@example.org',
    'a@b@example.org',
    '张三@example.org',
    'a@-example.org',
    'a@example..org',
    '@example.org',
    'example.org',
    '',
    `${'a'.repeat(250)}@example.org`,
  ])('refuses the mailbox %j', async (mailbox) => {
    const changed = { ...mail, recipient: { name: '甲', mailbox } };
    await expect(buildMessage(changed, from)).rejects.toMatchObject({ name: 'DubanError', code: 'mailbox-invalid' });
    await expect(buildMessage(mail, { name: '甲', mailbox })).rejects.toMatchObject({ code: 'mailbox-invalid' });
  });

  it.each(['a b', 'a\r\nBcc: x', 'a>', '', 'a@b', '.a'])('refuses the mail id %j', async (id) => {
    await expect(buildMessage({ ...mail, id }, from)).rejects.toMatchObject({ code: 'mail-id-invalid' });
  });

  it('keeps line breaks in a name or a subject from adding a header', async () => {
    const hostile = 'x\r\nBcc: thief@evil.example\r\n\r\n<b>body</b>';
    const changed = { ...mail, subject: hostile, recipient: { ...mail.recipient, name: hostile } };
    const { bytes } = await buildMessage(changed, { ...from, name: hostile });
    const parsed = await PostalMime.parse(bytes);
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.to).toEqual([{ name: 'x Bcc: thief@evil.example <b>body</b>', address: 'jcjy@example.org' }]);
    expect(parsed.subject).toBe('x Bcc: thief@evil.example <b>body</b>');
    expect(parsed.text).toBe(mail.text);
  });
});

describe('parseMailbox', () => {
  it.each([
    ['duban@example.org', { name: '', mailbox: 'duban@example.org' }],
    ['督查室 <duban@example.org>', { name: '督查室', mailbox: 'duban@example.org' }],
    ['"Duban, Office" <o.x+y@mail.example.org>', { name: 'Duban, Office', mailbox: 'o.x+y@mail.example.org' }],
    ['duban@localhost', { name: '', mailbox: 'duban@localhost' }],
  ])('reads %j', (text, mailbox) => {
    expect(parseMailbox(text)).toEqual(mailbox);
  });

  it.each(['督查室', '督查室 <>', 'a <b@example.org> c', 'a\r\n<b@example.org>', 'a <b@example.org\r\n>'])(
    'refuses %j',
    (text) => {
      expect(() => parseMailbox(text)).toThrow(expect.objectContaining({ code: 'mailbox-invalid' }));
    },
  );
});
