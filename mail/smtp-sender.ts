import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { SECOND } from '../domain/instant.js';
import type { BuiltMessage } from './message.js';
import { endConnection, handOver, openConnection } from './smtp-session.js';
import type { DeliveryOutcome, Limit, SmtpServer } from './smtp-session.js';

/** Well below what servers allow a client to stay without a word. */
const KEPT = 10 * SECOND;
/** Messages over one connection: servers bound them, many to a hundred. */
const AT_MOST = 100;

interface Kept {
  connection: SMTPConnection;
  used: number;
}

export interface Sender {
  send(message: BuiltMessage, limit: Limit): Promise<DeliveryOutcome>;
  /** Ends the connections that are kept; those in use end with their message. */
  close(): void;
}

/**
 * Sends to one server, each message over a connection of its own while it is under way. A connection whose message was accepted
 * is kept for the next, for some seconds; any other end closes it.
 */
export function createSender(server: SmtpServer): Sender {
  const idle = new Map<SMTPConnection, { used: number; timer: NodeJS.Timeout }>();
  let closed = false;

  function keep({ connection, used }: Kept): void {
    if (closed || used >= AT_MOST || connection.destroyed) return endConnection(connection, true);
    const timer = setTimeout(() => {
      idle.delete(connection);
      endConnection(connection, true);
    }, KEPT);
    idle.set(connection, { used, timer: timer.unref() });
  }

  /** One that the server has not closed meanwhile. */
  function takeKept(): Kept | null {
    for (const [connection, { used, timer }] of idle) {
      clearTimeout(timer);
      idle.delete(connection);
      if (!connection.destroyed) return { connection, used };
    }
    return null;
  }

  async function sendOver({ connection, used }: Kept, message: BuiltMessage, limit: Limit) {
    const result = await handOver({ connection, message, reused: used > 0 }, limit);
    if (result.outcome.kind === 'accepted') keep({ connection, used: used + 1 });
    return result;
  }

  return {
    async send(message, limit) {
      const kept = takeKept();
      if (kept !== null) {
        const { outcome, begun } = await sendOver(kept, message, limit);
        // The server had enough of the connection, not of the message, of which it has seen nothing.
        if (begun || limit.signal.aborted || outcome.kind !== 'unsent') return outcome;
      }
      const opened = await openConnection(server, limit);
      if ('kind' in opened) return opened;
      return (await sendOver({ connection: opened, used: 0 }, message, limit)).outcome;
    },
    close() {
      closed = true;
      for (const [connection, { timer }] of idle) {
        clearTimeout(timer);
        endConnection(connection, true);
      }
      idle.clear();
    },
  };
}
