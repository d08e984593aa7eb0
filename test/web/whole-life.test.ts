import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Hono } from 'hono';
import { emlFolder } from '../../mail/eml-folder.js';
import { openDatabase, type Database } from '../../register/database.js';
import { createApp } from '../../web/app.js';
import { createDatabase, type TestDatabase } from '../helpers/database.js';
import { lifeDeeds } from './life-deeds.js';
import { at, playYear, type PlayedYear } from './played-year.js';

let database: TestDatabase;
let db: Database;
let app: Hono;
let played: PlayedYear;
let dir: string;

const words = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const item = async (code: string): Promise<string> =>
  words(await (await app.request(`/items/${played.items[code]!.id}`)).text());

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-life-'));
  database = await createDatabase();
  db = openDatabase(database.url);
  played = await playYear(db, { deeds: lifeDeeds, until: '07-01 12:00', mailboxDir: dir });
  app = createApp({ db, now: () => at('07-01 12:00'), mailbox: null });
}, 60_000);

afterAll(async () => {
  await db.destroy();
  await database.drop();
  await rm(dir, { recursive: true });
});

describe('the item page', () => {
  it('shows the date first set beside the one that holds, and the one asked for', async () => {
    const text = await item('2.1');
    expect(text).toContain('7月15日（周四）17:30');
    expect(text).toContain('原定6月30日（周三），申请延期1次');
    expect(text).toContain('督查室批准“6月”节点延期：原定6月30日（周三），延至7月15日（周四）');
    expect(await item('2.2')).toContain('“6月”节点申请延期至7月30日（周五），待督查室答复');
  });

  it('says what waits for an answer', async () => {
    expect(await item('1.2')).toContain('基础教育处申请调整责任单位，待督查室答复');
    expect(await item('1.1')).toContain('已申请撤销，待批准');
  });

  it('says that an item rests, and lights none of its dates', async () => {
    const text = await item('3.1');
    expect(text).toContain('5月10日（周一）起冻结，恢复前不发通知');
    expect(text).toContain('已冻结');
    expect(text).not.toContain('临期');
    expect(text).not.toMatch(/办理中 逾期\d/);
  });

  it('shows what was dropped, said and instructed', async () => {
    const text = await item('3.2');
    expect(text).toContain('督查室取消“6月”节点：并入9月');
    expect(text).toContain('已取消');
    expect(text).toContain('督查室转办批示：务必提前完成');
    expect(text).toContain('督查室催办：请报近期进展');
  });

  it('says of every notice why it was sent', async () => {
    const html = await (await app.request(`/items/${played.items['1.3']!.id}`)).text();
    const notices = [...html.matchAll(/<li class="notice/g)].length;
    expect(notices).toBeGreaterThan(3);
    expect([...html.matchAll(/<details class="why">/g)]).toHaveLength(notices);
    expect(words(html)).toMatch(/本节点6月30日（周三）到期，到期前10个工作日催报（规则版本 默认第2版，工作日历 /);
  });
});

describe('supervision orders (督办通知单)', () => {
  const listed = async (path: string) => {
    const html = await (await app.request(path)).text();
    const links = [...html.matchAll(/href="(\/orders\/[^"]+)">([^<]+)</g)].map(([, href = '', text = '']) => ({
      href,
      text,
    }));
    return { text: words(html), links };
  };

  it('stand on the page of their item, and are printed from there', async () => {
    const { text, links } = await listed(`/items/${played.items['1.2']!.id}`);
    expect(text).toContain('“3月”节点督办〔2027〕1号督办通知单已回执，待补报');
    expect(text).toContain('4月9日（周五）基础教育处：本月内补齐各区数据；4月30日（周五）前完成，责任人周岚');
    expect(text).toContain(
      '督查室签发督办通知单（督办〔2027〕1号），送基础教育处，签发人孟晖；回执期限4月12日（周一）17:30',
    );
    expect(links.map((link) => link.text)).toEqual(['督办〔2027〕1号']);
    const paper = await app.request(links[0]?.href ?? '');
    expect(paper.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(words(await paper.text())).toMatch(
      /督办〔2027〕1号 签发人：孟晖 基础教育处： .*回执单位 基础教育处.*本月内补齐各区数据/,
    );
    expect((await app.request('/orders/none')).status).toBe(404);
  });

  it('are listed on the page of their campaign, drafts and those taken back, too', async () => {
    const { text, links } = await listed(`/campaigns/${played.campaignId}`);
    expect(links.map((link) => link.text).sort()).toEqual(['拟稿', '督办〔2027〕1号', '督办〔2027〕2号']);
    expect(text).toMatch(/督办〔2027〕2号 3\.1 .* 已撤回/);
    const draft = await app.request(links.find((link) => link.text === '拟稿')?.href ?? '');
    expect(words(await draft.text())).toMatch(/督办〔 〕 号 签发人： 政策法规处：/);
  });

  it('go out on paper with their mail', async () => {
    const mails = emlFolder(dir);
    const { mails: all } = await mails.list({ offset: 0, limit: 1000 });
    const order = all.find(
      ({ subject }) => subject.startsWith('【督办通知单】') && subject.includes('督办〔2027〕1号'),
    );
    const { attachments } = (await mails.read(order?.id ?? '')) ?? { attachments: [] };
    expect(attachments).toEqual([
      {
        name: '督办通知单（督办〔2027〕1号）.docx',
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        size: expect.any(Number),
      },
    ]);
  });
});

describe('the register page', () => {
  it('lists what waits, and marks what rests', async () => {
    const text = words(await (await app.request(`/campaigns/${played.campaignId}`)).text());
    expect(text).toContain('申请延期，待答复： 2.2');
    expect(text).toContain('申请调整责任单位，待答复： 1.2');
    expect(text).toContain('申请撤销，待批准： 1.1');
    expect(text).toContain('督办通知单待签发： 3.2');
    expect(text).toContain('已冻结');
    expect(text).toContain('原定6月30日（周三），申请延期1次');
  });
});
