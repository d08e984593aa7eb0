// An SMTP server that misbehaves as it is told, and remembers what it really took: the truth that a census is compared with.
import net from 'node:net';

const STAGES = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'text', 'dot', 'after'];
const USUAL = {
  greeting: '220 here',
  EHLO: '250 here',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  dot: '250 queued',
};

const FAULTS = ['4xx', '5xx', 'drop', 'reset', 'hang', 'partial', 'drip', 'kill'];
/** Each fault at each stage; after the dot, `keeps` says whether the message was taken all the same. */
export const MATRIX = STAGES.flatMap((stage) => FAULTS.flatMap((fault) => faultAt(stage, fault)));

/** `plan(stage)` gives what goes wrong now, or null; `kill` ends the sender's process. */
export async function oddServer(plan, kill) {
  const taken = [];
  const sockets = new Set();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let [rest, text, inText, refused] = ['', '', false, false];
    const answer = (stage) => {
      const odd = plan(stage);
      if (stage === 'dot' && keepsAfter(odd)) taken.push(text);
      if (odd === null) return USUAL[stage] === undefined || void socket.write(`${USUAL[stage]}\r\n`) || true;
      // Refused before its end, a message is not taken at its end.
      refused = stage === 'text' && /xx$/.test(odd.fault);
      misbehave(odd.fault, socket, stage);
      if (odd.fault === 'kill') kill();
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
  if (stage === 'dot') return [true, false].map((keeps) => ({ stage, fault, keeps }));
  // Once it has answered, a server can only go away; while it reads, it need not answer.
  if (stage === 'after' && !['drop', 'reset', 'kill'].includes(fault)) return [];
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
