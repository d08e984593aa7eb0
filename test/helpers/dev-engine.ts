import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { createActivities } from '../../activities/create-activities.js';
import { createEngine } from '../../activities/engine.js';
import { armInstallation, armItem } from '../../client/arm-item.js';
import type { Duban } from '../../client/duban.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import type { Instant } from '../../domain/instant.js';
import type { ItemState, Rung } from '../../domain/item-state.js';
import { nextMoment } from '../../domain/lifecycle.js';
import { defaultPolicy } from '../../domain/policy.js';
import { cacheFolder } from '../../embedded/cache-folder.js';
import { startMailCatcher } from '../../embedded/mail-catcher.js';
import { findTemporalCli } from '../../embedded/temporal-cli.js';
import { createMailer } from '../../mail/smtp.js';
import { applyAssignment } from '../../register/apply-event.js';
import { openDatabase, timestamp } from '../../register/database.js';
import { folderStore } from '../../register/evidence-store.js';
import { itemsOf, type ItemRow } from '../../register/queries/items.js';
import { recordCampaign } from '../../register/record-campaign.js';
import { createWorker } from '../../worker/create-worker.js';
import { searchAttributes } from '../../workflows/contract.js';
import { createDatabase } from './database.js';
import { workflowBundle, wuhan } from './engine.js';

export interface KillableWorker {
  /** Resolves with the item whose transaction was committed and whose workflow will not hear of it. */
  held: Promise<string>;
  kill: () => Promise<void>;
}

/** The engine on a real dev server in real time, with workers in processes that can be killed, or in this one. `extraArgs` go to the server. */
export async function devEngine({ extraArgs = [] }: { extraArgs?: string[] } = {}) {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const program = await findTemporalCli({ cacheDir: cacheFolder(), log });
  const environment = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: program },
      searchAttributes: Object.values(searchAttributes),
      extraArgs,
    },
  });
  const database = await createDatabase();
  const dir = await mkdtemp(path.join(tmpdir(), 'duban-dev-'));
  const catcher = await startMailCatcher({ dir, port: 0, host: '127.0.0.1' });
  const db = openDatabase(database.url);
  const duban: Duban = {
    db,
    temporal: environment.client,
    taskQueue: 'duban',
    evidence: folderStore(path.join(dir, 'evidence')),
    calendar: stateCouncilCalendar,
    policy: defaultPolicy,
  };
  const workers = new Set<ChildProcess>();

  async function startWorker(holdAfter?: string): Promise<KillableWorker> {
    const program = fileURLToPath(new URL('killable-worker.mjs', import.meta.url));
    if (!existsSync('dist/worker/create-worker.js')) throw new Error('dist/ is missing: run npm run build first');
    const options = { address: environment.address, databaseUrl: database.url, smtpPort: catcher.port, holdAfter };
    const child = fork(program, [JSON.stringify(options)], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    workers.add(child);
    const held = new Promise<string>((resolve) => {
      child.on('message', (message: { committed?: string }) => {
        if (message.committed !== undefined) resolve(message.committed);
      });
    });
    await once(child, 'message');
    return {
      held,
      async kill() {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
        workers.delete(child);
      },
    };
  }

  /** A worker in this process, of the code as it is; on the database at `url`. Gives what stops it. */
  async function work(url = database.url): Promise<() => Promise<void>> {
    const own = openDatabase(url);
    const mailer = createMailer({ host: '127.0.0.1', port: catcher.port, secure: false, from: 'duban@example.org' });
    const engine = createEngine(environment.client.workflow, 'duban');
    const { calendar, policy } = duban;
    const worker = await createWorker({
      connection: environment.nativeConnection,
      namespace: 'default',
      taskQueue: 'duban',
      activities: createActivities({ db: own, calendar, policy, engine, mailer, consoleUrl: null, office: '督查室' }),
      workflowBundle: await workflowBundle(),
    });
    const running = worker.run();
    return async () => {
      worker.shutdown();
      await running;
      await mailer.close();
      await own.destroy();
    };
  }

  return {
    duban,
    databaseUrl: database.url,
    address: environment.address,
    startWorker,
    work,
    /** The ids of the mails caught, as often as they came. */
    async caught(): Promise<string[]> {
      const names = (await readdir(dir)).filter((name) => name.endsWith('.eml'));
      const mails = await Promise.all(names.map((name) => readFile(path.join(dir, name), 'utf8')));
      return mails.map((mail) => /^X-Duban-Mail: (\S+)/m.exec(mail)?.[1] ?? '?');
    },
    async stop() {
      for (const child of workers) child.kill('SIGKILL');
      await environment.teardown();
      await catcher.close();
      await db.destroy();
      await database.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export type DevEngine = Awaited<ReturnType<typeof devEngine>>;

/**
 * The Wuhan plan in the register, assigned, with its whole ladder drawn together so that it can be watched: the rungs of
 * every checkpoint come `pace` ms apart, from `begin` on. Its workflows are armed from nothing but the register.
 */
export async function compressedCampaign(
  duban: Duban,
  { begin, pace }: { begin: Instant; pace: number },
): Promise<ItemRow[]> {
  const { draft, roster, document } = await wuhan(2050);
  const { id } = await recordCampaign(duban.db, {
    draft,
    document: { sha256: 'f'.repeat(64), name: document.name },
    roster: roster.entries,
    policy: duban.policy,
    calendar: duban.calendar,
    launchedAt: begin,
    launchedBy: { kind: 'office', post: '督查室' },
    assignmentRelease: begin,
  });
  const items = await itemsOf(duban.db, id);
  for (const item of items) {
    await applyAssignment(duban, item.id, begin);
    const { state } = await duban.db
      .selectFrom('item')
      .where('id', '=', item.id)
      .select('state')
      .executeTakeFirstOrThrow();
    if (state === null) throw new Error('not assigned');
    const next = compressed(state, begin, pace);
    await duban.db
      .updateTable('item')
      .set({ state: JSON.stringify(next), next_moment: timestamp(nextMoment(next)?.at ?? begin) })
      .where('id', '=', item.id)
      .execute();
  }
  await armInstallation(duban);
  await Promise.all(items.map((item) => armItem(duban, item)));
  return items;
}

function compressed(state: ItemState, begin: Instant, pace: number): ItemState {
  const drawn = (pending: Rung[]): Rung[] =>
    pending.slice(0, 6).map((rung, index) => ({ ...rung, release: begin + pace * (index + 2) }));
  return {
    ...state,
    lead: Math.floor(pace / 2),
    pending: [],
    checkpoints: state.checkpoints.map((checkpoint) => ({
      ...checkpoint,
      status: 'open' as const,
      due: begin + pace * 4,
      pending: checkpoint.n === 1 ? drawn(checkpoint.pending) : [],
    })),
  };
}
