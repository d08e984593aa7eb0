import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { createActivities } from '../activities/create-activities.js';
import { createEngine } from '../activities/engine.js';
import type { Duban } from '../client/duban.js';
import { stateCouncilCalendar } from '../domain/calendar/state-council.js';
import { instantOf } from '../domain/calendar/zoned.js';
import { MINUTE, type Day, type Instant } from '../domain/instant.js';
import { defaultPolicy } from '../domain/policy.js';
import { createMailer } from '../mail/smtp.js';
import { openDatabase } from '../register/database.js';
import { folderStore } from '../register/evidence-store.js';
import { nextEvent } from '../register/queries/next-event.js';
import { createWorker } from '../worker/create-worker.js';
import { registerSearchAttributes } from '../worker/register-attributes.js';
import { startMailCatcher } from './mail-catcher.js';
import type { TimeSkippingServer } from './test-server.js';

/** The engine as it is in production, on a server whose time only passes when it is told to, and then at once. */
export interface PlayedEngine {
  duban: Duban;
  environment: TestWorkflowEnvironment;
  /** Holds each mail sent as `.eml`. */
  mailboxDir: string;
  evidenceDir: string;
  /** How another process reaches all of it, named as in the environment. */
  settings: Readonly<Record<string, string>>;
  now: () => Promise<Instant>;
  /** Lets time pass to an instant; one that is past already changes nothing. */
  playUntil: (instant: Instant) => Promise<void>;
  /** The same, by the clock of the default policy's zone. */
  playTo: (day: Day, time?: string) => Promise<void>;
  stop: () => Promise<void>;
}

export interface PlayedEngineOptions {
  databaseUrl: string;
  /** Holds the mailbox and the evidence. */
  dir: string;
  executable: TimeSkippingServer;
  /** Made before, where there is one: it takes seconds. */
  workflowBundle?: WorkflowBundleOption;
  consoleUrl?: string;
  /** The key of links in its mails, which need the console. */
  linkKey?: string;
}

/** Milliseconds of real time: between two looks, and until an event is taken to be held back. */
const POLL = 10;
const PATIENCE = 20_000;

/** The SDK gives the server five seconds; on a busy machine a Java needs longer the first time, and less the next. */
async function startServer(executable: TimeSkippingServer, tries = 4): Promise<TestWorkflowEnvironment> {
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  } catch (error) {
    if (tries === 1 || !/did not start within/.test(String(error))) throw error;
    return startServer(executable, tries - 1);
  }
}

/** Starts the time-skipping server with a worker, a mail catcher and the register at `databaseUrl`. Time starts at the present. */
export async function startPlayedEngine(options: PlayedEngineOptions): Promise<PlayedEngine> {
  const { dir, workflowBundle, consoleUrl, linkKey } = options;
  const environment = await startServer(options.executable);
  const mailboxDir = path.join(dir, 'mailbox');
  const evidenceDir = path.join(dir, 'evidence');
  const catcher = await startMailCatcher({ dir: mailboxDir, port: 0, host: '127.0.0.1' });
  const from = '督查室 <duban@example.org>';
  const mailer = createMailer({
    host: '127.0.0.1',
    port: catcher.port,
    secure: false,
    from,
  });
  const db = openDatabase(options.databaseUrl);
  const taskQueue = 'duban';
  const duban: Duban = {
    db,
    temporal: environment.client,
    taskQueue,
    evidence: folderStore(evidenceDir),
    calendar: stateCouncilCalendar,
    policy: defaultPolicy,
    consoleUrl: options.consoleUrl,
  };
  const namespace = environment.namespace ?? 'default';
  await registerSearchAttributes(environment.connection, namespace);
  const worker = await createWorker({
    connection: environment.nativeConnection,
    namespace,
    taskQueue,
    activities: createActivities({
      db,
      calendar: stateCouncilCalendar,
      policy: defaultPolicy,
      engine: createEngine(environment.client.workflow, taskQueue),
      mailer,
      consoleUrl: consoleUrl ?? null,
      ...(linkKey === undefined || consoleUrl === undefined ? {} : { links: { key: linkKey, baseUrl: consoleUrl } }),
      office: '督查室',
    }),
    ...(workflowBundle === undefined ? {} : { workflowBundle }),
  });
  const running = worker.run();

  /**
   * Time goes from event to event, and waits at each until the register shows that it is dealt with: on a busy machine
   * the clock would else run ahead of the worker, and the engine rightly take itself for late.
   */
  async function playUntil(instant: Instant): Promise<void> {
    for (let waited = 0; ;) {
      const now = await environment.currentTimeMs();
      const next = await nextEvent(db);
      if (next === null || next > instant) {
        if (instant > now) await environment.sleep(instant - now);
        return;
      }
      if (next > now) {
        await environment.sleep(next - now);
        waited = 0;
      } else if (waited < PATIENCE) {
        await sleep(POLL);
        waited += POLL;
      } else {
        // Held back for a reason of its own, such as the hour: that is for the engine to decide.
        await environment.sleep(MINUTE);
      }
    }
  }

  return {
    duban,
    environment,
    mailboxDir,
    evidenceDir,
    settings: {
      DATABASE_URL: options.databaseUrl,
      TEMPORAL_ADDRESS: environment.address,
      TEMPORAL_NAMESPACE: namespace,
      DUBAN_TASK_QUEUE: taskQueue,
      DUBAN_SMTP_URL: `smtp://127.0.0.1:${String(catcher.port)}`,
      DUBAN_MAIL_FROM: from,
      DUBAN_EVIDENCE_DIR: evidenceDir,
      DUBAN_MAILBOX_DIR: mailboxDir,
    },
    now: () => environment.currentTimeMs(),
    playUntil,
    playTo: (day, time = '00:00') => playUntil(instantOf(day, time, defaultPolicy.zone)),
    async stop() {
      worker.shutdown();
      // One that fails must not leave the others running: the server is a process of its own.
      const worked = await Promise.allSettled([running]);
      const closed = await Promise.allSettled([environment.teardown(), mailer.close(), catcher.close(), db.destroy()]);
      const failed = [...worked, ...closed].find((result) => result.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
  };
}
