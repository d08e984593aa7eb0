import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { ensureDatabase, startPostgres, type RunningPostgres } from '../../embedded/postgres.js';
import { isAlive } from '../../embedded/process-identity.js';
import { freePort } from '../../embedded/free-port.js';

// Real servers on a shared disk.
jest.setTimeout(60_000);

let base: string;
let port: number;
let running: RunningPostgres[] = [];

beforeEach(async () => {
  // As mktemp makes it, and as root's home is: no other user may enter.
  base = await mkdtemp(path.join(tmpdir(), 'duban-postgres-'));
  await chmod(base, 0o700);
  port = await freePort();
});
afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  running = [];
  await rm(base, { recursive: true });
});

async function start(durable = false): Promise<RunningPostgres> {
  const postgres = await startPostgres({
    dir: path.join(base, 'postgres'),
    port,
    password: 'a-test-password',
    logFile: path.join(base, 'postgres.log'),
    durable,
  });
  running.push(postgres);
  return postgres;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  it('serves a durable UTF-8 database to whoever knows the password, also in a folder closed to others', async () => {
    const postgres = await start(true);
    const url = await ensureDatabase(postgres, 'duban');
    expect(await ensureDatabase(postgres, 'duban')).toBe(url);
    const settings = ['server_encoding', 'fsync', 'listen_addresses', 'unix_socket_directories', 'TimeZone'];
    expect(await ask(url, `select ${settings.map((name) => `current_setting('${name}')`).join(', ')}`)).toEqual([
      'UTF8',
      'on',
      '127.0.0.1',
      '',
      'UTC',
    ]);
    await expect(ask(url.replace('a-test-password', 'wrong'), 'select 1')).rejects.toThrow(
      /password authentication failed/,
    );
    await postgres.stop();
    await postgres.exited;
    expect(isAlive(postgres.pid)).toBe(false);
  });

  it('ends the server that a killed launcher left behind, and goes on with its data', async () => {
    const left = await start();
    await ask(left.url('postgres'), 'create table kept as select 7 as n');
    const next = await start();
    expect(isAlive(left.pid)).toBe(false);
    expect(await ask(next.url('postgres'), 'select n from kept')).toEqual([7]);
  });

  it('recovers from its own killing', async () => {
    const killed = await start(true);
    await ask(killed.url('postgres'), 'create table kept as select 8 as n');
    process.kill(killed.pid, 'SIGKILL');
    await killed.exited;
    expect(await ask((await start(true)).url('postgres'), 'select n from kept')).toEqual([8]);
  });

  it('does not take some other process for its own because of an old number', async () => {
    await (await start()).stop();
    const pidFile = path.join(base, 'postgres', 'postmaster.pid');
    await writeFile(
      pidFile,
      `${process.ppid}\n${path.join(base, 'postgres')}\n1800000000\n${port}\n\n127.0.0.1\n\nready\n`,
    );
    const postgres = await start();
    expect(isAlive(process.ppid)).toBe(true);
    expect((await readFile(pidFile, 'utf8')).split('\n')[0]).toBe(String(postgres.pid));
  });

  it('says which port is taken, and leaves nothing running', async () => {
    await (await start()).stop();
    const other = createServer().listen(port, '127.0.0.1');
    await expect(start()).rejects.toMatchObject({ code: 'port-taken', data: { port } });
    other.close();
    await start();
  });

  it('refuses a folder of another major version, and a damaged one', async () => {
    await (await start()).stop();
    const version = path.join(base, 'postgres', 'PG_VERSION');
    const control = path.join(base, 'postgres', 'global', 'pg_control');
    await writeFile(version, '17\n');
    await expect(start()).rejects.toMatchObject({ code: 'postgres-data-version', data: { found: '17', major: '18' } });
    await writeFile(version, '18\n');
    await writeFile(control, Buffer.alloc(8192, 1));
    await expect(start()).rejects.toMatchObject({ code: 'postgres-start-failed' });
    await rm(control);
    await expect(start()).rejects.toMatchObject({ code: 'postgres-data-damaged' });
  });
});
