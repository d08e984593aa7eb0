import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as XLSX from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import type { Hono } from 'hono';
import { openDatabase, type Database } from '../../register/database.js';
import { createApp } from '../../web/app.js';
import { createDatabase, type TestDatabase } from '../helpers/database.js';
import { at, playYear, usualDeeds, type PlayedYear } from './played-year.js';

let database: TestDatabase;
let db: Database;
let app: Hono;
let played: PlayedYear;
let dir: string;
const temporary = process.env['TMPDIR'];

const get = (format: string) => app.request(`/campaigns/${played.campaignId}/ledger/${format}`);

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-ledger-'));
  database = await createDatabase();
  db = openDatabase(database.url);
  played = await playYear(db, { deeds: await usualDeeds(dir), until: '10-12 12:00', mailboxDir: dir });
  app = createApp({ db, now: () => at('10-12 12:00'), mailbox: null });
  process.env['TMPDIR'] = await mkdtemp(path.join(dir, 'spool-'));
}, 60_000);

afterAll(async () => {
  process.env['TMPDIR'] = temporary;
  await db.destroy();
  await database.drop();
  await rm(dir, { recursive: true });
});

describe('导出台账', () => {
  it('is offered on the campaign’s page, in each format', async () => {
    const html = await (await app.request(`/campaigns/${played.campaignId}`)).text();
    for (const format of ['xlsx', 'csv', 'json']) {
      expect(html).toContain(`href="/campaigns/${played.campaignId}/ledger/${format}"`);
    }
  });

  it('gives the rows that the register page shows, under a Chinese name', async () => {
    const answer = await get('csv');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const name = `市教育局办理方案（2027年）督办台账（截至2027-10-12）.csv`;
    expect(answer.headers.get('Content-Disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(Number(answer.headers.get('Content-Length'))).toBe(bytes.length);
    const [head = [], ...rows] = parse(bytes, { bom: true });
    const of = (code: string, label: string) => {
      const row = rows.find((cells) => cells[1] === code && cells[head.indexOf('节点')] === label) ?? [];
      return Object.fromEntries(head.map((column, index) => [column, row[index]]));
    };
    expect(rows).toHaveLength(22);
    expect(of('1.2', '6月')).toMatchObject({
      ...{ 牵头处室: '基础教育处', 是否逾期: '按时', 审核结果: '通过', 退回次数: '1', 报送时间: '2027-06-29 10:00' },
    });
    expect(of('1.3', '6月')).toMatchObject({
      事项亮灯: '逾期',
      节点亮灯: '逾期',
      是否逾期: '逾期74个工作日',
      报送时间: '',
    });
    expect(of('2.1', '6月')).toMatchObject({ 节点亮灯: '补报', 是否逾期: '逾期4个工作日补报' });
    expect(of('1.1', '7月')).toMatchObject({ 事项亮灯: '已办结', 佐证材料: '调研情况 报告"(定稿).docx' });
    expect(of('3.1', '6月')).toMatchObject({ 审核结果: '待审核' });
    expect(of('1.3', '6月')['备注']).toContain('待签收：发展规划处');
    expect(of('1.3', '6月')['备注']).toContain('6月、9月、12月：该年放假通知未发布');
  });

  it('gives the same as a workbook and as data', async () => {
    const csv: string[][] = parse(await (await get('csv')).text(), { bom: true });
    const book = XLSX.read(new Uint8Array(await (await get('xlsx')).arrayBuffer()), { cellNF: true });
    const rows = XLSX.utils.sheet_to_json<string[]>(book.Sheets['督办台账']!, { header: 1, defval: '', raw: false });
    expect(rows.slice(4)).toEqual(csv);
    const { items } = (await (await get('json')).json()) as { items: { code: string; checkpoints: object[] }[] };
    expect(items.flatMap(({ code, checkpoints }) => checkpoints.map(() => code))).toEqual(
      csv.slice(1).map((row) => row[1]),
    );
  });

  it('refuses what is no format and no campaign, and leaves nothing behind', async () => {
    expect((await get('exe')).status).toBe(404);
    expect((await app.request('/campaigns/none/ledger/csv')).status).toBe(404);
    expect((await app.request(`/campaigns/${played.campaignId}/ledger/xlsx`, { method: 'HEAD' })).status).toBe(200);
    expect(await readdir(process.env['TMPDIR']!)).toEqual([]);
  });
});
