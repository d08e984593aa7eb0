import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import pino from 'pino';
import { runCourier } from '../client/courier.js';
import { openDuban } from '../client/duban.js';
import { readSettings, type Settings } from '../config/settings.js';
import { SECOND } from '../domain/instant.js';
import { emlFolder } from '../mail/eml-folder.js';
import { openDatabase } from '../register/database.js';
import { folderStore } from '../register/evidence-store.js';
import { createApp } from './app.js';

const log = pino({ name: 'web' });
const settings = readSettings();
const db = openDatabase(settings.databaseUrl);
const stopping = new AbortController();

const app = createApp({
  db,
  now: Date.now,
  zone: settings.zone,
  mailbox: settings.mailboxDir === undefined ? null : emlFolder(settings.mailboxDir),
  evidence: folderStore(settings.evidenceDir),
  onError: (error) => log.error({ err: error }, 'a page failed'),
});
const server = serve({ fetch: app.fetch, hostname: settings.webHost, port: settings.webPort }, ({ port }) => {
  log.info({ host: settings.webHost, port }, 'the console is served');
});
// A taken port ends the process at once, with the reason in its log.
server.on('error', (error) => {
  log.fatal({ err: error }, 'the console cannot be served');
  process.exitCode = 1;
  stopping.abort();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

// The pages need the register alone: they are served while the engine is away.
const courier = carry(settings, stopping.signal);
if (!stopping.signal.aborted) await once(stopping.signal, 'abort');

const closed = new Promise<void>((resolve) => server.close(() => resolve()));
// Browsers keep idle connections open for longer than anyone wants to wait for them.
if ('closeIdleConnections' in server) server.closeIdleConnections();
await Promise.race([Promise.all([closed, courier]), sleep(8 * SECOND)]);
await db.destroy();
process.exit();

/** Sends unanswered commands again for as long as the console runs, from when the engine is first reached. */
async function carry(own: Settings, stopped: AbortSignal): Promise<void> {
  for (let told = false; !stopped.aborted;) {
    try {
      const duban = await openDuban(own);
      try {
        await runCourier(duban, Date.now, stopped);
      } finally {
        await duban.close();
      }
    } catch (error) {
      if (!told) log.warn({ err: error }, 'the engine cannot be reached yet');
      told = true;
      await sleep(5 * SECOND, undefined, { signal: stopped }).catch(() => undefined);
    }
  }
}
