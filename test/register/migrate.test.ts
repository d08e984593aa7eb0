import { expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '../../register/database.js';
import { migrateToLatest } from '../../register/migrate.js';
import { createDatabase } from '../helpers/database.js';

it('brings an empty database to the newest schema, though twenty processes do so at once, and again', async () => {
  const database = await createDatabase();
  const server = database.url;
  const name = `empty_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const empty = new URL(server);
  empty.pathname = `/${name}`;
  try {
    await Promise.all(Array.from({ length: 20 }, () => migrateToLatest(empty.href)));
    await migrateToLatest(empty.href);
    const db = openDatabase(empty.href, { connections: 1 });
    expect(await db.selectFrom('dispatch_wake').selectAll().execute()).toEqual([
      { id: 1, wake_at: 0, signalled: true },
    ]);
    await db.destroy();
  } finally {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
    await database.drop();
  }
});

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
