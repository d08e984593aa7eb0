import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ensureDatabase, startPostgres } from '../../embedded/postgres.js';
import { migrateToLatest } from '../../register/migrate.js';
import { freePort } from '../../embedded/free-port.js';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const TEMPLATE = 'duban_template';

/** A fresh, migrated database, on a cluster that is started once per test run by whoever asks first. */
export async function createDatabase(): Promise<TestDatabase> {
  const server = await clusterUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await query(server, `create database ${name} template ${TEMPLATE}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => query(server, `drop database if exists ${name} with (force)`) };
}

/** URL of the run's maintenance database. Test files run in several processes, so the first one takes a lock. */
async function clusterUrl(): Promise<string> {
  const dir = process.env.DUBAN_TEST_RUN_DIR;
  if (!dir) throw new Error('DUBAN_TEST_RUN_DIR is not set: is globalSetup wired in jest.config.js?');
  const ready = path.join(dir, 'url');
  const lock = path.join(dir, 'lock');
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (existsSync(ready)) return readFile(ready, 'utf8');
    if (await tryLock(lock)) {
      try {
        if (!existsSync(ready)) await startCluster(dir, ready);
      } finally {
        await rm(lock, { recursive: true });
      }
    } else {
      await sleep(50);
    }
  }
  throw new Error(`No test cluster after 60 seconds; see ${dir}`);
}

async function startCluster(dir: string, ready: string): Promise<void> {
  const postgres = await startPostgres({
    dir: path.join(dir, 'postgres'),
    port: await freePort(),
    password: randomBytes(12).toString('hex'),
    logFile: path.join(dir, 'postgres.log'),
    durable: false,
  });
  const template = await ensureDatabase(postgres, TEMPLATE);
  await migrateToLatest(template);
  await writeFile(`${ready}.new`, postgres.url('postgres'), { mode: 0o600 });
  await rename(`${ready}.new`, ready);
}

async function tryLock(lock: string): Promise<boolean> {
  return mkdir(lock).then(
    () => true,
    () => false,
  );
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
