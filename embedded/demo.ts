import './quiet-grpc.js';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '@hono/node-server';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { INSTALLATION_FILE, varFolder, type Installation } from '../config/installation.js';
import { CLOCK_AHEAD } from '../config/present.js';
import { countFigures } from '../register/queries/count-figures.js';
import { DubanError } from '../domain/errors.js';
import type { Instant } from '../domain/instant.js';
import { emlFolder } from '../mail/eml-folder.js';
import { folderStore } from '../register/evidence-store.js';
import { migrateToLatest } from '../register/migrate.js';
import { countCampaign } from '../register/queries/counts.js';
import { createApp } from '../web/app.js';
import { cacheFolder } from './cache-folder.js';
import { playYear } from './demo/play.js';
import { freePort } from './free-port.js';
import { startPlayedEngine, type PlayedEngine } from './played-engine.js';
import { ensureDatabase, startPostgres } from './postgres.js';
import { openProgress } from './progress.js';
import { findTimeSkippingServer } from './test-server.js';
import { databasePassword, linkKey, openVarFolder, type VarFolder } from './var-folder.js';
import { writeFileAtomic } from './write-file.js';

// `npm run demo`: a whole plan year in a minute or two, then its result to be looked at until Ctrl-C.
// `npm run demo -- --no-browse` ends when the year does.
const { values: options } = parseArgs({ options: { 'no-browse': { type: 'boolean', default: false } } });
const port = Number(process.env.DUBAN_DEMO_PORT ?? 7610);
const address = `http://127.0.0.1:${String(port)}`;
const progress = openProgress((text) => process.stdout.write(text));
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ending.abort());
const ended = once(ending.signal, 'abort');
const stops: (() => Promise<unknown>)[] = [];
// The engine's own remarks are not part of the show; its signals are ours.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  shutdownSignals: [],
  telemetryOptions: { logging: { filter: 'temporalio_sdk_core=error', forward: {} } },
});

try {
  await run();
} catch (error) {
  if (!ending.signal.aborted) {
    process.exitCode = 1;
    process.stderr.write(`${error instanceof DubanError ? error.message : String((error as Error).stack)}\n`);
  }
}
for (const stop of stops.reverse()) await stop().catch(() => undefined);
process.exit();

async function run(): Promise<void> {
  const began = performance.now();
  progress.say('督办演示：用真实的流程引擎、台账和邮件，把一份真实方案的一整年在一两分钟内走完。');
  const folder = await openVarFolder({ dir: folderOfDemo(), address });
  stops.push(() => folder.release());
  const engine = await prepare(folder);
  progress.say('');

  const played = await Promise.race([playYear(engine, progress.say), ended.then(() => null)]);
  if (played === null) return;
  await summarise(engine, played, (performance.now() - began) / 1000);
  if (options['no-browse']) return;
  const ahead = (await engine.now()) - Date.now();
  await answerCommands(engine, folder, ahead);
  await browse(engine, played, { ahead, key: await linkKey(folder) });
}

/** The register of the year can be asked, and the year gone on with, by `duban` in another terminal. `ahead`: milliseconds of its clock before the wall’s. */
async function answerCommands(engine: PlayedEngine, folder: VarFolder, ahead: number): Promise<void> {
  const environment = { ...engine.settings, DUBAN_VAR_DIR: folder.dir, DUBAN_CONSOLE_URL: address };
  const installation: Installation = {
    format: 1,
    pid: process.pid,
    environment: { ...environment, [CLOCK_AHEAD]: String(ahead) },
  };
  stops.push(() => rm(folder.at(INSTALLATION_FILE), { force: true }));
  await writeFileAtomic(folder.at(INSTALLATION_FILE), `${JSON.stringify(installation, null, 2)}\n`, 0o600);
}

function folderOfDemo(): string {
  return path.join(varFolder(process.env), 'demo');
}

/** A fresh register, mailbox and engine: each demo begins anew. */
async function prepare(folder: VarFolder): Promise<PlayedEngine> {
  for (const name of ['postgres', 'mailbox', 'evidence']) await rm(folder.at(name), { recursive: true, force: true });
  const executable = await findTimeSkippingServer({ cacheDir: cacheFolder(), log: progress.say });
  const postgres = await progress.step('正在启动 PostgreSQL', async () =>
    startPostgres({
      dir: folder.at('postgres'),
      port: await freePort(),
      password: await databasePassword(folder),
      logFile: folder.at('log', 'postgres.log'),
    }),
  );
  stops.push(() => postgres.stop());
  const databaseUrl = await ensureDatabase(postgres, 'duban');
  await migrateToLatest(databaseUrl);
  const key = await linkKey(folder);
  const engine = await progress.step('正在启动可快进时间的流程引擎', () =>
    startPlayedEngine({ databaseUrl, dir: folder.dir, executable, consoleUrl: address, linkKey: key }),
  );
  stops.push(() => engine.stop());
  return engine;
}

interface Played {
  campaignId: string;
  end: Instant;
}

async function summarise({ duban }: PlayedEngine, { campaignId, end }: Played, seconds: number): Promise<void> {
  const { notices, mails } = await countCampaign(duban.db, campaignId);
  const { total } = await countFigures(duban.db, campaignId, { asOf: end });
  const sum = (rows: { count: number }[]): string => String(rows.reduce((total, row) => total + row.count, 0));
  progress.say('');
  progress.say(
    `全年走完，用时${seconds.toFixed(0)}秒。检查节点${String(total.due)}个：按时报送${String(total.onTime)}个，逾期补报${String(total.madeUp)}个，未报${String(total.missing)}个，退回${String(total.returned)}个；` +
      `通知${sum(notices)}条，其中因已办理而撤回${sum(notices.filter((row) => row.state === 'withdrawn'))}条；邮件${sum(mails)}封。`,
  );
}

async function browse(
  { duban, mailboxDir, evidenceDir }: PlayedEngine,
  { campaignId }: Played,
  { ahead, key }: { ahead: number; key: string },
): Promise<void> {
  const app = createApp({
    db: duban.db,
    now: () => Date.now() + ahead,
    mailbox: emlFolder(mailboxDir),
    evidence: folderStore(evidenceDir),
    division: { duban, links: { key, baseUrl: address } },
  });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port });
  const refused = once(server, 'error').then(([error]) => {
    throw new DubanError(
      'port-taken',
      `端口 ${String(port)} 不可用，结果无法浏览：请停止占用它的程序，或用环境变量 DUBAN_DEMO_PORT 改用其他端口`,
      {},
      { cause: error },
    );
  });
  await Promise.race([once(server, 'listening'), refused]);
  stops.push(() => Promise.resolve(server.close()));
  progress.say('');
  progress.say(`  结果总览  ${address}/campaigns/${campaignId}/closing`);
  progress.say(`  台账      ${address}/campaigns/${campaignId}`);
  progress.say(`  邮箱      ${address}/mailbox`);
  progress.say(
    `  命令行    另开终端，设环境变量 DUBAN_VAR_DIR=${path.relative('', folderOfDemo())}，运行 npm run -s duban -- status 等`,
  );
  progress.say('按 Ctrl-C 结束。');
  await Promise.race([ended, refused]);
}
