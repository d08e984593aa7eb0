import net from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { createMailer } from '../../mail/smtp.js';
import type { Mailer, MailerSettings } from '../../mail/smtp.js';
import type { OutgoingMail } from '../../mail/message.js';
import { at } from './sample-notices.js';

const mail: OutgoingMail = {
  id: 'mail-7',
  recipient: { name: '基础教育处', mailbox: 'jcjy@example.org' },
  subject: '【催报】',
  text: '请报送。\n',
  html: '<p>请报送。</p>',
  at: at('2017-09-26T09:00'),
};

/** What the tests started, ended after each. */
const started: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((end) => end()));
});

describe('against an SMTP server', () => {
  it('a mail that is taken is accepted, and arrives once', async () => {
    const received: { envelope: unknown; source: string }[] = [];
    const port = await smtpServer({
      onData(stream, { envelope }, done) {
        void collect(stream).then((source) => {
          received.push({ envelope: [envelope.mailFrom, envelope.rcptTo], source });
          done(null, 'queued as 1');
        });
      },
    });
    expect(await mailerOn(port).prepare(mail)()).toEqual({ kind: 'accepted', response: '250 queued as 1' });
    expect(received).toHaveLength(1);
    expect(received[0]!.envelope).toEqual([
      expect.objectContaining({ address: 'duban@example.org' }),
      [expect.objectContaining({ address: 'jcjy@example.org' })],
    ]);
    expect(received[0]!.source).toContain('Message-ID: <mail-7@example.org>\r\n');
  });

  it('twenty mails at once arrive once each', async () => {
    const ids: string[] = [];
    const port = await smtpServer({
      onData(stream, _, done) {
        void collect(stream).then((source) => {
          ids.push(/X-Duban-Mail: (.*)\r\n/.exec(source)![1]!);
          done();
        });
      },
    });
    const mailer = mailerOn(port);
    const sent = Array.from({ length: 20 }, (_, i) => `mail-${i}`);
    const outcomes = await Promise.all(sent.map((id) => mailer.prepare({ ...mail, id })()));
    expect(outcomes.map(({ kind }) => kind)).toEqual(sent.map(() => 'accepted'));
    expect(ids.sort()).toEqual([...sent].sort());
  });

  it.each([
    [550, true, '550 no such user'],
    [452, false, '452 no such user'],
  ])('a recipient refused with %i is rejected, permanent: %s', async (responseCode, permanent, response) => {
    const port = await smtpServer({ onRcptTo: (_, __, done) => done(reply('no such user', responseCode)) });
    expect(await mailerOn(port).prepare(mail)()).toEqual({ kind: 'rejected', permanent, response });
  });

  it.each([
    [451, false, '451 try later'],
    [554, true, '554 try later'],
  ])('a message answered with %i is rejected, permanent: %s', async (responseCode, permanent, response) => {
    const port = await smtpServer({
      onData(stream, _, done) {
        stream.resume().on('end', () => done(reply('try later', responseCode)));
      },
    });
    expect(await mailerOn(port).prepare(mail)()).toEqual({ kind: 'rejected', permanent, response });
  });

  it('a message larger than the server takes is rejected for good', async () => {
    const port = await smtpServer({ size: 100 });
    expect(await mailerOn(port).prepare(mail)()).toMatchObject({ kind: 'rejected', permanent: true });
  });

  it('an invalid mailbox is rejected for good, and the server sees nothing', async () => {
    let sessions = 0;
    const port = await smtpServer({ onConnect: (_, done) => (sessions++, done()) });
    const recipient = { name: '甲', mailbox: 'a@example.org\r\nRCPT TO:<thief@evil.example>' };
    expect(await mailerOn(port).prepare({ ...mail, recipient })()).toMatchObject({ kind: 'rejected', permanent: true });
    expect(sessions).toBe(0);
  });

  it('with a user it logs in first', async () => {
    let user: string | undefined;
    const port = await smtpServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth(auth, _, done) {
        user = `${auth.username} ${auth.password}`;
        done(null, { user: auth.username! });
      },
    });
    const mailer = mailerOn(port, { user: 'duban', password: 'sample' });
    expect(await mailer.prepare(mail)()).toMatchObject({ kind: 'accepted' });
    expect(user).toBe('duban sample');
  });

  it('a refused login leaves the mail unsent: it is not the mail that is wrong', async () => {
    const port = await smtpServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_, __, done) => done(new Error('bad password')),
    });
    const outcome = await mailerOn(port, { user: 'duban', password: 'not-to-be-shown' }).prepare(mail)();
    expect(outcome).toMatchObject({ kind: 'unsent', reason: expect.stringContaining('535') });
    expect(JSON.stringify(outcome)).not.toContain('not-to-be-shown');
  });

  it('a server without login leaves the mail unsent where a user is set', async () => {
    const port = await smtpServer({});
    const outcome = await mailerOn(port, { user: 'duban', password: 'sample' }).prepare(mail)();
    expect(outcome).toMatchObject({ kind: 'unsent', reason: expect.stringContaining('不支持登录') });
  });
});

describe('when the connection fails', () => {
  it('refused: unsent', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await mailerOn(port).prepare(mail)()).toMatchObject({ kind: 'unsent' });
  });

  it('dropped at once, before the greeting: unsent', async () => {
    const port = await scripted((_, socket) => socket.end(), '');
    expect(await mailerOn(port).prepare(mail)()).toMatchObject({ kind: 'unsent' });
  });

  it('turned away by the greeting: unsent', async () => {
    const port = await scripted(() => undefined, '554 no service\r\n');
    expect(await mailerOn(port).prepare(mail)()).toMatchObject({ kind: 'unsent' });
  });

  it.each(['MAIL', 'RCPT', 'DATA'])('dropped on %s, before any content: unsent', async (command) => {
    const port = await scripted(answer({ [command]: drop }));
    expect(await mailerOn(port).prepare(mail)()).toMatchObject({ kind: 'unsent' });
  });

  it('dropped on DATA by a server that lets commands be sent ahead: unsent', async () => {
    const port = await scripted(answer({ EHLO: '250-here\r\n250 PIPELINING\r\n', DATA: drop }));
    expect(await mailerOn(port).prepare(mail)()).toMatchObject({ kind: 'unsent' });
  });

  it("dropped within the content, or after DATA's dot: unknown", async () => {
    const within = await scripted(answer({ 'Message-ID:': drop }));
    const after = await scripted(answer({ '.': drop }));
    expect(await mailerOn(within).prepare(mail)()).toMatchObject({ kind: 'unknown' });
    expect(await mailerOn(after).prepare(mail)()).toMatchObject({ kind: 'unknown' });
  });

  it('reset after the dot: unknown', async () => {
    const port = await scripted(answer({ '.': (socket) => socket.resetAndDestroy() }));
    expect(await mailerOn(port).prepare(mail)()).toMatchObject({ kind: 'unknown' });
  });

  it('answered after the dot and dropped then: accepted', async () => {
    const port = await scripted(answer({ '.': (socket) => socket.end('250 queued\r\n') }));
    expect(await mailerOn(port).prepare(mail)()).toEqual({ kind: 'accepted', response: '250 queued' });
  });

  it.each(['MAIL', 'RCPT', 'DATA', '.'])('a reply about the session, not the mail, to %s: unsent', async (command) => {
    for (const code of [421, 503, 530]) {
      const port = await scripted(answer({ [command]: `${code} not now\r\n` }));
      const reason = `邮件服务器未接受会话：${code} not now`;
      expect(await mailerOn(port).prepare(mail)()).toEqual({ kind: 'unsent', reason });
    }
  });

  it('a reply to RCPT is the one that counts, where DATA was sent ahead and is out of order for it: rejected', async () => {
    const ahead = { EHLO: '250-here\r\n250 PIPELINING\r\n', DATA: '503 no recipient\r\n' };
    const [refusing, closing] = [
      await scripted(answer({ ...ahead, RCPT: '550 who\r\n' })),
      await scripted(answer({ ...ahead, RCPT: '421 bye\r\n' })),
    ];
    expect(await mailerOn(refusing).prepare(mail)()).toEqual({
      kind: 'rejected',
      permanent: true,
      response: '550 who',
    });
    expect(await mailerOn(closing).prepare(mail)()).toMatchObject({ kind: 'unsent' });
  });

  it.each([
    ['never greets', 'unsent', () => scripted(() => undefined, '')],
    ['never answers MAIL', 'unsent', () => scripted(answer({ MAIL: '' }))],
    ['never answers DATA', 'unsent', () => scripted(answer({ DATA: '' }))],
    ['never answers the content', 'unknown', () => scripted(answer({ '.': '' }))],
    ['answers the content a letter at a time, for ever', 'unknown', () => scripted(answer({ '.': trickle }))],
  ] as const)('a server that %s is left after the time allowed: %s', async (_, kind, start) => {
    const port = await start();
    const before = performance.now();
    expect(await mailerOn(port, { sessionTimeout: 400 }).prepare(mail)()).toMatchObject({ kind });
    const took = performance.now() - before;
    expect(took).toBeGreaterThan(350);
    expect(took).toBeLessThan(1500);
  });

  it('never more than one session is opened for a mail, whatever became of it', async () => {
    let sessions = 0;
    const lost = answer({ '.': drop });
    const port = await scripted((line, socket) => ((sessions += Number(line.startsWith('EHLO'))), lost(line, socket)));
    await mailerOn(port).prepare(mail)();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sessions).toBe(1);
  });
});

describe('a mailer', () => {
  it('that is closed waits for the mail under way and takes no other', async () => {
    let finish: () => void = () => undefined;
    const dotted = new Promise<void>((dot) => {
      finish = dot;
    });
    const port = await scripted(
      answer({ '.': (socket) => (finish(), setTimeout(() => socket.write('250 queued\r\n'), 150)) }),
    );
    const mailer = mailerOn(port);
    const delivery = mailer.prepare(mail)();
    await dotted;
    const order: string[] = [];
    const closing = mailer.close().then(() => order.push('closed'));
    expect(await mailer.prepare({ ...mail, id: 'mail-8' })()).toMatchObject({ kind: 'unsent' });
    void delivery.then(() => order.push('delivered'));
    await closing;
    expect(order).toEqual(['delivered', 'closed']);
    expect(await delivery).toMatchObject({ kind: 'accepted' });
  });

  it('refuses a sender that is no mailbox', () => {
    expect(() => createMailer({ host: '127.0.0.1', port: 25, secure: false, from: '督查室' })).toThrow('督查室');
  });
});

function mailerOn(port: number, settings: Partial<MailerSettings> = {}): Mailer {
  const from = '督查室 <duban@example.org>';
  const mailer = createMailer({ host: '127.0.0.1', port, secure: false, from, sessionTimeout: 5000, ...settings });
  started.push(() => mailer.close());
  return mailer;
}

async function smtpServer(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    logger: false,
    ...options,
  });
  server.on('error', () => undefined);
  started.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.server.address() as net.AddressInfo).port;
}

type Act = (socket: net.Socket) => unknown;

const drop: Act = (socket) => socket.destroy();

const trickle: Act = (socket) => {
  const timer = setInterval(() => socket.write('2'), 50);
  socket.on('close', () => clearInterval(timer));
};

const usual: Record<string, string> = {
  EHLO: '250 here\r\n',
  MAIL: '250 ok\r\n',
  RCPT: '250 ok\r\n',
  DATA: '354 go on\r\n',
  '.': '250 queued\r\n',
  QUIT: '221 bye\r\n',
};

/** A server that misbehaves as no real one can be asked to: it answers each line by its beginning. */
function answer(changes: Record<string, string | Act>): (line: string, socket: net.Socket) => void {
  const answers: Record<string, string | Act> = { ...usual, ...changes };
  return (line, socket) => {
    const key = Object.keys(answers).find((begin) => (begin === '.' ? line === '.' : line.startsWith(begin)));
    const found = key === undefined ? '' : answers[key]!;
    if (typeof found === 'function') found(socket);
    else if (found !== '') socket.write(found);
  };
}

async function scripted(
  onLine: (line: string, socket: net.Socket) => void,
  greeting = '220 here\r\n',
): Promise<number> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let rest = '';
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) if (!socket.destroyed) onLine(line, socket);
    });
    if (greeting !== '') socket.write(greeting);
    else onLine('', socket);
  });
  started.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as net.AddressInfo).port;
}

function reply(message: string, responseCode: number): Error {
  return Object.assign(new Error(message), { responseCode });
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  let source = '';
  for await (const chunk of stream) source += chunk.toString();
  return source;
}
