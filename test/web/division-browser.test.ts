import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { LinkPurpose } from '../../domain/link-purpose.js';
import { freePort } from '../../embedded/free-port.js';
import { linkToken } from '../../mail/link-token.js';
import { commitCommand } from '../../register/commit-command.js';
import { findBrowser } from '../helpers/browser.js';
import { divisionScene } from './division-scene.js';
import { at } from './played-year.js';

const executablePath = findBrowser();
// Under CI a missing browser is a failure, never a silent gap.
const withBrowser = (executablePath ?? process.env.CI) ? describe : describe.skip;
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

withBrowser('in a real browser', () => {
  let scene: Awaited<ReturnType<typeof divisionScene>>;
  let server: ServerType;
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    const port = await freePort();
    address = `http://127.0.0.1:${String(port)}`;
    scene = await divisionScene(address);
    const pages = scene.app();
    server = serve({ fetch: pages.fetch, hostname: '127.0.0.1', port });
    await once(server, 'listening');
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
    await scene.stop();
  }, 60_000);

  const tokenUrl = (id: string): string => `${address}/d/${linkToken(scene.key, id)}`;

  async function looked(page: Page, name: string): Promise<void> {
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    await page.evaluate(axe);
    const violations = await page.evaluate(
      'axe.run().then((r) => r.violations.map((v) => v.id + " " + v.nodes.map((n) => n.target).join(" | ")))',
    );
    expect({ name, overflow, violations }).toEqual({ name, overflow: 0, violations: [] });
    const { DUBAN_SHOTS: shots } = process.env;
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
  }

  async function office(code: string, n: number): Promise<void> {
    const { db, year, apply } = scene;
    const { id: actor } = await db
      .selectFrom('post')
      .where('kind', '=', 'office')
      .select('id')
      .executeTakeFirstOrThrow();
    const body = { kind: 'return', checkpoint: n, reason: '缺少各区分项数据，请补充后重报。' } as const;
    const id = `return-${code}`;
    await commitCommand(scene.db, { id, itemId: year.items[code]!.id, actor, at: scene.now, body });
    await apply(id);
  }

  it.each([
    [390, '1.3'],
    [1280, '2.2'],
  ])(
    'every state of a page reads well and is accessible, at %i px',
    async (width, code) => {
      const context = await browser.newContext({ viewport: { width, height: 844 }, bypassCSP: true });
      const page = await context.newPage();
      const open = async (purpose: LinkPurpose, of = code, which?: 'first') => {
        const id = await scene.linkOf(of, purpose, which);
        await page.goto(tokenUrl(id));
        expect(page.url()).toBe(`${address}/d/s/${id}`);
        return id;
      };
      const shoot = (name: string) => looked(page, `${String(width)}-${name}`);
      await open('acknowledge');
      await page.getByText('不属于本处室职责').click();
      await shoot('acknowledge');
      const id = await open('report');
      await page.getByText('不能按期完成').click();
      await shoot('asked');

      const files = ['各区学位统计表.txt', '会议纪要.txt', '程序.exe'].map((name) => path.join(scene.dir, name));
      await Promise.all(files.map((file) => writeFile(file, file.endsWith('.exe') ? `MZ${'\0'.repeat(70)}` : file)));
      await page
        .getByLabel('完成情况')
        .fill('已完成新改扩建幼儿园12所，新增学位1900个。\n下一步推进其余项目竣工验收。');
      await page.getByLabel('佐证材料', { exact: true }).setInputFiles(files);
      await page.getByRole('button', { name: '报送', exact: true }).click();
      await page.getByText('都已存为草稿').waitFor();
      await shoot('refused');
      await page.getByRole('button', { name: '移除会议纪要.txt' }).click();
      await page.getByText('草稿已保存').waitFor();
      await shoot('draft');
      scene.now = at('07-05 10:00');
      await page.goto(tokenUrl(id));
      await page.getByText('逾期').first().waitFor();
      await shoot('overdue');
      scene.now = at('06-21 12:00');
      scene.away = true;
      await page.goto(tokenUrl(id));
      await page.getByRole('button', { name: '报送', exact: true }).click();
      await page.getByText('不必重复提交').waitFor();
      await shoot('away');
      scene.away = false;
      const waiting = await scene.db.selectFrom('command').where('answer', 'is', null).select('id').execute();
      for (const command of waiting) await scene.apply(command.id);
      await page.goto(tokenUrl(id));
      await page.getByText('正在审核').first().waitFor();
      await shoot('sent');
      await office(code, 1);
      await page.reload();
      await shoot('returned');
      await open('report', '3.1', 'first');
      await shoot('expired');
      await page.goto(`${address}/d/${'x'.repeat(43)}`);
      await shoot('wrong');
      if (code === '1.3') {
        await open('contribute');
        await shoot('contribute');
      }
      await context.close();
    },
    120_000,
  );

  it('goes from a webmail, on another site, to its page, leaves the token behind, and runs without scripts', async () => {
    const id = await scene.linkOf('2.1', 'report');
    const webmail = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<a href="${tokenUrl(id)}" target="_blank" rel="noreferrer">x</a>`);
    });
    webmail.listen(0, '127.0.0.1');
    await once(webmail, 'listening');
    // Another site than 127.0.0.1.
    const from = `http://localhost:${String((webmail.address() as AddressInfo).port)}/`;
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    const mail = await context.newPage();
    await mail.goto(from);
    const opened = context.waitForEvent('page');
    await mail.getByText('x').click();
    const page = await opened;
    await page.waitForURL(`${address}/d/s/${id}`);
    await page.getByLabel('完成情况').fill('已完成');
    // Enter in a field keeps the draft: nothing is handed in by mistake.
    await page.getByRole('button', { name: '保存草稿' }).last().click();
    await page.getByText('草稿已保存').waitFor();
    expect(await scene.commands(id, 'submit')).toBe(0);
    await page.getByRole('button', { name: '报送', exact: true }).dblclick();
    await page.getByText('正在审核').first().waitFor();
    expect(await scene.commands(id, 'submit')).toBe(1);
    await page.goBack();
    await page.goForward();
    expect(await scene.commands(id, 'submit')).toBe(1);
    await context.close();
    webmail.close();
  }, 60_000);

  it('runs as a scanner does, with scripts and without pressing anything, and changes nothing', async () => {
    const before = await scene.dump();
    const context = await browser.newContext();
    for (const purpose of ['acknowledge', 'report'] as const) {
      const page = await context.newPage();
      const scripts: string[] = [];
      page.on('request', (request) => {
        if (!['document', 'stylesheet', 'image', 'other'].includes(request.resourceType())) scripts.push(request.url());
        expect(['GET', 'HEAD']).toContain(request.method());
      });
      await page.goto(tokenUrl(await scene.linkOf('1.2', purpose)), { waitUntil: 'networkidle' });
      expect(scripts).toEqual([]);
    }
    await context.close();
    expect(await scene.dump()).toBe(before);
  }, 60_000);
});
