import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import pino from 'pino';
import { runCourier } from '../client/courier.js';
import { openDuban, openRegister, type Duban } from '../client/duban.js';
import { runInbox } from '../client/inbox/run-inbox.js';
import { readSettings, type Settings } from '../config/settings.js';
import { SECOND } from '../domain/instant.js';
import { emlFolder } from '../mail/eml-folder.js';
import { linkNaming } from '../mail/link-token.js';
import { parseMailbox } from '../mail/mailbox.js';
import { createApp } from './app.js';

const log = pino({ name: 'web' });
const settings = readSettings();
const duban = openRegister(settings);
const { db, evidence } = duban;
const stopping = new AbortController();

const app = createApp({
  db,
  now: Date.now,
  zone: settings.zone,
  mailbox: settings.mailboxDir === undefined ? null : emlFolder(settings.mailboxDir),
  evidence,
  ...(settings.links === undefined ? {} : { division: { duban, links: settings.links } }),
  onError: (error) => log.error({ err: error }, 'a page failed'),
});
const server = serve({ fetch: app.fetch, hostname: settings.webHost, port: settings.webPort }, ({ port }) => {
  log.info({ host: settings.webHost, port }, 'the console is served');
});
server.on('error', (error) => {
  log.fatal({ err: error }, 'the console cannot be served');
  process.exit(1);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

// The pages need the register alone: they are served while the engine is away.
let carrying: Promise<unknown> = Promise.resolve();
void carry(settings, stopping.signal);
if (!stopping.signal.aborted) await once(stopping.signal, 'abort');

const closed = new Promise<void>((resolve) => server.close(() => resolve()));
// A command that is being sent again is safe in the register: it need not hold up the end for ever.
await Promise.race([Promise.all([closed, carrying]), sleep(8 * SECOND)]);
await duban.close().catch(() => undefined);
process.exit();

/** Sends unanswered commands again for as long as the console runs, from when the engine is first reached. */
async function carry(own: Settings, stopped: AbortSignal): Promise<void> {
  for (let told = false; !stopped.aborted; told = true) {
    try {
      const duban = await openDuban(own);
      // Left open at the end: to close it under a call that is being tried again would throw.
      carrying = Promise.all([runCourier(duban, Date.now, stopped), readAnswers(duban, own, stopped)]);
      await carrying;
    } catch (error) {
      if (!told) log.warn({ err: error }, 'the engine cannot be reached yet');
      await sleep(5 * SECOND, undefined, { signal: stopped }).catch(() => undefined);
    }
  }
}

/** Takes in what divisions answer by mail, where there is a mailbox for it. */
async function readAnswers(duban: Duban, { imap, smtp, links }: Settings, stopped: AbortSignal): Promise<void> {
  if (imap === undefined) return;
  const own = parseMailbox(smtp.from).mailbox;
  const onError = (error: unknown): void => log.warn({ err: error }, 'the mailbox of answers cannot be read');
  await runInbox(duban, {
    ...{ imap, own, office: '督查室', clock: Date.now, stopped, onError },
    ...(links === undefined ? {} : { links: linkNaming(links) }),
  });
}
