import { spawn } from 'node:child_process';
import { access, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DubanError } from '../domain/errors.js';
import type { PostgresAccount } from './postgres-account.js';
import type { PostgresBinaries } from './postgres-binaries.js';

export interface ClusterOptions {
  readonly dir: string;
  readonly user: string;
  readonly password: string;
  /** False only for tests: what is written may be lost when the machine goes down. */
  readonly durable: boolean;
}

/**
 * Makes the data folder if there is none, and refuses one that this PostgreSQL cannot serve.
 * Built beside its place and renamed, so a launcher killed half-way leaves no half-made folder behind.
 */
export async function ensureCluster(
  options: ClusterOptions,
  binaries: PostgresBinaries,
  account: PostgresAccount,
): Promise<void> {
  const { dir } = options;
  if (await exists(dir)) {
    await checkCluster(dir, binaries.major);
    await account.own(dir);
    return;
  }
  await removeUnfinished(dir);
  const draft = `${dir}.new-${process.pid}`;
  const passwordFile = `${draft}.password`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  try {
    await account.own(draft);
    await account.own(passwordFile);
    await runInitdb(
      [
        binaries.initdb,
        `--pgdata=${draft}`,
        `--username=${options.user}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The server's own Unicode rules: the same order and case on every system, whatever locales it has.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(options.durable ? [] : ['--no-sync']),
      ],
      account,
    );
    await rename(draft, dir);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function checkCluster(dir: string, major: string): Promise<void> {
  const found = (await readFile(path.join(dir, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (!found || !(await exists(path.join(dir, 'global', 'pg_control')))) {
    throw new DubanError(
      'postgres-data-damaged',
      `数据库目录 ${dir} 不完整（缺少 PG_VERSION 或 global/pg_control），已停止启动。请从备份恢复该目录；如其中没有需要保留的数据，请将其移走后重试`,
      { dir },
    );
  }
  if (found === major) return;
  throw new DubanError(
    'postgres-data-version',
    `数据库目录 ${dir} 由 PostgreSQL ${found} 建立，而本版本使用 PostgreSQL ${major}，不能直接打开。` +
      `请用原版本导出数据后再导入；如其中没有需要保留的数据，请将其移走后重试`,
    { dir, found, major },
  );
}

async function runInitdb(command: readonly [string, ...string[]], account: PostgresAccount): Promise<void> {
  const { program, args, ...ids } = account.command(command[0], command.slice(1));
  const child = spawn(program, args, { ...ids, env: postgresEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code === 0) return;
  const reason =
    output
      .trim()
      .split('\n')
      .findLast((line) => /error|fatal|could not/i.test(line)) ?? output.trim();
  throw new DubanError('postgres-initdb-failed', `数据库初始化失败：${reason}`, { output });
}

/** Messages in English, so that they can be recognised; no PG* settings of the person who starts us. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

async function removeUnfinished(dir: string): Promise<void> {
  const parent = path.dirname(dir);
  for (const name of await readdir(parent).catch(() => [] as string[])) {
    if (name.startsWith(`${path.basename(dir)}.new-`))
      await rm(path.join(parent, name), { recursive: true, force: true });
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
