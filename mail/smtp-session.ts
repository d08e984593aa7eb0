import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { SECOND } from '../domain/instant.js';
import type { BuiltMessage } from './message.js';
import { meaningOf } from './smtp-reply.js';

export type DeliveryOutcome =
  /** The server has taken the message. */
  | { kind: 'accepted'; response: string }
  /** The server has refused it: for good (5xx) or for now (4xx). */
  | { kind: 'rejected'; permanent: boolean; response: string }
  /** Certain: the server has nothing of the message, and no word about it. */
  | { kind: 'unsent'; reason: string }
  /** The message was under way when the connection was lost; the server may or may not have it. */
  | { kind: 'unknown'; reason: string };

export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte (usually port 465); else STARTTLS where the server offers it. */
  secure: boolean;
  user?: string;
  password?: string;
}

/** Bounds in milliseconds: of the whole delivery, and of opening a session within it. `signal` fires when the whole is over. */
export interface Limit {
  timeout: number;
  opening: number;
  signal: AbortSignal;
}

/** Connects, greets and, where there is a user, logs in. Never rejects; settles within the limit. */
export async function openConnection(server: SmtpServer, limit: Limit): Promise<SMTPConnection | DeliveryOutcome> {
  const { host, port, secure, user, password } = server;
  const timeout = limit.opening;
  const connection = new SMTPConnection({
    ...{ host, port, secure, logger: false },
    ...{ connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout, dnsTimeout: timeout },
    // A lost session is torn down at once; a finished one has had its answer to QUIT.
    socketCloseTimeout: 0,
  });
  // Stays for good: a late error without a listener would end the process.
  connection.on('error', () => undefined);
  const bounds = { timeout, signal: limit.signal, stage: () => 'opening' as const };
  const opened = await within<SMTPConnection>(bounds, (give) => {
    const fail = (error: SMTPConnection.SMTPError): void => void give(failure(error, 'opening'));
    connection.once('error', fail);
    connection.connect((error) => {
      if (error) return fail(error);
      if (user === undefined) return void give(connection);
      if (!connection.allowsAuth) {
        const reason = '邮件服务器不支持登录，但设置了用户名；请核对服务器、端口和加密方式。';
        return void give({ kind: 'unsent', reason });
      }
      connection.login({ user, pass: password ?? '' }, (refused) => (refused ? fail(refused) : give(connection)));
    });
  });
  if (opened !== connection) connection.close();
  return opened;
}

/** How far a message got. nodemailer reports a connection lost after DATA like one never opened, so it is kept here. */
type Stage = 'opening' | 'envelope' | 'content';

interface HandOver {
  connection: SMTPConnection;
  message: BuiltMessage;
  /** Whether another message went over this connection before. */
  reused: boolean;
}

/**
 * Hands one message over an open connection, which it leaves open only when the message was accepted. `begun` tells whether
 * any of the text may have left. Never rejects; settles within the limit.
 */
export async function handOver(
  { connection, message, reused }: HandOver,
  limit: Limit,
): Promise<{ outcome: DeliveryOutcome; begun: boolean }> {
  let stage: Stage = 'envelope';
  const outcome = await within<DeliveryOutcome>({ ...limit, stage: () => stage }, (settle) => {
    const fail = (error: SMTPConnection.SMTPError): void => void settle(failure(error, stage));
    const content = contentOf(message.bytes, () => {
      // One answer too many to the message before would be taken for this one's: then nothing is handed over.
      const invited = !reused || /^3/.test(String(connection.lastServerResponse));
      if (invited) stage = 'content';
      return invited;
    });
    connection.send({ ...message.envelope, size: message.bytes.length }, content, (error, info) => {
      if (error) fail(error);
      else settle({ kind: 'accepted', response: info.response });
    });
  });
  if (outcome.kind !== 'accepted') endConnection(connection, outcome.kind === 'rejected');
  return { outcome, begun: (stage as Stage) === 'content' };
}

/** A politeness only where the server has answered; nobody waits for it, and it cannot keep a socket open for long. */
export function endConnection(connection: SMTPConnection, politely: boolean): void {
  if (!politely || connection.destroyed) return connection.close();
  connection.quit();
  setTimeout(() => connection.close(), 2 * SECOND).unref();
}

interface Bounded {
  timeout: number;
  signal: AbortSignal;
  stage: () => Stage;
}

/** Bounds a whole step: nodemailer's own timeouts bound its parts, and begin anew with every byte received. */
function within<T>(
  { timeout, signal, stage }: Bounded,
  begin: (settle: (outcome: T | DeliveryOutcome) => boolean) => void,
): Promise<T | DeliveryOutcome> {
  return new Promise((resolve) => {
    let settled = false;
    const settle = (outcome: T | DeliveryOutcome): boolean => {
      if (settled) return false;
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', expire);
      resolve(outcome);
      return true;
    };
    const expire = (): void => {
      settle(lost(stage(), `${Math.round(timeout / SECOND)}秒内未完成与邮件服务器的会话（${stageNames[stage()]}）`));
    };
    const timer = setTimeout(expire, timeout);
    signal.addEventListener('abort', expire);
    if (signal.aborted) expire();
    else begin(settle);
  });
}

const stageNames: Record<Stage, string> = {
  opening: '连接和登录阶段',
  envelope: '正文发出之前',
  content: '正文发出之后',
};

/** The first byte is asked for only after the server has answered DATA, which is what tells the stages apart. */
function contentOf(bytes: Buffer, begun: () => boolean): Readable {
  return new Readable({
    read() {
      if (!begun()) return void this.destroy(new Error('邮件服务器的应答与命令对不上'));
      this.push(bytes);
      this.push(null);
    },
  });
}

function failure(error: SMTPConnection.SMTPError, stage: Stage): DeliveryOutcome {
  const response = error.response ?? error.message;
  const meaning = meaningOf(error.responseCode ?? 0);
  if (stage === 'opening' || meaning === 'session') {
    return { kind: 'unsent', reason: `邮件服务器未接受会话：${stage === 'opening' ? error.message : response}` };
  }
  if (meaning !== null) return { kind: 'rejected', permanent: meaning === 'never', response };
  // Larger than the server said it takes: nodemailer refuses on its behalf.
  if (error.code === 'EMESSAGE' && stage === 'envelope') return { kind: 'rejected', permanent: true, response };
  return lost(stage, error.message);
}

function lost(stage: Stage, what: string): DeliveryOutcome {
  return stage === 'content'
    ? { kind: 'unknown', reason: `${what}；邮件是否送达不明。` }
    : { kind: 'unsent', reason: `${what}；邮件未发出。` };
}
