import { MINUTE, SECOND } from '../domain/instant.js';
import { DubanError } from '../domain/errors.js';
import { checkedKey, signed, type DkimKey } from './dkim.js';
import { parseMailbox } from './mailbox.js';
import { buildMessage } from './message.js';
import type { BuiltMessage, OutgoingMail } from './message.js';
import { createSender } from './smtp-sender.js';
import type { DeliveryOutcome, SmtpServer } from './smtp-session.js';

export type { DeliveryOutcome, SmtpServer } from './smtp-session.js';

export interface MailerSettings extends SmtpServer {
  /** Turned to, in this order, where the ones before took no part of a mail; those then rest for a minute. */
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

/** Hands one mail to the server, once, and never rejects. What to do about an outcome is the caller's to decide. */
export type HandOver = () => Promise<DeliveryOutcome>;

export interface Mailer {
  /** Builds a mail's message, so that no connection waits for that later, and gives what hands it over. */
  prepare: (mail: OutgoingMail) => HandOver;
  /** Takes no more mails and waits for the deliveries under way, each of which is bounded. */
  close(): Promise<void>;
  /** Mails that may be handed over at once. */
  atOnce: number;
}

/**
 * A mailer with one connection for each mail under way: nothing is queued, re-queued or retried behind the caller's back. Nothing is
 * logged. @throws DubanError `mailbox-invalid` for an invalid `from`, `dkim-key-invalid`.
 */
export function createMailer(settings: MailerSettings): Mailer {
  const from = parseMailbox(settings.from);
  const timeout = settings.sessionTimeout ?? 30 * SECOND;
  const servers = [settings, ...(settings.others ?? [])].map((server) => ({ ...createSender(server), resting: false }));
  const dkim = settings.dkim === undefined ? undefined : checkedKey(settings.dkim);
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  async function build(mail: OutgoingMail): Promise<BuiltMessage> {
    const built = await buildMessage(mail, from);
    return dkim === undefined ? built : signed(built, dkim);
  }

  async function attempt(built: Promise<BuiltMessage>): Promise<DeliveryOutcome> {
    try {
      return await toFirstThatAnswers(await built);
    } catch (error) {
      if (error instanceof DubanError) return { kind: 'rejected', permanent: true, response: error.message };
      // Building the message and opening a session: a session that has begun never throws.
      return { kind: 'unsent', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  /** To the next server only where it is certain that the one before has nothing of the message. */
  async function toFirstThatAnswers(message: BuiltMessage): Promise<DeliveryOutcome> {
    const awake = servers.filter(({ resting }) => !resting);
    const tried = awake.length > 0 ? awake : servers;
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), timeout);
    const reasons: string[] = [];
    try {
      for (const server of tried) {
        // A server that does not even answer leaves time to the others.
        const opening = timeout / tried.length;
        const outcome = await server.send(message, { timeout, opening, signal: over.signal });
        if (outcome.kind !== 'unsent') return outcome;
        reasons.push(outcome.reason);
        if (servers.length > 1) rest(server);
        if (over.signal.aborted) break;
      }
      return { kind: 'unsent', reason: reasons.join('；') };
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    prepare(mail) {
      const built = build(mail);
      // A fault is told when the mail is handed over.
      built.catch(() => undefined);
      return async () => {
        if (closed) return { kind: 'unsent', reason: '发信程序正在停止，邮件未发出。' };
        const delivery = attempt(built);
        underWay.add(delivery);
        try {
          return await delivery;
        } finally {
          underWay.delete(delivery);
        }
      };
    },
    async close() {
      closed = true;
      await Promise.all(underWay);
      for (const server of servers) server.close();
    },
    atOnce: settings.connections ?? 4,
  };
}

/** Asked again after a minute, so that not every mail waits for a server that is away. */
function rest(server: { resting: boolean }): void {
  server.resting = true;
  setTimeout(() => (server.resting = false), MINUTE).unref();
}
