import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { syncFolder } from './write-file.js';

export interface MailCatcherOptions {
  /** Each message becomes `<time>-<id>.eml` in this folder. */
  readonly dir: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly host: '127.0.0.1';
  readonly now?: () => Date;
}

export interface MailCatcher {
  readonly port: number;
  close(): Promise<void>;
}

const LARGEST_MESSAGE = 50 * 1024 * 1024;

/** An SMTP server that delivers nothing: it takes every message and keeps it. A message is accepted only once it is on disk. */
export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  const { dir, now = () => new Date() } = options;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  // Of messages that were never accepted.
  for (const name of await readdir(dir)) if (name.endsWith('.partial')) await rm(path.join(dir, name), { force: true });
  const pending = new Set<Promise<unknown>>();
  const server = new SMTPServer({
    name: 'duban',
    banner: 'mail catcher',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MESSAGE,
    closeTimeout: 2_000,
    onData(stream, session, callback) {
      const kept = keepMessage(stream, session, { dir, at: now() }).then(
        (id) => callback(null, `kept as ${id}`),
        (error: unknown) => callback(refusal(error)),
      );
      pending.add(kept);
      void kept.finally(() => pending.delete(kept));
    },
  });
  // A connection that breaks off is the sender's affair; without a listener it would end the launcher.
  server.on('error', () => undefined);
  server.listen(options.port, options.host);
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.allSettled(pending);
    },
  };
}

async function keepMessage(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  { dir, at }: { dir: string; at: Date },
): Promise<string> {
  const id = `${at.toISOString().replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
  const draft = path.join(dir, `${id}.partial`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.write(envelopeLines(session));
      for await (const chunk of stream as Readable) await file.write(chunk as Buffer);
      if (stream.sizeExceeded) throw Object.assign(new Error('message too large'), { responseCode: 552 });
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path.join(dir, `${id}.eml`));
    await syncFolder(dir);
    return id;
  } catch (error) {
    stream.resume();
    await rm(draft, { force: true });
    throw error;
  }
}

/** Whom the sender really named, which the headers of the message need not show. */
function envelopeLines(session: SMTPServerSession): string {
  const { mailFrom, rcptTo } = session.envelope;
  const lines = rcptTo.map(({ address }) => `X-Envelope-To: <${address}>`);
  return [`Return-Path: <${mailFrom ? mailFrom.address : ''}>`, ...lines, ''].join('\r\n');
}

function refusal(error: unknown): Error {
  const found = error as Error & { responseCode?: number };
  return found.responseCode ? found : Object.assign(new Error('cannot keep the message'), { responseCode: 451 });
}
