import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Hono } from 'hono';
import { issue, periodNamed } from '../../client/bulletin.js';
import { formPolicy } from '../../documents/forms/form-style.js';
import { stateCouncilCalendar as calendar } from '../../domain/calendar/state-council.js';
import { defaultPolicy as policy } from '../../domain/policy.js';
import { openDatabase, type Database } from '../../register/database.js';
import { findCampaign } from '../../register/queries/campaigns.js';
import { createApp } from '../../web/app.js';
import { createDatabase, type TestDatabase } from '../helpers/database.js';
import { at, playYear, usualDeeds, type Deed } from './played-year.js';

let database: TestDatabase;
let db: Database;
let app: Hono;
let dir: string;
let here: string;

const page = async (url: string): Promise<string> => (await app.request(url)).text();
const words = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** The usual year; in July 3.1 goes to another division, which reports its September. */
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-bulletin-'));
  database = await createDatabase();
  db = openDatabase(database.url);
  const reassigned: Deed[] = [
    {
      at: '07-12 10:00',
      item: '3.1',
      as: '督查室',
      body: (posts) => ({
        kind: 'reassign',
        posts: { leads: [posts('发展规划处')], supporting: [], leader: posts('夏春胤'), heads: {} },
        from: null,
        reason: '处室职能调整',
      }),
    },
    {
      at: '09-20 10:00',
      item: '3.1',
      as: '发展规划处',
      body: { kind: 'submit', checkpoint: 3, text: '已完成', files: [] },
    },
  ];
  const deeds = [...(await usualDeeds(dir)), ...reassigned];
  const { campaignId } = await playYear(db, { deeds, until: '10-12 12:00', mailboxDir: dir });
  here = `/campaigns/${campaignId}/bulletins`;
  app = createApp({ db, now: () => at('10-12 12:00'), mailbox: null });
}, 120_000);

afterAll(async () => {
  await db.destroy();
  await database.drop();
  await rm(dir, { recursive: true });
});

/** The figures of a row of a page's tables, by the name at its head. */
function rowOf(html: string, name: string): string {
  const row = html.split('<tr>').find((each) => each.startsWith(`<th scope="row">${name}<`));
  return words(row ?? '').trim();
}

describe('the bulletin page', () => {
  it('leads from each number to as many rows', async () => {
    const html = await page(`${here}/2027-Q2`);
    const links = [...html.matchAll(/<a href="([^"]*rows\?[^"]*)" aria-label="[^"]*">(\d+)<\/a>/g)];
    expect(links.length).toBeGreaterThan(20);
    for (const [, url = '', number] of links) {
      const listed = await page(url.replaceAll('&amp;', '&'));
      expect([url, listed.split('data-label="事项"').length - 1]).toEqual([url, Number(number)]);
    }
  }, 60_000);

  it('counts a report for the division that made it, whoever took the item over', async () => {
    // 3.1 and 3.2 were reported in March and June by 政策法规处; 3.1 was due again in September, from 发展规划处.
    expect(rowOf(await page(`${here}/2027-Q2`), '政策法规处')).toMatch(/^政策法规处 1 2 2 2 /);
    const autumn = await page(`${here}/2027-Q3`);
    expect(rowOf(autumn, '政策法规处')).toMatch(/^政策法规处 1 1 1 1 /);
    expect(rowOf(autumn, '发展规划处')).toMatch(/^发展规划处 \d 2 2 1 0 1 /);
    const closing = await page(here.replace('bulletins', 'closing'));
    expect(rowOf(closing, '政策法规处')).toMatch(/^政策法规处 \d 2 7 5 /);
  });

  it('says what was due, who is best and who has not reported, with the days', async () => {
    const text = words(await page(`${here}/2027-Q2`));
    expect(text).toContain('2027年第二季度督查通报 草稿');
    expect(text).toContain('基础教育处');
    expect(text).toMatch(/发展规划处 韩小雁|发展规划处 .{2,4} 1\.3/);
    expect(text).toMatch(/1\.3 .* 6月 6月30日（周三） 74/);
  });

  it('can be printed as the official form, whose one style its policy allows', async () => {
    const response = await app.request(`${here}/2027-Q2/print`);
    expect(response.headers.get('Content-Security-Policy')).toBe(formPolicy);
    expect(await response.text()).toContain('关于2027年第二季度督办事项<br>办理情况的通报');
  });

  it('is listed with every period since the launch, and shown as it was issued', async () => {
    const campaign = (await findCampaign(db, here.split('/')[2] ?? ''))!;
    const by = (await db.selectFrom('post').where('kind', '=', 'office').select('id').executeTakeFirstOrThrow()).id;
    const asked = { asOf: at('04-01 09:30'), t: { policy, calendar }, by, signatory: '郑明' };
    await issue(db, campaign, { ...asked, period: periodNamed('2027-Q1', campaign.zone) });
    const text = words(await page(here));
    expect(text).toContain('2027年第四季度 — 本期进行中 2027年10月 — 本期进行中 2027年第三季度 — 草稿');
    expect(text).toContain('2027年第一季度 4月1日（周四） 4月1日（周四）由督查室印发');
    expect(words(await page(`${here}/2027-Q1`))).toContain('由督查室印发，签发人：郑明');
    expect((await app.request(`${here}/2027-Q5`)).status).toBe(404);
    expect((await app.request(`${here}/2027-Q1/rows?figure=toString`)).status).toBe(404);
  });
});
