import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { openDatabase } from '../../register/database.js';
import { createApp } from '../../web/app.js';
import { createDatabase } from '../helpers/database.js';
import { at, playYear, samplePlan, type Deed } from './played-year.js';

const HOSTILE = `</td><script>alert(1)</script>"'><img src=x onerror=alert(1)>`;

it('shows hostile titles, reasons, texts and file names as the text they are', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'duban-web-'));
  const database = await createDatabase();
  const db = openDatabase(database.url);
  try {
    const { draft } = await samplePlan();
    const item = { ...draft.items[0]!, heading: HOSTILE, title: HOSTILE, contents: [HOSTILE], measures: [HOSTILE] };
    const files = [{ sha256: 'b'.repeat(64), name: HOSTILE, size: 1 }];
    const deeds: Deed[] = [
      {
        at: '07-20 09:40',
        item: '1.1',
        as: '基础教育处',
        body: { kind: 'submit', checkpoint: 1, text: HOSTILE, files },
      },
      { at: '07-21 09:40', item: '1.1', as: '督查室', body: { kind: 'return', checkpoint: 1, reason: HOSTILE } },
    ];
    const hostile = { ...draft, title: HOSTILE, items: [item] };
    const played = await playYear(db, { deeds, until: '07-22 10:00', mailboxDir: dir, draft: hostile });
    const app = createApp({ db, now: () => at('07-22 10:00'), mailbox: null });
    const { id: mail } = await db.selectFrom('mail').select('id').limit(1).executeTakeFirstOrThrow();
    for (const url of [
      '/',
      `/campaigns/${played.campaignId}`,
      `/campaigns/${played.campaignId}/closing`,
      `/campaigns/${played.campaignId}/bulletins/2027-Q2`,
      `/campaigns/${played.campaignId}/bulletins/2027-Q2/print`,
      `/campaigns/${played.campaignId}/bulletins/2027-Q2/rows?figure=due`,
      `/items/${played.items['1.1']!.id}`,
      `/outbox/${mail}`,
      `/outbox/${mail}/html`,
    ]) {
      const html = await (await app.request(url)).text();
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(html).not.toMatch(/<script|<img/);
    }
  } finally {
    await db.destroy();
    await database.drop();
    await rm(dir, { recursive: true });
  }
}, 60_000);

it('says that the register is away, in Chinese, and is not healthy then', async () => {
  const database = await createDatabase();
  const db = openDatabase(database.url);
  await database.drop();
  const failures: unknown[] = [];
  const app = createApp({ db, now: () => at('07-22 10:00'), mailbox: null, onError: (error) => failures.push(error) });
  const page = await app.request('/');
  expect(page.status).toBe(503);
  expect(await page.text()).toContain('台账数据库暂时连接不上');
  expect(failures).toHaveLength(1);
  const health = await app.request('/healthz');
  expect([health.status, await health.json()]).toEqual([503, { ok: false }]);
  expect((await app.request('/style.css')).status).toBe(200);
  await db.destroy();
}, 60_000);
