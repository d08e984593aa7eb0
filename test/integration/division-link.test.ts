import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { chromium, type Browser } from 'playwright-core';
import { launch } from '../../client/launch.js';
import { giveBack } from '../../client/review.js';
import { freePort } from '../../embedded/free-port.js';
import type { PlayedEngine } from '../../embedded/played-engine.js';
import { emlFolder } from '../../mail/eml-folder.js';
import { findItem } from '../../register/queries/items.js';
import { submissionsOf } from '../../register/queries/timeline.js';
import { createApp } from '../../web/app.js';
import { itemWorkflowId } from '../../workflows/contract.js';
import { findBrowser } from '../helpers/browser.js';
import { playedEngine, wuhan } from '../helpers/engine.js';

const executablePath = findBrowser();
// Under CI a missing browser is a failure, never a silent gap.
const withBrowser = (executablePath ?? process.env.CI) ? describe : describe.skip;
const linkKey = 'k'.repeat(48);

withBrowser('from a reminder to the report, all of it real', () => {
  let engine: PlayedEngine;
  let server: ServerType;
  let browser: Browser;
  let dir: string;
  let now: number;
  const told: unknown[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'duban-link-'));
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${String(port)}`;
    engine = await playedEngine(undefined, { consoleUrl: baseUrl, linkKey });
    const { duban, mailboxDir } = engine;
    const app = createApp({
      ...{ db: duban.db, now: () => now, mailbox: emlFolder(mailboxDir), evidence: duban.evidence },
      division: { duban, links: { key: linkKey, baseUrl } },
      onError: (error) => told.push(error),
    });
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port });
    await once(server, 'listening');
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    });
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
    await engine.stop();
    await rm(dir, { recursive: true });
  }, 60_000);

  async function play(day: string, time: string): Promise<void> {
    await engine.playTo(day, time);
    now = await engine.now();
  }

  it('a division follows the button in its mail, keeps a draft, hands it in, and sees what became of it', async () => {
    const { duban, mailboxDir } = engine;
    const { db } = duban;
    await play('2049-12-20', '10:00');
    const { campaign } = await launch(duban, { ...(await wuhan(2050)), as: '督查室', now, sendNow: false });
    await play('2050-03-18', '10:00');

    const mailbox = emlFolder(mailboxDir);
    const { mails } = await mailbox.list({ offset: 0, limit: 1000 });
    const read = await Promise.all(mails.map(({ id }) => mailbox.read(id)));
    const reminder = read.find((mail) => mail?.html?.includes('>报送材料<') && mail.to.join().includes('jichu@'));
    const address = /href="([^"]+\/d\/[\w-]{43})"[^>]*>报送材料</.exec(reminder?.html ?? '')?.[1] ?? '';
    expect(reminder?.text).toContain(address);
    const token = address.split('/').at(-1) ?? '';

    const file = path.join(dir, '会议纪要.txt');
    await writeFile(file, '三月十日会议纪要');
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address);
    expect(page.url()).not.toContain(token);
    await page.getByLabel('完成情况').fill('已部署');
    await page.getByLabel('佐证材料', { exact: true }).setInputFiles(file);
    await page.getByRole('button', { name: '保存草稿' }).last().click();
    await page.getByText('草稿已保存').waitFor();
    // Another day, another browser: the draft is there.
    await context.close();
    await play('2050-03-19', '10:00');
    const later = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await later.goto(address);
    expect(await later.getByLabel('完成情况').inputValue()).toBe('已部署');
    await later.getByText('会议纪要.txt').waitFor();
    await later.getByRole('button', { name: '报送', exact: true }).click();
    await later.getByText('已报送，待审核').waitFor();
    await later.getByText('正在审核').first().waitFor();

    const command = await db.selectFrom('command').where('kind', '=', 'submit').selectAll().executeTakeFirstOrThrow();
    expect(command).toMatchObject({ at: now, answer: { ok: true } });
    const [report] = await submissionsOf(db, command.item_id);
    expect(report).toMatchObject({
      actor: '基础教育处',
      text: '已部署',
      late: false,
      files: [{ name: '会议纪要.txt' }],
    });
    const kept = await duban.evidence.read(report!.files[0]!.sha256).toArray();
    expect(Buffer.concat(kept as Buffer[])).toEqual(await readFile(file));

    const item = (await findItem(db, command.item_id))!;
    await giveBack(duban, { item, as: '督查室', now }, { reason: '缺少签到表' });
    await later.reload();
    await later.getByText('退回理由').waitFor();
    expect(await later.getByLabel('完成情况').inputValue()).toBe('已部署');

    // The token is nowhere but in the mail.
    const { rows } = await sql<{
      all: string;
    }>`select string_agg(query_to_xml(format('select * from %I', table_name), true, false, '')::text, '') as all
      from information_schema.tables where table_schema = current_schema()`.execute(db);
    const handle = duban.temporal.workflow.getHandle(itemWorkflowId(campaign.id, item.id));
    const history = JSON.stringify(await handle.fetchHistory());
    expect(history).toContain(command.id);
    for (const place of [rows[0]!.all, history, JSON.stringify(told)]) expect(place).not.toContain(token);
  }, 180_000);
});
