import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import nodemailer from 'nodemailer';
import { startMailCatcher, type MailCatcher } from '../../embedded/mail-catcher.js';
import { listMails, readMail } from '../../embedded/mailbox.js';

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
    const [found, ...others] = await listMails(dir);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      receivedAt: '2027-03-01T01:00:00.000Z',
      subject: '督办事项 1.1 即将到期',
      from: '督查室 <duban@example.org>',
      to: ['基础教育处 <jichu@example.org>', 'gaojiao@example.org'],
      date: '2027-03-01T01:00:00.000Z',
    });
    const mail = await readMail(dir, found!.id);
    expect(mail.text?.trim()).toBe('请于 3 月 31 日前报送。\n.一行以点开头');
    expect(mail.html).toContain('<p>请于 3 月 31 日前报送。</p>');
    expect(mail.headers.filter(({ name }) => name === 'x-envelope-to').map(({ value }) => value)).toEqual([
      '<jichu@example.org>',
      '<gaojiao@example.org>',
      '<archive@example.org>',
    ]);
    expect(mail.attachments.map(({ name, content }) => [name, Buffer.from(content).toString()])).toEqual([['回执.txt', '回执']]);
  });

  it('lists the newest first, however many arrive in one moment', async () => {
    await Promise.all([send('甲'), send('乙'), send('丙')]);
    now = new Date('2027-03-02T01:00:00.000Z');
    await send('丁');
    const mails = await listMails(dir);
    expect(mails).toHaveLength(4);
    expect(mails[0]?.subject).toBe('丁');
    expect(mails.slice(1).map(({ subject }) => subject).sort()).toEqual(['丙', '乙', '甲'].sort());
    expect(await listMails(dir, { limit: 2 })).toHaveLength(2);
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
    expect(await listMails(dir)).toEqual([]);
    // What it left is cleared by the next start.
    catcher = await startMailCatcher({ dir, port: 0, host: '127.0.0.1' });
    expect(await readdir(dir)).toEqual([]);
  });
});

describe('the mailbox', () => {
  it('reads nothing outside its folder', async () => {
    await writeFile(path.join(dir, '..', 'duban-secret.eml'), 'Subject: secret\r\n\r\n');
    for (const id of ['../duban-secret', 'duban-secret', '..', '', '20270301T010000000Z-zzzzzzzz', '20270301T010000000Z-00000000\0']) {
      await expect(readMail(dir, id)).rejects.toMatchObject({ code: 'mail-not-found' });
    }
    await rm(path.join(dir, '..', 'duban-secret.eml'));
  });

  it('is empty where there is no folder yet', async () => {
    expect(await listMails(path.join(dir, 'none'))).toEqual([]);
  });
});
