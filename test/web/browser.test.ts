import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { emlFolder } from '../../mail/eml-folder.js';
import { openDatabase, type Database } from '../../register/database.js';
import { folderStore } from '../../register/evidence-store.js';
import { createApp } from '../../web/app.js';
import { findBrowser } from '../helpers/browser.js';
import { createDatabase, type TestDatabase } from '../helpers/database.js';
import { at, playYear, usualDeeds } from './played-year.js';

const executablePath = findBrowser();
// Under CI a missing browser is a failure, never a silent gap.
const withBrowser = (executablePath ?? process.env.CI) ? describe : describe.skip;

let database: TestDatabase;
let db: Database;
let server: ServerType;
let browser: Browser;
let dir: string;
let address: string;
let pages: string[];

withBrowser('in a real browser', () => {
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'duban-browser-'));
    database = await createDatabase();
    db = openDatabase(database.url);
    const { campaignId, items } = await playYear(db, {
      deeds: await usualDeeds(dir),
      until: '10-12 12:00',
      mailboxDir: dir,
    });
    const mailbox = emlFolder(dir);
    const app = createApp({ db, now: () => at('10-12 12:00'), mailbox, evidence: folderStore(dir) });
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const [mail] = (await mailbox.list()).mails;
    pages = [
      '/',
      `/campaigns/${campaignId}`,
      `/campaigns/${campaignId}/closing`,
      `/campaigns/${campaignId}/bulletins`,
      `/campaigns/${campaignId}/bulletins/2027-Q2`,
      `/campaigns/${campaignId}/bulletins/2027-Q2/rows?figure=late`,
      `/campaigns/${campaignId}/bulletins/2027-Q2/print`,
      `/items/${items['1.2']?.id ?? ''}`,
      '/outbox',
      `/outbox/${mail?.registerMail ?? ''}`,
      '/mailbox',
      `/mailbox/${mail?.id ?? ''}`,
      '/nowhere',
    ];
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
    await db.destroy();
    await database.drop();
    await rm(dir, { recursive: true });
  }, 60_000);

  it.each([1280, 390])(
    'every page is accessible, without errors and without sideways scrolling at %i px',
    async (width) => {
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
      for (const url of pages) {
        const page = await context.newPage();
        const errors: string[] = [];
        page.on('pageerror', (error) => errors.push(error.message));
        page.on('requestfailed', (request) => errors.push(request.url()));
        const response = await page.goto(address + url);
        expect({ url, status: response?.status() }).toEqual({ url, status: url === '/nowhere' ? 404 : 200 });
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        await page.evaluate(axe);
        const violations = await page.evaluate(
          'axe.run().then((r) => r.violations.map((v) => v.id + " " + v.nodes.map((n) => n.target).join(" | ")))',
        );
        expect({ url, overflow, violations, errors }).toEqual({ url, overflow: 0, violations: [], errors: [] });
        await page.close();
      }
      await context.close();
    },
    120_000,
  );
});
