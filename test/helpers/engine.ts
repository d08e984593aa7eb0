import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker, bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { createActivities } from '../../activities/create-activities.js';
import { createEngine } from '../../activities/engine.js';
import type { Duban } from '../../client/duban.js';
import { readPlan } from '../../documents/read-plan.js';
import { readRoster } from '../../documents/roster.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { instantOf } from '../../domain/calendar/zoned.js';
import type { Instant } from '../../domain/instant.js';
import { defaultPolicy } from '../../domain/policy.js';
import { cacheFolder } from '../../embedded/cache-folder.js';
import { startMailCatcher } from '../../embedded/mail-catcher.js';
import { findTimeSkippingServer } from '../../embedded/test-server.js';
import { createMailer } from '../../mail/smtp.js';
import { openDatabase } from '../../register/database.js';
import { folderStore } from '../../register/evidence-store.js';
import { createWorker, workflowsPath } from '../../worker/create-worker.js';
import { createDatabase } from './database.js';

const ZONE = 'Asia/Shanghai';

/** The real engine on the time-skipping server: real register, real SMTP, time that waits for nobody. */
export interface PlayedEngine {
  duban: Duban;
  env: TestWorkflowEnvironment;
  worker: Worker;
  now: () => Promise<Instant>;
  /** Lets time pass until the clock in Shanghai shows this. */
  playTo: (day: string, time?: string) => Promise<void>;
  stop: () => Promise<void>;
}

export async function startPlayedEngine(): Promise<PlayedEngine> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const executable = await findTimeSkippingServer({ cacheDir: cacheFolder(), log });
  const env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  const database = await createDatabase();
  const dir = await mkdtemp(path.join(tmpdir(), 'duban-played-'));
  const catcher = await startMailCatcher({ dir: path.join(dir, 'mailbox'), port: 0, host: '127.0.0.1' });
  const mailer = createMailer({ host: '127.0.0.1', port: catcher.port, secure: false, from: '督查室 <duban@example.org>' });
  const db = openDatabase(database.url);
  const taskQueue = 'duban';
  const duban: Duban = {
    db,
    temporal: env.client,
    taskQueue,
    evidence: folderStore(path.join(dir, 'evidence')),
    calendar: stateCouncilCalendar,
    policy: defaultPolicy,
  };
  const engine = createEngine(env.client.workflow, taskQueue);
  const worker = await createWorker({
    connection: env.nativeConnection,
    namespace: env.namespace ?? 'default',
    taskQueue,
    activities: createActivities({ db, calendar: stateCouncilCalendar, policy: defaultPolicy, engine, mailer, consoleUrl: null, office: '督查室' }),
    workflowBundle: await workflowBundle(),
  });
  const running = worker.run();
  return {
    duban,
    env,
    worker,
    now: () => env.currentTimeMs(),
    async playTo(day, time = '00:00') {
      const wait = instantOf(day, time, ZONE) - (await env.currentTimeMs());
      if (wait > 0) await env.sleep(wait);
    },
    async stop() {
      worker.shutdown();
      await running;
      await env.teardown();
      await mailer.close();
      await catcher.close();
      await db.destroy();
      await database.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

let bundle: Promise<WorkflowBundleWithSourceMap> | undefined;

/** Made once per test file: it takes seconds. */
export function workflowBundle(): Promise<WorkflowBundleWithSourceMap> {
  bundle ??= bundleWorkflowCode({ workflowsPath });
  return bundle;
}

export async function wuhan(year: number) {
  const bytes = await readFile('samples/wuhan-2017-responsibility-items.txt');
  const name = 'wuhan-2017-responsibility-items.txt';
  const roster = readRoster(await readFile('samples/roster.csv'), 'roster.csv');
  return { draft: readPlan(bytes, { fileName: name, calendar: stateCouncilCalendar, year }), roster, document: { bytes, name } };
}
