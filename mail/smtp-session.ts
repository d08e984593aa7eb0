import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { SECOND } from '../domain/instant.js';
import type { BuiltMessage } from './message.js';

export type DeliveryOutcome =
  /** The server has taken the message. */
  | { kind: 'accepted'; response: string }
  /** The server has refused it: for good (5xx) or for now (4xx). */
  | { kind: 'rejected'; permanent: boolean; response: string }
  /** Certain: no part of the message was handed over. */
  | { kind: 'unsent'; reason: string }
  /** The message was under way when the connection was lost; the server may or may not have it. */
  | { kind: 'unknown'; reason: string };

interface SessionInput {
  connection: SMTPConnection;
  message: BuiltMessage;
  credentials: { user: string; pass: string } | null;
  /** Milliseconds. */
  timeout: number;
}

/** How far the session got. nodemailer reports a connection lost after DATA like one never opened, so it is kept here. */
type Stage = 'opening' | 'envelope' | 'content';

/** Sends one message over a connection not yet opened, and ends the connection. Never rejects; settles within `timeout`. */
export function runSession({ connection, message, credentials, timeout }: SessionInput): Promise<DeliveryOutcome> {
  return new Promise((resolve) => {
    let stage: Stage = 'opening';
    let settled = false;

    const settle = (outcome: DeliveryOutcome) => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      endConnection(connection, outcome);
      resolve(outcome);
    };
    const fail = (error: SMTPConnection.SMTPError) => settle(failure(error, stage));
    // Bounds the whole session: nodemailer's own timeouts bound its parts, and begin anew with every byte received.
    const deadline = setTimeout(() => {
      settle(lost(stage, `${Math.round(timeout / SECOND)}秒内未完成与邮件服务器的会话（${stageNames[stage]}）`));
    }, timeout);

    const send = () => {
      if (settled) return;
      stage = 'envelope';
      const content = contentOf(message.bytes, () => (stage = 'content'));
      connection.send({ ...message.envelope, size: message.bytes.length }, content, (error, info) => {
        if (error) fail(error);
        else settle({ kind: 'accepted', response: info.response });
      });
    };

    // Stays for good: a late error without a listener would end the process.
    connection.on('error', fail);
    connection.connect((error) => {
      if (error) return fail(error);
      if (settled) return;
      if (!credentials) return send();
      if (!connection.allowsAuth) {
        return settle({
          kind: 'unsent',
          reason: '邮件服务器不支持登录，但设置了用户名；请核对服务器、端口和加密方式。',
        });
      }
      connection.login(credentials, (loginError) => (loginError ? fail(loginError) : send()));
    });
  });
}

const stageNames: Record<Stage, string> = {
  opening: '连接和登录阶段',
  envelope: '正文发出之前',
  content: '正文发出之后',
};

/** The first byte is asked for only after the server has answered DATA, which is what tells the stages apart. */
function contentOf(bytes: Buffer, begun: () => void): Readable {
  return new Readable({
    read() {
      begun();
      this.push(bytes);
      this.push(null);
    },
  });
}

function failure(error: SMTPConnection.SMTPError, stage: Stage): DeliveryOutcome {
  const code = error.responseCode ?? 0;
  const response = error.response ?? error.message;
  // A refusal of the session itself (greeting, login) says nothing about this mail, whatever its code.
  if (stage === 'opening') return { kind: 'unsent', reason: `邮件服务器未接受会话：${error.message}` };
  if (code >= 400 && code < 600) return { kind: 'rejected', permanent: isPermanent(code), response };
  // Larger than the server said it takes: nodemailer refuses on its behalf.
  if (error.code === 'EMESSAGE' && stage === 'envelope') return { kind: 'rejected', permanent: true, response };
  return lost(stage, error.message);
}

/** 503 (wrong order) and 530 (log in first) are about the session and its settings, not about the mail. */
function isPermanent(code: number): boolean {
  return code >= 500 && code !== 503 && code !== 530;
}

function lost(stage: Stage, what: string): DeliveryOutcome {
  return stage === 'content'
    ? { kind: 'unknown', reason: `${what}；邮件是否送达不明。` }
    : { kind: 'unsent', reason: `${what}；邮件未发出。` };
}

/** A politeness only where the server has answered; nobody waits for it, and it cannot keep a socket open for long. */
function endConnection(connection: SMTPConnection, outcome: DeliveryOutcome): void {
  if (outcome.kind !== 'accepted' && outcome.kind !== 'rejected') return connection.close();
  connection.quit();
  setTimeout(() => connection.close(), 2 * SECOND).unref();
}
