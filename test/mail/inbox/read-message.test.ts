import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meantItem } from '../../../mail/inbox/meant-item.js';
import { ownWords } from '../../../mail/inbox/own-words.js';
import { readMessage } from '../../../mail/inbox/read-message.js';
import { deliveryReport, letter } from './letters.js';

const OWN = 'duban@office.example';
const kindOf = async (bytes: Uint8Array): Promise<string> => (await readMessage(bytes, OWN)).kind;

describe('a message that came in', () => {
  it('is a reply where a person answers a mail, with his words and his files', async () => {
    const body = [
      ...[
        '--m',
        'Content-Type: text/plain; charset=utf-8',
        '',
        '已建成2所。',
        '',
        '-----原始邮件-----',
        '发件人：督查室',
        '',
      ],
      ...['--m', 'Content-Type: application/pdf; name="=?utf-8?B?5p2Q5paZLnBkZg==?="'],
      ...['Content-Disposition: attachment', 'Content-Transfer-Encoding: base64', '', 'JVBERi0xLjQ=', ''],
      ...['--m', 'Content-Type: image/png; name=logo.png', 'Content-ID: <logo>', 'Content-Disposition: inline'],
      ...['Content-Transfer-Encoding: base64', '', 'iVBORw0KGgo=', '--m--', ''],
    ];
    const headers = {
      'Content-Type': 'multipart/related; boundary=m',
      References: '<older@example.org> <mail-1@office.example>',
    };
    expect(await readMessage(letter(headers, body.join('\r\n')), OWN)).toEqual({
      kind: 'reply',
      messageId: 'answer-1@example.org',
      from: 'zhang@example.org',
      subject: '回复：【提醒】1.2 学区制管理',
      answers: ['mail-1@office.example', 'older@example.org'],
      text: '已建成2所。',
      files: [{ name: '材料.pdf', content: new Uint8Array(Buffer.from('%PDF-1.4')) }],
      leftOut: ['正文或签名中的图片“logo.png”；如是佐证材料，请作为附件添加'],
    });
    expect(await kindOf(letter({ 'In-Reply-To': '' }, '新的邮件'))).toBe('other');
  });

  it.each<[string, Record<string, string>]>([
    ['RFC 3834', { 'Auto-Submitted': 'auto-replied' }],
    ['RFC 3834 with a comment', { 'Auto-Submitted': 'auto-generated (vacation)' }],
    ['a list', { Precedence: 'bulk' }],
    ['QQ', { 'X-Autoreply': 'yes' }],
    ['Exchange', { 'X-Auto-Response-Suppress': 'All' }],
    ['163, which says so in the subject alone', { Subject: '自动回复：【提醒】1.2 学区制管理' }],
    ['no path back', { 'Return-Path': '<>' }],
    ['a receipt', { 'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b' }],
  ])('is no answer where a machine wrote it: %s', async (_, headers) => {
    expect(await kindOf(letter(headers, '我正在休假。'))).toBe('autoReply');
  });

  it('is a loop where it is a mail of ours, whoever sent it on', async () => {
    expect(await kindOf(letter({ 'X-Duban-Mail': 'mail-1' }, ''))).toBe('loop');
    expect(await kindOf(letter({ From: '督查室 <DUBAN@office.example>' }, ''))).toBe('loop');
  });

  it('is a bounce: final, or only late', async () => {
    expect(await readMessage(deliveryReport('failed'), OWN)).toMatchObject({
      ...{ kind: 'bounce', final: true, about: ['mail-1@office.example'], reason: '550 5.1.1 user unknown' },
    });
    expect(await readMessage(deliveryReport('delayed'), OWN)).toMatchObject({ kind: 'bounce', final: false });
  });

  it('is a bounce in the words of QQ and 163, with the original attached', async () => {
    const body = [
      ...[
        '--m',
        'Content-Type: text/plain; charset=utf-8',
        '',
        '很抱歉，您的邮件被退回。',
        '退信原因：收件人邮箱已满',
        '',
      ],
      ...['--m', 'Content-Type: message/rfc822', '', 'Subject: x', 'X-Duban-Mail: mail-1'],
      ...['Message-ID:', ' <mail-1@office.example>', '', 'x', '--m--', ''],
    ];
    const headers = {
      From: 'postmaster@qq.com',
      Subject: '来自qq.com的退信',
      'In-Reply-To': '',
      'Content-Type': 'multipart/mixed; boundary=m',
    };
    expect(await readMessage(letter(headers, body.join('\r\n')), OWN)).toMatchObject({
      ...{ kind: 'bounce', final: true, about: ['mail-1@office.example'], reason: '退信原因：收件人邮箱已满' },
    });
  });

  it('never throws, and a machine is never taken for a person, whatever else a message holds', async () => {
    const names = ['From', 'Subject', 'Content-Type', 'References', 'Content-Transfer-Encoding', 'Return-Path', 'X'];
    const headers = fc.dictionary(fc.constantFrom(...names), fc.string({ maxLength: 60 }));
    const machine = fc.constantFrom('auto-replied', 'auto-generated', 'auto-notified; x=y', 'AUTO-REPLIED');
    await fc.assert(
      fc.asyncProperty(headers, fc.string({ unit: 'binary' }), machine, async (given, body, stated) => {
        const clean = Object.fromEntries(Object.entries(given).map(([k, v]) => [k, v.replace(/[\r\n]/g, ' ')]));
        const { kind } = await readMessage(letter({ 'Auto-Submitted': stated, ...clean }, body), OWN);
        expect(['autoReply', 'bounce', 'loop']).toContain(kind);
      }),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await kindOf(bytes)).toBe('other');
      }),
      { numRuns: 200 },
    );
  });
});

describe('the own words of a mail', () => {
  it.each([
    ['QQ', '已完成。\n\n\n------------------ 原始邮件 ------------------\n发件人: "督查室";\n'],
    ['163', '已完成。\n\n\n\n在 2017-03-06 09:00:00，"督查室" <duban@office.example> 写道：\n\n张三：\n您好\n'],
    [
      'Foxmail',
      '已完成。\n\n\n\n________________________________\n发件人： 督查室\n发送时间： 2017-03-06\n收件人： 张三\n',
    ],
    ['Outlook', '已完成。\n\nFrom: 督查室 <duban@office.example>\nSent: Monday\nTo: 张三\n\n您好'],
    ['Netease Master', '已完成。\n\n---- 回复的原邮件 ----\n| 发件人 | 督查室 |\n'],
    [
      'a telephone',
      '已完成。\n\n发自我的iPhone\n\n在 2017年3月6日，09:00，督查室 <duban@office.example>\n 写道：\n\n> 您好\n',
    ],
    ['an answer below', '> 请报送\n\n已完成。\n'],
    ['Gmail', '已完成。\n\nOn Mon, Mar 6, 2017 at 9:00 AM 督查室 <duban@office.example>\nwrote:\n\n> 您好\n> 请报送\n'],
  ])('stand without the mail that they answer: %s', (_, text) => {
    expect(ownWords({ text })).toBe('已完成。');
  });

  it('are read from HTML where there is nothing else, and keep what only looks like a quote', () => {
    const html = '<div>已完成，<br>见附件。</div><blockquote>原文</blockquote><style>p{}</style>';
    expect(ownWords({ html })).toBe('已完成，\n见附件。');
    expect(ownWords({ text: '发件人：已联系\n在建3所\n写道：无' })).toBe('发件人：已联系\n在建3所\n写道：无');
  });
});

describe('the item that is meant', () => {
  const items = [{ code: '1.1' }, { code: '1.2' }, { code: '1.20' }];
  const ownSubject = '【提醒】1.1 学区制管理 等3项';
  const meant = (text: string, subject = `回复：${ownSubject}`): string | undefined =>
    meantItem(items, { subject, ownSubject, text })?.code;

  it('is the only one, else the one whose code is written', () => {
    expect(meantItem([{ code: '9' }], { subject: '', ownSubject: '', text: '' })?.code).toBe('9');
    expect(meant('1.2 已完成')).toBe('1.2');
    expect(meant('事项1.20：已完成')).toBe('1.20');
    expect(meant('您好\n\n【1.1】已完成')).toBe('1.1');
    expect(meant('已完成', `回复：${ownSubject} 1.2`)).toBe('1.2');
  });

  it('is asked for where codes are our own, several, or figures', () => {
    for (const text of ['已完成', '1.1 已完成\n1.2 已完成', '1.2万元已到位', '投入1.2', '1.23 已完成'])
      expect(meant(text)).toBeUndefined();
  });
});
