import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createMailer, type Mailer } from '../../mail/smtp.js';
import { at } from './sample-notices.js';

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

type Act = (socket: net.Socket, connection: number) => void;

/** A server that keeps what it takes. `odd` answers a line by its beginning, as it likes; `<` is the greeting. */
async function server(odd: Record<string, Act> = {}) {
  const kept: string[] = [];
  const sockets = new Set<net.Socket>();
  const listener = net.createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    const connection = sockets.size;
    let [rest, text, inText] = ['', '', false];
    const say = (line: string, usual: string): void => {
      const act = odd[line.slice(0, 4)];
      if (act === undefined) socket.write(usual);
      else act(socket, connection);
    };
    say('<', '220 here\r\n');
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (!inText) {
          inText = line === 'DATA';
          say(line, inText ? '354 go on\r\n' : '250 ok\r\n');
        } else if (line === '.') {
          kept.push(/X-Duban-Mail: (\S+)/.exec(text)?.[1] ?? '?');
          [inText, text] = [false, ''];
          say('.', '250 queued\r\n');
        } else text += `${line}\n`;
      }
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  ended.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => listener.close(resolve));
  });
  return { port: (listener.address() as net.AddressInfo).port, kept, connections: () => sockets.size };
}

function mailerOn(ports: number[], sessionTimeout = 4000): Mailer {
  const [first, ...others] = ports.map((port) => ({ host: '127.0.0.1', port, secure: false }));
  const mailer = createMailer({ ...first!, others, from: 'duban@example.org', sessionTimeout });
  ended.push(() => mailer.close());
  return mailer;
}

const send = (mailer: Mailer, id: string) =>
  mailer.prepare({
    id,
    recipient: { name: '', mailbox: 'a@example.org' },
    subject: '',
    text: '',
    html: '',
    at: at('2017-09-26T09:00'),
  })();

describe('a connection', () => {
  it('whose mail was taken serves the next one, and not the next but one after a refusal', async () => {
    let rcpt = 0;
    const s = await server({ RCPT: (socket) => socket.write((rcpt += 1) === 3 ? '550 who\r\n' : '250 ok\r\n') });
    const mailer = mailerOn([s.port]);
    const kinds = [];
    for (const id of ['a', 'b', 'c', 'd']) kinds.push((await send(mailer, id)).kind);
    expect(kinds).toEqual(['accepted', 'accepted', 'rejected', 'accepted']);
    expect([s.kept, s.connections()]).toEqual([['a', 'b', 'd'], 2]);
  });

  it.each<[string, Record<string, Act>]>([
    ['is closed while nobody uses it', { '.': (socket) => void socket.end('250 queued\r\n') }],
    [
      'is turned down with 421',
      {
        MAIL: (() => {
          const seen = new Map<number, number>();
          return (socket, n) => {
            seen.set(n, (seen.get(n) ?? 0) + 1);
            socket.write(seen.get(n) === 2 ? '421 too many\r\n' : '250 ok\r\n');
          };
        })(),
      },
    ],
    [
      'breaks as the next mail begins',
      {
        MAIL: (() => {
          const seen = new Set<number>();
          return (socket, n) => {
            if (seen.has(n)) return void socket.destroy();
            seen.add(n);
            socket.write('250 ok\r\n');
          };
        })(),
      },
    ],
    ['holds one answer too many', { '.': (socket) => socket.write('250 queued\r\n250 again\r\n') }],
  ])('that %s is replaced, and each mail arrives once', async (_, odd) => {
    const s = await server(odd);
    const mailer = mailerOn([s.port]);
    for (const id of ['a', 'b', 'c']) {
      expect(await send(mailer, id)).toMatchObject({ kind: 'accepted' });
      await sleep(20);
    }
    expect(s.kept).toEqual(['a', 'b', 'c']);
  });

  it('whose answers are one behind hands over nothing on their word', async () => {
    // The second answer comes only once the next mail has begun.
    const s = await server({
      '.': (socket) => socket.write('250 queued\r\n'),
      MAIL: (socket) => socket.write('250 late\r\n250 ok\r\n'),
    });
    const mailer = mailerOn([s.port], 1500);
    const outcomes = [await send(mailer, 'a'), await send(mailer, 'b')];
    const accepted = outcomes.filter(({ kind }) => kind === 'accepted').length;
    expect(new Set(s.kept).size).toBe(s.kept.length);
    expect(s.kept.length).toBeGreaterThanOrEqual(accepted);
  });
});

describe('several servers', () => {
  it('the second takes what the first takes no part of, and the first then rests', async () => {
    const first = await server({ '<': (socket) => void socket.end('554 not today\r\n') });
    const second = await server();
    const mailer = mailerOn([first.port, second.port]);
    for (const id of ['a', 'b']) expect(await send(mailer, id)).toMatchObject({ kind: 'accepted' });
    expect([second.kept, first.connections()]).toEqual([['a', 'b'], 1]);
  });

  it.each(['MAIL', 'RCPT', 'DATA', '.'])('the second takes what the first turns down with 421 at %s', async (stage) => {
    const first = await server({ [stage]: (socket) => void socket.end('421 closing\r\n') });
    const second = await server();
    expect(await send(mailerOn([first.port, second.port]), 'a')).toMatchObject({ kind: 'accepted' });
    expect(second.kept).toEqual(['a']);
  });

  it('one that hangs leaves time to the next', async () => {
    const first = await server({ '<': () => undefined });
    const second = await server();
    expect(await send(mailerOn([first.port, second.port], 800), 'a')).toMatchObject({ kind: 'accepted' });
  });

  it('a mail in doubt, or refused, is not given to the next', async () => {
    const lost = await server({ '.': (socket) => void socket.destroy() });
    const refusing = await server({ RCPT: (socket) => socket.write('450 later\r\n') });
    const second = await server();
    expect(await send(mailerOn([lost.port, second.port]), 'a')).toMatchObject({ kind: 'unknown' });
    expect(await send(mailerOn([refusing.port, second.port]), 'b')).toMatchObject({ kind: 'rejected' });
    expect(second.kept).toEqual([]);
  });
});
