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
    'fits a window of %d pixels, and begins with what it is about',
    async (width) => {
      const page = await browser.newPage({ viewport: { width, height: 844 }, javaScriptEnabled: false });
      for (const [name, { subject, text, html }] of Object.entries(gallery)) {
        await page.setContent(html);
        const seen = await page.evaluate<object>(look);
        expect({ name, ...seen }).toEqual({ name, overflow: 0, brokenHeads: [], begins: true });
        if (folder === undefined) continue;
        const to = path.join(folder, name);
        await writeFile(`${to}.txt`, `${subject}\n\n${text}`);
        await writeFile(`${to}.html`, html);
        await page.screenshot({ path: `${to}.${width}.png`, fullPage: true });
      }
      await page.close();
    },
    60_000,
  );
});

/** For the browser: pixels that stick out, heads of tables that stand on several lines, and whether the first section begins on the first screen. */
const look = `(() => {
  const heads = [...document.querySelectorAll('td')].filter(({ style }) => style.whiteSpace === 'nowrap' && style.border);
  const [cause] = [...document.querySelectorAll('b')].filter((bold) => bold.textContent === '事由：');
  return {
    overflow: Math.max(0, document.documentElement.scrollWidth - window.innerWidth),
    brokenHeads: heads.filter((head) => head.offsetHeight > 34).map((head) => head.textContent),
    begins: cause !== undefined && cause.getBoundingClientRect().bottom < 640,
  };
})()`;
