// An SMTP server that misbehaves as it is told, and remembers what it really took: the truth that a census is compared with.
import net from 'node:net';
import tls from 'node:tls';
import selfSigned from 'smtp-server/lib/tls-options.js';

const STAGES = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'text', 'dot', 'after'];
const USUAL = {
  greeting: '220 here',
  EHLO: '250 here',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  dot: '250 queued',
};

const FAULTS = ['4xx', '5xx', 'drop', 'reset', 'hang', 'partial', 'drip', 'kill', 'stop'];
/** `self-signed`: a certificate that nobody vouches for; `no-tls`: it says it will encrypt, and speaks on in the clear. */
const TLS_FAULTS = ['4xx', '5xx', 'drop', 'hang', 'self-signed', 'no-tls', 'kill'];

/** Each fault at each stage; after the dot, `keeps` says whether the message was taken all the same. */
export const MATRIX = [
  ...STAGES.flatMap((stage) => FAULTS.flatMap((fault) => faultAt(stage, fault))),
  ...TLS_FAULTS.map((fault) => ({ stage: 'STARTTLS', fault, keeps: false })),
];

/** `plan(stage)` gives what goes wrong now, or null; `signal` is how the sender's process is killed, or stopped while all goes well here. */
export async function oddServer(plan, signal) {
  const taken = [];
  const sockets = new Set();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let [rest, text, inText, refused] = ['', '', false, false];
    let noTls = null;
    const answer = (stage) => {
      const planned = plan(stage);
      if (planned?.fault === 'stop') signal('SIGTERM');
      const odd = planned?.fault === 'stop' ? null : planned;
      if (stage === 'dot' && keepsAfter(odd)) taken.push(text);
      if (odd === null) return USUAL[stage] === undefined || void socket.write(`${USUAL[stage]}\r\n`) || true;
      // Refused before its end, a message is not taken at its end.
      refused = stage === 'text' && /xx$/.test(odd.fault);
      misbehave(odd.fault, socket, stage);
      if (odd.fault === 'kill') signal('SIGKILL');
    };
    answer('greeting');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop();
      for (const line of lines) {
        if (socket.destroyed) return;
        if (inText && line === '.') {
          inText = false;
          if (!refused && answer('dot') === true) answer('after');
          refused = false;
          text = '';
        } else if (inText) {
          if (text === '') answer('text');
          text += `${line}\r\n`;
        } else {
          const verb = line.slice(0, 4);
          inText = verb === 'DATA';
          // Encryption is offered only to fail: with it, the test would have to see through it.
          if (verb === 'EHLO' && (noTls = plan('STARTTLS')) !== null) {
            socket.write('250-here\r\n250 STARTTLS\r\n');
            continue;
          }
          if (verb === 'STAR') {
            misbehave(noTls.fault, socket, verb);
            if (noTls.fault === 'kill') signal('SIGKILL');
            continue;
          }
          if (USUAL[verb] !== undefined) answer(verb);
          else socket.write(verb === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
        }
      }
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    taken,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function faultAt(stage, fault) {
  if (stage === 'dot' && fault !== 'stop') return [true, false].map((keeps) => ({ stage, fault, keeps }));
  // Once it has answered, a server can only go away; while it reads, it need not answer.
  if (stage === 'after' && !['drop', 'reset', 'kill', 'stop'].includes(fault)) return [];
  return [{ stage, fault, keeps: false }];
}

/** A refusal is one; whatever else befalls it after the dot, a server may have kept the message. */
function keepsAfter(odd) {
  return odd === null || (odd.keeps && odd.fault !== '4xx' && odd.fault !== '5xx');
}

function misbehave(fault, socket, stage) {
  const good = USUAL[stage] ?? '250 ok';
  switch (fault) {
    case '4xx':
      return void socket.write('451 not now\r\n');
    case '5xx':
      return void socket.write('554 never\r\n');
    case 'drop':
      return void socket.end();
    case 'reset':
      return void socket.resetAndDestroy();
    case 'partial':
      return void socket.end(good.slice(0, 2));
    case 'self-signed':
      socket.removeAllListeners('data');
      socket.write('220 go on\r\n');
      return void new tls.TLSSocket(socket, { ...selfSigned(), isServer: true }).on('error', () => undefined);
    case 'no-tls':
      return void socket.write('220 go on\r\n250 in the clear\r\n');
    case 'drip':
      return drip(socket);
    default:
  }
}

/** An answer that never ends: a letter at a time. */
function drip(socket) {
  const timer = setInterval(() => socket.write('2'), 20);
  socket.on('close', () => clearInterval(timer));
}
