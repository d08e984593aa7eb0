import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { SECOND } from '../domain/instant.js';
import { DubanError } from '../domain/errors.js';
import { parseMailbox } from './mailbox.js';
import { buildMessage } from './message.js';
import type { OutgoingMail } from './message.js';
import { runSession } from './smtp-session.js';
import type { DeliveryOutcome } from './smtp-session.js';

export type { DeliveryOutcome } from './smtp-session.js';

export interface MailerSettings {
  host: string;
  port: number;
  /** TLS from the first byte (usually port 465); else STARTTLS where the server offers it. */
  secure: boolean;
  user?: string;
  password?: string;
  /** `duban@example.org` or `督查室 <duban@example.org>`. */
  from: string;
  /** Bound of one whole delivery, in milliseconds; 30 seconds by default. */
  sessionTimeout?: number;
}

export interface Mailer {
  /** Hands one mail to the server, once, and never rejects. What to do about an outcome is the caller's to decide. */
  deliver(mail: OutgoingMail): Promise<DeliveryOutcome>;
  /** Takes no more mails and waits for the deliveries under way, each of which is bounded. */
  close(): Promise<void>;
}

/**
 * A mailer with one connection per mail: nothing is queued, re-queued or retried behind the caller's back. Nothing is
 * logged. @throws DubanError `mailbox-invalid` for an invalid `from`.
 */
export function createMailer(settings: MailerSettings): Mailer {
  const from = parseMailbox(settings.from);
  const timeout = settings.sessionTimeout ?? 30 * SECOND;
  const credentials = settings.user === undefined ? null : { user: settings.user, pass: settings.password ?? '' };
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  async function attempt(mail: OutgoingMail): Promise<DeliveryOutcome> {
    try {
      const message = await buildMessage(mail, from);
      const connection = new SMTPConnection({
        host: settings.host,
        port: settings.port,
        secure: settings.secure,
        connectionTimeout: timeout,
        greetingTimeout: timeout,
        socketTimeout: timeout,
        dnsTimeout: timeout,
        // A lost session is torn down at once; a finished one has had its answer to QUIT.
        socketCloseTimeout: 0,
        logger: false,
      });
      return await runSession({ connection, message, credentials, timeout });
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
  };
}
