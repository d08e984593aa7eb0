import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import { emlFolder } from '../../mail/eml-folder.js';
import { openDatabase, timestamp, type Database } from '../../register/database.js';
import { folderStore } from '../../register/evidence-store.js';
import { decideShort } from '../../register/short/decide-short.js';
import { createApp } from '../../web/app.js';
import { createDatabase, type TestDatabase } from '../helpers/database.js';
import { at, playYear, usualDeeds, type PlayedYear } from './played-year.js';

let database: TestDatabase;
let db: Database;
let app: Hono;
let played: PlayedYear;
let dir: string;

const page = async (url: string): Promise<string> => (await app.request(url)).text();
const words = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-web-'));
  database = await createDatabase();
  db = openDatabase(database.url);
  played = await playYear(db, { deeds: await usualDeeds(dir), until: '10-12 12:00', mailboxDir: dir });
  const now = (): number => at('10-12 12:00');
  app = createApp({ db, now, mailbox: emlFolder(dir), evidence: folderStore(dir) });
}, 60_000);

afterAll(async () => {
  await db.destroy();
  await database.drop();
  await rm(dir, { recursive: true });
});

describe('the campaigns page', () => {
  it('shows each campaign with its lights and how many items are closed', async () => {
    const html = await page('/');
    expect(html).toContain(`<a href="/campaigns/${played.campaignId}">市教育局办理方案</a>`);
    expect(words(html)).toContain('逾期 2 预警 1 正常 3 未开始 0 办结 1');
    expect(words(html)).toContain('共7个事项，已结束1个');
  });

  it('says so while nothing is sent, after a restore', async () => {
    expect(await page('/')).not.toContain('尚未核对');
    await db
      .insertInto('restoration')
      .values({ restored_at: timestamp(at('10-12 11:00')), backed_up_at: timestamp(at('10-11 23:00')) })
      .execute();
    expect(words(await page('/'))).toContain('台账已由10月11日（周一）23:00的备份恢复，尚未核对，现不发任何通知。');
    await db.deleteFrom('restoration').execute();
  });
});

describe('the register page', () => {
  it('lists every item in the order of the plan, and a heading once for its group', async () => {
    const html = await page(`/campaigns/${played.campaignId}`);
    const codes = [...html.matchAll(/data-label="编号">([^<]*)</g)].map((match) => match[1]);
    expect(codes).toEqual(['1.1', '1.2', '1.3', '2.1', '2.2', '3.1', '3.2']);
    expect([...html.matchAll(/data-label="责任事项"/g)]).toHaveLength(3);
    expect(html).toContain('data-label="责任事项" rowspan="3"');
  });

  it('says of each checkpoint its light, its due date and how late it is or was', async () => {
    const text = words(await page(`/campaigns/${played.campaignId}`));
    expect(text).toContain('逾期 6月 6月30日（周三） * 逾期74个工作日');
    expect(text).toContain('补报 6月 6月30日（周三） * 已通过，逾期4个工作日补报');
    expect(text).toContain('正常 6月 6月30日（周三） * 待审核');
    expect(text).toContain('* 该年放假通知未发布，期限暂按周末推算。');
    expect(text).toContain('待签收：发展规划处');
  });
});

describe('the item page', () => {
  it('tells what happened, who was told and by which mail', async () => {
    const html = await page(`/items/${played.items['1.2']!.id}`);
    const text = words(html);
    expect(text).toContain('基础教育处 （1月6日（周三）10:30签收）');
    expect(text).toContain('已通过 曾退回1次');
    expect(text).toContain('督查室退回“6月”节点：缺少分区统计数据；重报期限6月30日（周三）17:30');
    expect(text).toMatch(/退回通知：基础教育处（罗文静） 已发送 查看邮件/);
    // The notice itself is there: that it was scheduled is not told as well.
    expect(text).not.toContain('定于3月1日');
  });

  it('leads from a notice to the mail that carried it', async () => {
    const html = await page(`/items/${played.items['1.3']!.id}`);
    const link = /href="(\/outbox\/[0-9a-f-]{36})"/.exec(html)![1]!;
    const stored = await page(link);
    expect(words(stored)).toContain('收件人 沈国栋 &lt;guihua@example.org&gt;');
    expect(words(stored)).toContain('发送情况 已发送，1月5日（周二）09:00（共试发1次）');
    expect(words(stored)).toMatch(/所含通知 1\.3 .*：交办通知/);
    expect(stored).toContain(`<iframe class="mail" src="${link}/html" sandbox=""`);
    expect((await app.request(`${link}/html`)).headers.get('Content-Security-Policy')).toMatch(/^sandbox; /);
    const found = await app.request(link.replace('outbox', 'mailbox'));
    expect(found.status).toBe(302);
    const mail = await page(found.headers.get('Location')!);
    expect(words(mail)).toContain('收件人 沈国栋 &lt;guihua@example.org&gt;');
    expect(words(mail)).toContain('时间 1月5日（周二）09:00');
  });

  it('lets evidence be saved under its own name, and never opened in place', async () => {
    const html = await page(`/items/${played.items['1.2']!.id}`);
    const link = /href="(\/evidence\/[^"]*)"/.exec(html)![1]!;
    const file = await app.request(link.replaceAll('&amp;', '&'));
    expect(file.status).toBe(200);
    expect(await file.text()).toBe('佐证材料');
    expect(file.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(file.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(file.headers.get('Content-Disposition')).toBe(
      "attachment; filename*=UTF-8''%E8%B0%83%E7%A0%94%E6%83%85%E5%86%B5%20%E6%8A%A5%E5%91%8A%22%28%E5%AE%9A%E7%A8%BF%29.docx",
    );
  });
});

describe('the closing page', () => {
  it('sums the campaign up in words that agree with the register', async () => {
    const text = words(await page(`/campaigns/${played.campaignId}/closing`));
    expect(text).toContain(
      '《市教育局办理方案》（2027年）共督办事项7个。截至2027年10月12日，已办结1个、正在办理6个。应报检查节点22个',
    );
    expect(text).toContain(
      '按时报送11个，逾期4个（其中已补报1个、未报3个），未到期或退回后未到重报期限7个，按时率73.3%。审核退回过的节点1个。',
    );
    const claimed = await db.selectFrom('notice').where('state', '=', 'claimed').select('id').execute();
    const mails = await db.selectFrom('mail').select('id').execute();
    expect(text).toContain(`共发出通知${claimed.length}件`);
    expect(text).toContain(`汇总为邮件${mails.length}封`);
  });

  it('says by division who was late', async () => {
    const text = words(await page(`/campaigns/${played.campaignId}/closing`));
    expect(text).toContain('责任处室 排名 涉及事项 应报节点 按时报送 逾期补报 逾期未报 未到期 被退回 落后进度 按时率');
    expect(text).toContain('发展规划处 5 1 3 0 0 2 1 0 0 0.0%');
    expect(text).toContain('高教处 3 2 4 1 1 0 2 0 0 50.0%');
    expect(text).toContain('基础教育处 1 2 6 5 0 0 1 1 0 100.0%');
  });
});

describe('the outbox', () => {
  it('shows first what a person must decide about, and with which command', async () => {
    const { id } = await db.selectFrom('mail').orderBy('created_at').select('id').executeTakeFirstOrThrow();
    expect(await page('/outbox')).not.toContain('须由人认定');
    await db.updateTable('mail').set({ state: 'unknown', outcome: '连接中断<img>' }).where('id', '=', id).execute();
    const html = await page('/outbox');
    await db.updateTable('mail').set({ state: 'accepted', outcome: '' }).where('id', '=', id).execute();
    expect(words(html)).toContain('送达情况不明，须由人认定');
    expect(words(html)).toContain('duban outbox settle 编号 --sent --as 督查室');
    expect(html).toContain('连接中断&lt;img&gt;');
    expect(html.indexOf(id.slice(0, 8))).toBeLessThan(html.indexOf('<table', html.indexOf('<table') + 1));
  });

  it('is looked through by state and recipient', async () => {
    expect(words(await page('/outbox?state=rejected'))).toContain('没有这样的邮件。');
    const [some] = await db.selectFrom('mail').select(['mailbox']).limit(1).execute();
    const html = await page(`/outbox?state=accepted&to=${encodeURIComponent(some?.mailbox ?? '')}`);
    const shown = [...html.matchAll(/data-label="收件人">[^<]*&lt;([^&]*)&gt;/g)].map(([, mailbox]) => mailbox);
    expect(shown.length).toBeGreaterThan(0);
    expect(new Set(shown)).toEqual(new Set([some?.mailbox]));
  });
});

describe('what is told by other channels', () => {
  it('is listed where there is something, as text', async () => {
    expect(await page('/outbox')).not.toContain('/outbox/short');
    expect(words(await page('/outbox/short'))).toContain('没有群消息和短信。');
    const told = {
      id: 'short-1',
      channel: 'dingtalk' as const,
      person_id: null,
      text: '【督办逾期】<b>高教处</b>\n1.2 应于6月30日报送',
    };
    const fate = {
      state: 'unknown' as const,
      outcome: '连接中断',
      created_at: timestamp(at('07-01 09:01')),
      next_attempt_at: null,
    };
    await db
      .insertInto('short_message')
      .values({ ...told, ...fate })
      .execute();
    const html = await page('/outbox/short');
    const outbox = await page('/outbox');
    const office = await db
      .selectFrom('post')
      .where('kind', '=', 'office')
      .select(['id', 'name'])
      .executeTakeFirstOrThrow();
    await decideShort(db, { id: 'short-1', decision: 'sent', by: office.id, now: at('07-01 10:30') });
    const decided = words(await page('/outbox/short'));
    await db.deleteFrom('short_decision').execute();
    await db.deleteFrom('short_message').execute();
    expect(outbox).toContain('<a href="/outbox/short">群消息和短信</a>');
    expect(html).toContain('&lt;b&gt;高教处&lt;/b&gt;');
    expect(words(html)).toMatch(/7月1日（周四）09:01 钉钉群 .* 送达情况不明 连接中断/);
    expect(words(html)).toContain('duban outbox short settle 编号 --sent --as 督查室');
    expect(decided).toContain(`已发送 7月1日（周四）10:30，${office.name}：经核实已经送达`);
    expect(decided).not.toContain('须由人认定');
  });
});

describe('the mailbox', () => {
  it('lists the newest mails first', async () => {
    const html = await page('/mailbox');
    const times = [...html.matchAll(/href="\/mailbox\/(\d{8}T\d{9}Z)/g)].map((match) => match[1]!);
    expect(times.length).toBeGreaterThan(50);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('shows the html of a mail in a sandbox that runs and fetches nothing', async () => {
    const { mails } = await emlFolder(dir).list();
    const id = mails[0]!.id;
    expect(await page(`/mailbox/${id}`)).toContain(`<iframe class="mail" src="/mailbox/${id}/html" sandbox=""`);
    const html = await app.request(`/mailbox/${id}/html`);
    expect(html.headers.get('Content-Security-Policy')).toBe(
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'",
    );
    expect(html.headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
  });

  it('says so where mails are not caught', async () => {
    const without = createApp({ db, now: () => at('10-12 12:00'), mailbox: null });
    expect(await (await without.request('/mailbox')).text()).toContain('经单位的邮件服务器发往收件人');
    const item = await (await without.request(`/items/${played.items['1.3']!.id}`)).text();
    const stored = await (await without.request(/\/outbox\/[0-9a-f-]{36}/.exec(item)![0])).text();
    expect(stored).not.toContain('试用邮箱');
  });
});

describe('every page', () => {
  const pages = (): string[] => [
    '/',
    `/campaigns/${played.campaignId}`,
    `/campaigns/${played.campaignId}?page=999`,
    `/campaigns/${played.campaignId}/closing`,
    `/campaigns/${played.campaignId}/bulletins`,
    `/campaigns/${played.campaignId}/bulletins/2027-Q2`,
    `/campaigns/${played.campaignId}/bulletins/2027-Q2/rows?figure=missing`,
    ...Object.values(played.items).map(({ id }) => `/items/${id}`),
    '/outbox',
    '/mailbox',
    '/style.css',
    '/icon.svg',
    '/healthz',
  ];

  it('changes nothing in the register, whatever is asked', async () => {
    const before = await everyRow(db);
    for (const url of [
      ...pages(),
      '/campaigns/none',
      '/items/none',
      '/outbox/none',
      '/outbox/short',
      '/mailbox/none',
      `/evidence/${'0'.repeat(64)}/a`,
    ]) {
      for (const method of ['GET', 'HEAD']) await (await app.request(url, { method })).text();
    }
    expect(before.length).toBeGreaterThanOrEqual(19);
    expect(await everyRow(db)).toEqual(before);
  });

  it('allows no script and nothing from elsewhere', async () => {
    for (const url of pages()) {
      const answer = await app.request(url);
      expect([url, answer.status]).toEqual([url, 200]);
      expect(answer.headers.get('Content-Security-Policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(await answer.text()).not.toMatch(/<script|\sstyle="|\son[a-z]+="/);
    }
  });

  it.each([
    '/campaigns/none',
    '/campaigns/none/closing',
    '/items/none',
    '/mailbox/none',
    '/mailbox/..%2F..%2Fpackage/html',
    '/mailbox/00000000-0000-0000-0000-000000000000',
    `/evidence/${'0'.repeat(64)}/a.docx`,
    '/evidence/..%2F..%2Fetc/passwd',
    '/nowhere',
  ])('is a page in Chinese where there is nothing: %s', async (url) => {
    const answer = await app.request(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toMatch(/没有这/);
  });
});

/** Every table with a fingerprint of all its rows and their versions. */
async function everyRow(register: Database): Promise<unknown[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_stat_user_tables where relname not like 'kysely%' order by relname`.execute(
    register,
  );
  const fingerprints = [];
  for (const { name } of rows) {
    const found = await sql`
      select ${name} as name, count(*) as rows, md5(string_agg(xmin::text || t::text, ',' order by t::text)) as content
      from ${sql.table(name)} t`.execute(register);
    fingerprints.push(found.rows[0]);
  }
  return fingerprints;
}
