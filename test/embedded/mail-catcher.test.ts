import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nodemailer from 'nodemailer';
import { startMailCatcher, type MailCatcher } from '../../embedded/mail-catcher.js';
import { emlFolder } from '../../mail/eml-folder.js';

let dir: string;
let catcher: MailCatcher;
let now: Date;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-mailbox-'));
  now = new Date('2027-03-01T01:00:00.000Z');
  catcher = await startMailCatcher({ dir, port: 0, host: '127.0.0.1', now: () => now });
});

afterEach(async () => {
  await catcher.close();
  await rm(dir, { recursive: true });
});

async function send(subject: string): Promise<void> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: catcher.port, ignoreTLS: true });
  await transport.sendMail({
    from: '督查室 <duban@example.org>',
    to: ['基础教育处 <jichu@example.org>', 'gaojiao@example.org'],
    bcc: 'archive@example.org',
    subject,
    text: '请于 3 月 31 日前报送。\n.一行以点开头',
    html: '<p>请于 3 月 31 日前报送。</p>',
    attachments: [{ filename: '回执.txt', content: '回执' }],
    date: new Date('2027-03-01T01:00:00.000Z'),
  });
  transport.close();
}

describe('the mail catcher', () => {
  it('keeps a mail that reads back as it was sent, with all recipients of the envelope', async () => {
    await send('督办事项 1.1 即将到期');
    const { total, mails } = await emlFolder(dir).list();
    expect(total).toBe(1);
    expect(mails[0]).toMatchObject({
      receivedAt: '2027-03-01T01:00:00.000Z',
      subject: '督办事项 1.1 即将到期',
      from: '督查室 <duban@example.org>',
      to: ['基础教育处 <jichu@example.org>', 'gaojiao@example.org'],
      date: '2027-03-01T01:00:00.000Z',
    });
    const mail = await emlFolder(dir).read(mails[0]!.id);
    expect(mail?.text?.trim()).toBe('请于 3 月 31 日前报送。\n.一行以点开头');
    expect(mail?.html).toContain('<p>请于 3 月 31 日前报送。</p>');
    expect(mail?.attachments).toMatchObject([{ name: '回执.txt', size: 6 }]);
    const raw = await readFile(path.join(dir, `${mails[0]!.id}.eml`), 'utf8');
    expect(raw.match(/^X-Envelope-To: .*$/gm)?.map((line) => line.trim())).toEqual([
      'X-Envelope-To: <jichu@example.org>',
      'X-Envelope-To: <gaojiao@example.org>',
      'X-Envelope-To: <archive@example.org>',
    ]);
  });

  it('keeps every one of those that arrive in one moment', async () => {
    await Promise.all([send('甲'), send('乙'), send('丙')]);
    now = new Date('2027-03-02T01:00:00.000Z');
    await send('丁');
    const { mails } = await emlFolder(dir).list();
    expect(mails[0]?.subject).toBe('丁');
    expect(new Set(mails.slice(1).map(({ subject }) => subject))).toEqual(new Set(['甲', '乙', '丙']));
    expect(mails).toHaveLength(4);
  });

  it('has nothing of a mail whose sender broke off', async () => {
    const socket = connect(catcher.port, '127.0.0.1');
    const replies = createInterface({ input: socket })[Symbol.asyncIterator]();
    const commands: [string, RegExp][] = [
      ['', /^220 /],
      ['HELO x', /^250 /],
      ['MAIL FROM:<a@example.org>', /^250 /],
      ['RCPT TO:<b@example.org>', /^250 /],
      ['DATA', /^354 /],
    ];
    for (const [command, reply] of commands) {
      if (command) socket.write(`${command}\r\n`);
      expect((await replies.next()).value).toMatch(reply);
    }
    await new Promise((resolve) => socket.write('Subject: half\r\n', resolve));
    socket.destroy();
    await catcher.close();
    expect((await emlFolder(dir).list()).total).toBe(0);
    // What it left is cleared by the next start.
    catcher = await startMailCatcher({ dir, port: 0, host: '127.0.0.1' });
    expect(await readdir(dir)).toEqual([]);
  });
});
