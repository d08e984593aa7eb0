import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DubanError } from '../domain/errors.js';
import { choosePostgresAccount } from './postgres-account.js';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { ensureCluster, postgresEnvironment } from './postgres-cluster.js';
import { readPostmaster, stopLeftoverPostgres, stopPostgres } from './postgres-leftover.js';
import { isAlive } from './process-identity.js';

export interface PostgresOptions {
  /** Data folder; made when absent. */
  readonly dir: string;
  readonly port: number;
  readonly password: string;
  /** The server's messages are appended here. */
  readonly logFile: string;
  /** False only for tests. Default true. */
  readonly durable?: boolean;
}

export interface RunningPostgres {
  readonly pid: number;
  /** Connection URL of a database of this server; it holds the password. */
  url(database: string): string;
  /** Settles when the server is gone, asked or not. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

const USER = 'duban';
const START_WAIT_MS = 60_000;

/** Starts PostgreSQL on loopback only, ending first whatever a killed launcher left running on the same folder. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { durable = true } = options;
  const dir = path.resolve(options.dir);
  const binaries = await findPostgresBinaries();
  await mkdir(path.dirname(dir), { recursive: true });
  const account = await choosePostgresAccount(binaries.initdb, path.dirname(dir));
  await stopLeftoverPostgres(dir, binaries);
  await ensureCluster({ dir, user: USER, password: options.password, durable }, binaries, account);

  const logFrom = await stat(options.logFile).then(
    ({ size }) => size,
    () => 0,
  );
  const flags = serverFlags(options.port, durable);
  const command =
    process.platform === 'win32'
      ? // Only pg_ctl gives up administrator rights, which the server refuses to have.
        { program: binaries.pgCtl, args: ['start', '-w', '-D', dir, '-l', options.logFile, '-o', flags.join(' ')] }
      : account.command(binaries.postgres, ['-D', dir, ...flags]);
  const { program, args, ...ids } = command;
  const log = await open(options.logFile, 'a', 0o600);
  // Its own process group: Ctrl-C in the terminal is for the launcher, which stops things in order.
  const child = spawn(program, args, {
    ...ids,
    cwd: path.dirname(dir),
    env: postgresEnvironment(),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const failed = new Promise<never>((_, reject) => child.on('error', reject));
  failed.catch(() => undefined);
  child.unref();
  await log.close();
  const pid = await Promise.race([failed, untilReady(dir, () => child.exitCode ?? child.signalCode)]);
  if (pid === undefined) {
    if (child.pid && process.platform !== 'win32' && isAlive(child.pid)) await stopPostgres(child.pid, dir, binaries);
    throw startFailure(await readFrom(options.logFile, logFrom), options, dir);
  }
  return running(pid, { dir, port: options.port, password: options.password, binaries });
}

/** Makes a database if there is none of that name. */
export async function ensureDatabase(postgres: RunningPostgres, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return postgres.url(name);
}

function serverFlags(port: number, durable: boolean): string[] {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_timezone=UTC'];
  if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return ['-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

/** The pid once the server takes connections; undefined when it ended or took too long. */
async function untilReady(dir: string, ended: () => number | string | null): Promise<number | undefined> {
  for (let waited = 0; waited < START_WAIT_MS; waited += 20) {
    const postmaster = await readPostmaster(dir);
    if (postmaster?.ready) return postmaster.pid;
    const code = ended();
    // pg_ctl (Windows) ends well once the server is up; the server itself (elsewhere) should not end at all.
    if (code !== null && (code !== 0 || process.platform !== 'win32')) return undefined;
    await sleep(20);
  }
  return undefined;
}

function running(
  pid: number,
  server: { dir: string; port: number; password: string; binaries: PostgresBinaries },
): RunningPostgres {
  const exited = (async () => {
    // Polled, as on Windows the server is not our child. Unreferenced: it must not keep the launcher alive.
    while (isAlive(pid)) await sleep(250, undefined, { ref: false });
  })();
  return {
    pid,
    exited,
    url: (database) => `postgres://${USER}:${server.password}@127.0.0.1:${server.port}/${database}`,
    stop: () => stopPostgres(pid, server.dir, server.binaries),
  };
}

function startFailure(log: string, options: PostgresOptions, dir: string): DubanError {
  const line = log.split('\n').findLast((text) => /FATAL|PANIC/.test(text)) ?? log.trim().split('\n').at(-1) ?? '';
  const reason = line.replace(/^.*(FATAL|PANIC):/, '').trim();
  const data = { dir, port: options.port, reason };
  if (/could not bind|could not create any TCP\/IP sockets/.test(log)) {
    return new DubanError('port-taken', `PostgreSQL 的端口 ${options.port} 已被占用`, data);
  }
  return new DubanError(
    'postgres-start-failed',
    `PostgreSQL 无法启动，数据库目录 ${dir} 可能已损坏：${reason}。详情见 ${options.logFile}；请从备份恢复该目录，如其中没有需要保留的数据，请将其移走后重试`,
    data,
  );
}

async function readFrom(file: string, start: number): Promise<string> {
  let text = '';
  for await (const chunk of createReadStream(file, { start, encoding: 'utf8' })) text += chunk;
  return text;
}
