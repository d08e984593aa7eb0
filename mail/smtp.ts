import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { SECOND } from '../domain/instant.js';
import { DubanError } from '../domain/errors.js';
import { checkedKey, signed, type DkimKey } from './dkim.js';
import { parseMailbox } from './mailbox.js';
import { buildMessage } from './message.js';
import type { BuiltMessage, OutgoingMail } from './message.js';
import { runSession } from './smtp-session.js';
import type { DeliveryOutcome } from './smtp-session.js';

export type { DeliveryOutcome } from './smtp-session.js';

/** How a server is reached. */
export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte (usually port 465); else STARTTLS where the server offers it. */
  secure: boolean;
  user?: string;
  password?: string;
}

export interface MailerSettings extends SmtpServer {
  /** Asked in turn where the one before took no part of a mail. */
  others?: SmtpServer[];
  /** `duban@example.org` or `督查室 <duban@example.org>`. */
  from: string;
  /** Signs every mail. */
  dkim?: DkimKey;
  /** Mails handed over at once; 4 by default. */
  connections?: number;
  /** Bound of one whole delivery, shared by all servers, in milliseconds; 30 seconds by default. */
  sessionTimeout?: number;
}

export interface Mailer {
  /** Hands one mail to the server, once, and never rejects. What to do about an outcome is the caller's to decide. */
  deliver(mail: OutgoingMail): Promise<DeliveryOutcome>;
  /** Takes no more mails and waits for the deliveries under way, each of which is bounded. */
  close(): Promise<void>;
  /** Mails that may be handed over at once. */
  atOnce: number;
}

/**
 * A mailer with one connection per mail: nothing is queued, re-queued or retried behind the caller's back. Nothing is
 * logged. @throws DubanError `mailbox-invalid` for an invalid `from`, `dkim-key-invalid`.
 */
export function createMailer(settings: MailerSettings): Mailer {
  const from = parseMailbox(settings.from);
  const timeout = settings.sessionTimeout ?? 30 * SECOND;
  const servers: SmtpServer[] = [settings, ...(settings.others ?? [])];
  const dkim = settings.dkim === undefined ? undefined : checkedKey(settings.dkim);
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  async function attempt(mail: OutgoingMail): Promise<DeliveryOutcome> {
    try {
      const built = await buildMessage(mail, from);
      const message = dkim === undefined ? built : await signed(built, dkim);
      for (const [index, server] of servers.entries()) {
        const outcome = await handOver(server, message, timeout / servers.length);
        if (outcome.kind !== 'unsent' || index === servers.length - 1) return outcome;
      }
      throw new RangeError('a mailer has a server');
    } catch (error) {
      if (error instanceof DubanError) return { kind: 'rejected', permanent: true, response: error.message };
      // Building the message and opening a session: a session that has begun never throws.
      return { kind: 'unsent', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  return {
    async deliver(mail) {
      if (closed) return { kind: 'unsent', reason: '发信程序正在停止，邮件未发出。' };
      const delivery = attempt(mail);
      underWay.add(delivery);
      try {
        return await delivery;
      } finally {
        underWay.delete(delivery);
      }
    },
    async close() {
      closed = true;
      await Promise.all(underWay);
    },
    atOnce: settings.connections ?? 4,
  };
}

function handOver(server: SmtpServer, message: BuiltMessage, timeout: number): Promise<DeliveryOutcome> {
  const { host, port, secure, user, password = '' } = server;
  const connection = new SMTPConnection({
    host,
    port,
    secure,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    // A lost session is torn down at once; a finished one has had its answer to QUIT.
    socketCloseTimeout: 0,
    logger: false,
  });
  return runSession({
    connection,
    message,
    credentials: user === undefined ? null : { user, pass: password },
    timeout,
  });
}
