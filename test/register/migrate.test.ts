import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Migrator, sql } from 'kysely';
import pg from 'pg';
import { openDatabase } from '../../register/database.js';
import { migrateToLatest, migrations } from '../../register/migrate.js';
import * as register0001 from '../../register/migrations/0001-register.js';
import { schemaOf } from '../../register/schema-of.js';
import { createDatabase } from '../helpers/database.js';

/** An empty database, and what leads there. */
async function emptied<T>(work: (url: string) => Promise<T>): Promise<T> {
  const database = await createDatabase();
  const name = `empty_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  try {
    return await work(url.href);
  } finally {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
    await database.drop();
  }
}

/** A deployment's own program, as a process of its own; what it wrote where it failed. */
async function migrateApart(url: string): Promise<string | null> {
  const settings = {
    DUBAN_SMTP_URL: 'smtp://127.0.0.1:25',
    DUBAN_MAIL_FROM: 'duban@example.org',
    DUBAN_EVIDENCE_DIR: 'x',
  };
  const child = spawn(process.execPath, ['dist/register/migrate-main.js'], {
    env: { ...process.env, DATABASE_URL: url, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return code === 0 ? null : said;
}

it.each(['an empty database', 'a register as first released'])(
  'brings %s to the newest schema once, though twenty processes start at once, and all succeed',
  (which) =>
    emptied(async (url) => {
      if (!existsSync('dist/register/migrate-main.js')) throw new Error('dist/ is missing: run npm run build first');
      const db = openDatabase(url, { connections: 1 });
      if (which !== 'an empty database') {
        const firstReleased = { getMigrations: () => Promise.resolve({ '0001-register': register0001 }) };
        await new Migrator({ db, provider: firstReleased }).migrateToLatest();
      }
      expect(await Promise.all(Array.from({ length: 20 }, () => migrateApart(url)))).toEqual(Array(20).fill(null));
      await migrateToLatest(url);
      expect(await schemaOf(db)).toEqual(Object.keys(migrations));
      expect(await db.selectFrom('dispatch_wake').selectAll().execute()).toEqual([
        { id: 1, wake_at: 0, signalled: true, weekly: null },
      ]);
      await db.destroy();
    }),
  120_000,
);

it('will not touch a register that a later release has upgraded', () =>
  emptied(async (url) => {
    await migrateToLatest(url, { ...migrations, '9999-later': { up: () => Promise.resolve() } });
    await expect(migrateToLatest(url)).rejects.toMatchObject({
      code: 'register-newer',
      message: expect.stringMatching(/更新的版本升级过（9999-later）/),
    });
  }));

it('says in Chinese what went wrong when it cannot', async () => {
  const database = await createDatabase();
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  await admin.query('drop table kysely_migration');
  await expect(migrateToLatest(database.url)).rejects.toMatchObject({
    code: 'migration-failed',
    message: expect.stringContaining('台账数据库升级失败（0001-register）'),
  });
  await admin.end();
  await database.drop();
});

it('keeps the campaigns of the register as first released, and names their years', async () => {
  const database = await createDatabase();
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  const name = `first_${randomBytes(4).toString('hex')}`;
  await admin.query(`create database ${name}`);
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href, { connections: 1 });
  try {
    const firstReleased = { getMigrations: () => Promise.resolve({ '0001-register': register0001 }) };
    await new Migrator({ db, provider: firstReleased }).migrateToLatest();
    await sql`insert into campaign values ('c', '市教育局办理方案', '市教育局', '孟晖', 2017, 'sha', 'plan.txt', '{}', 'v1', '2017-03-01', 'p', '2017-03-02')`.execute(
      db,
    );
    await sql`insert into item (id, campaign_id, position, code, heading, title, contents, measures, deadline_text, targets, source)
      values ('i', 'c', 1, '1.1', 'h', 't', '[]', '[]', '6月', '[]', '{}')`.execute(db);
    await sql`insert into checkpoint (item_id, n, label, from_day, due_day, contents, due_at, status, round, late)
      values ('i', 1, '6月', '2017-06-01', '2017-06-30', '[]', '2017-06-30 09:30Z', 'ahead', 1, false)`.execute(db);
    await migrateToLatest(url.href);
    expect(await db.selectFrom('campaign').select(['title', 'year', 'span', 'document_number']).execute()).toEqual([
      { title: '市教育局办理方案', year: 2017, span: '2017年', document_number: '' },
    ]);
    expect(await db.selectFrom('checkpoint').select(['due_day', 'why']).execute()).toEqual([
      { due_day: '2017-06-30', why: '' },
    ]);
  } finally {
    await db.destroy();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
    await database.drop();
  }
});
