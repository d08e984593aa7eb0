import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { INSTALLATION_FILE, type Installation } from '../config/installation.js';
import { DubanError } from '../domain/errors.js';
import { migrateToLatest } from '../register/migrate.js';
import { cacheFolder } from './cache-folder.js';
import { openChildRecord, stopRecorded, type ChildRecord } from './child-record.js';
import { startMailCatcher } from './mail-catcher.js';
import { checkPorts, type Ports } from './ports.js';
import { findPostgresBinaries } from './postgres-binaries.js';
import { stopLeftoverPostgres } from './postgres-leftover.js';
import { ensureDatabase, startPostgres } from './postgres.js';
import type { Progress } from './progress.js';
import { backOff, startChild, type SupervisedChild } from './supervise.js';
import { findTemporalCli } from './temporal-cli.js';
import { startTemporal } from './temporal-server.js';
import { databasePassword, linkKey, type VarFolder } from './var-folder.js';
import { writeFileAtomic } from './write-file.js';

export interface InstallationContext {
  readonly folder: VarFolder;
  readonly ports: Ports;
  readonly progress: Progress;
  readonly environment: NodeJS.ProcessEnv;
  /** Asks for an end while things are still being started. */
  readonly signal: AbortSignal;
  /** What to do at the end, last first. */
  readonly onStop: (stop: () => Promise<void>) => void;
  /** Something ended that the rest cannot do without. */
  readonly onFatal: (line: string) => void;
}

/** Starts all parts of the embedded installation, the independent ones at the same time; done when the first page is served. */
export async function startInstallation(context: InstallationContext): Promise<void> {
  const { folder, ports, progress } = context;
  const recordFile = folder.at('processes.json');
  await clearLeftovers(context, recordFile);
  await checkPorts(ports);
  const record = openChildRecord(recordFile);
  // All are waited for, also when one fails: what was started half-way could not be stopped.
  const results = await Promise.allSettled([
    progress.step('正在启动 PostgreSQL', () => runPostgres(context)),
    runTemporal(context, record),
    progress.step('正在启动收信程序', () => runMailCatcher(context)),
  ]);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
  context.signal.throwIfAborted();
  const databaseUrl = (results[0] as PromiseFulfilledResult<string>).value;
  await progress.step('正在准备台账数据库', () => migrateToLatest(databaseUrl));
  const environment = {
    ...installationEnvironment(folder, ports, databaseUrl),
    DUBAN_LINK_KEY: await linkKey(folder),
  };
  const worker = await runMain(context, record, { name: 'worker', title: '工作进程', environment });
  const web = await runMain(context, record, { name: 'web', title: '控制台', environment });
  await Promise.all([
    progress.step('正在启动工作进程', () => until(context, worker, () => Promise.resolve(worker.child.isReady()))),
    progress.step('正在启动控制台', () => until(context, web, () => servesPages(ports.web))),
  ]);
  const installation: Installation = { format: 1, pid: process.pid, environment };
  context.onStop(() => rm(folder.at(INSTALLATION_FILE), { force: true }));
  await writeFileAtomic(folder.at(INSTALLATION_FILE), `${JSON.stringify(installation, null, 2)}\n`, 0o600);
}

/** Ends what a killed launcher left running, so that its ports and files are free. */
async function clearLeftovers({ folder, progress }: InstallationContext, recordFile: string): Promise<void> {
  await rm(folder.at(INSTALLATION_FILE), { force: true });
  const names = await stopRecorded(recordFile);
  if (await stopLeftoverPostgres(folder.at('postgres'), await findPostgresBinaries())) names.push('postgres');
  if (names.length > 0) progress.say(`  上次未正常退出，已停止遗留的进程：${names.join('、')}`);
}

async function runPostgres({ folder, ports, onStop, onFatal, signal }: InstallationContext): Promise<string> {
  const logFile = folder.at('log', 'postgres.log');
  const postgres = await startPostgres({
    dir: folder.at('postgres'),
    port: ports.postgres,
    password: await databasePassword(folder),
    logFile,
  });
  onStop(() => postgres.stop());
  void postgres.exited.then(() => {
    if (!signal.aborted) onFatal(`PostgreSQL 意外退出，详情见 ${logFile}`);
  });
  return ensureDatabase(postgres, 'duban');
}

async function runTemporal(context: InstallationContext, record: ChildRecord): Promise<void> {
  const { folder, ports, progress, onStop, onFatal, signal } = context;
  const program = await findTemporalCli({ cacheDir: cacheFolder(context.environment), log: progress.say, signal });
  if (signal.aborted) return;
  const logFile = folder.at('log', 'temporal.log');
  const server = await progress.step('正在启动 Temporal', () =>
    startTemporal({
      program,
      port: ports.temporal,
      uiPort: ports.temporalUi,
      databaseFile: folder.at('temporal.db'),
      logFile,
      record,
      onGone: (how) => onFatal(`Temporal 意外退出（${how}），详情见 ${logFile}`),
    }),
  );
  onStop(() => server.stop());
}

async function runMailCatcher({ folder, ports, onStop }: InstallationContext): Promise<void> {
  const catcher = await startMailCatcher({ dir: folder.at('mailbox'), port: ports.smtp, host: '127.0.0.1' });
  onStop(() => catcher.close());
}

interface OwnMain {
  readonly name: 'worker' | 'web';
  readonly title: string;
  readonly environment: Readonly<Record<string, string>>;
}

interface RunningMain {
  readonly child: SupervisedChild;
  readonly logFile: string;
  readonly title: string;
}

async function runMain(context: InstallationContext, record: ChildRecord, own: OwnMain): Promise<RunningMain> {
  const logFile = context.folder.at('log', `${own.name}.log`);
  const nextWait = backOff();
  const child = await startChild({
    name: own.name,
    run: { main: fileURLToPath(new URL(`../${own.name}/main.js`, import.meta.url)) },
    env: { ...context.environment, ...own.environment },
    logFile,
    record,
    // One SMTP session may take 30 s, and is not cut off.
    stopWaitMs: 35_000,
    onGone: (how, lived) => {
      const wait = nextWait(lived);
      const when = wait === 0 ? '立即' : `${wait / 1000} 秒后`;
      context.progress.say(`  ${own.title}意外退出（${how}），${when}重新启动，详情见 ${logFile}`);
      return wait;
    },
  });
  context.onStop(() => child.stop());
  return { child, logFile, title: own.title };
}

/** Throws `main-start-failed` after a minute: by then it has been started again several times. */
async function until({ signal }: InstallationContext, main: RunningMain, isUp: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(50)) {
    signal.throwIfAborted();
    if (await isUp()) return;
  }
  throw new DubanError('main-start-failed', `${main.title}未能启动，详情见 ${main.logFile}`, { logFile: main.logFile });
}

async function servesPages(port: number): Promise<boolean> {
  const wait = AbortSignal.timeout(5_000);
  const answer = await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual', signal: wait }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer !== undefined && answer.status < 500;
}

function installationEnvironment(folder: VarFolder, ports: Ports, databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`,
    TEMPORAL_NAMESPACE: 'default',
    DUBAN_TASK_QUEUE: 'duban',
    DUBAN_SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    DUBAN_MAIL_FROM: '督查室 <duban@example.org>',
    DUBAN_CONSOLE_URL: `http://127.0.0.1:${ports.web}`,
    DUBAN_EVIDENCE_DIR: folder.at('evidence'),
    DUBAN_MAILBOX_DIR: folder.at('mailbox'),
    DUBAN_VAR_DIR: folder.dir,
    DUBAN_WEB_HOST: '127.0.0.1',
    DUBAN_WEB_PORT: String(ports.web),
  };
}
