// What benches of the engine share: Temporal's dev server on a database file (or a server over PostgreSQL), a register that
// keeps what it is told as `npm start` would, workers in processes of their own, and a campaign of as many items as wanted.
import { execFileSync, fork } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { TestWorkflowEnvironment } from '@temporalio/testing';

const ROOT = path.resolve(import.meta.dirname, '..');
execFileSync(process.execPath, [path.join(ROOT, 'embedded', 'bootstrap.mjs'), 'build'], { stdio: 'inherit' });
const { stateCouncilCalendar } = await import('../dist/domain/calendar/state-council.js');
const { defaultPolicy } = await import('../dist/domain/policy.js');
const { cacheFolder } = await import('../dist/embedded/cache-folder.js');
const { freePort } = await import('../dist/embedded/free-port.js');
const { ensureDatabase, startPostgres } = await import('../dist/embedded/postgres.js');
const { findTemporalCli } = await import('../dist/embedded/temporal-cli.js');
const { openDatabase } = await import('../dist/register/database.js');
const { migrateToLatest } = await import('../dist/register/migrate.js');
const { recordCampaign } = await import('../dist/register/record-campaign.js');
const { draftOf } = await import('../dist/documents/draft/draft-of.js');
const { readDocument } = await import('../dist/documents/read-document.js');
const { readRoster } = await import('../dist/documents/names/roster.js');
const { searchAttributes } = await import('../dist/workflows/contract.js');
const { startTemporalOnPostgres } = await import('./temporal-postgres.mjs');

/** Starts all of it, with Temporal's dev server or, `server: 'postgres'`, one over PostgreSQL; `stop` leaves nothing behind. */
export async function startEngine({ server = 'dev' } = {}) {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const dir = await mkdtemp(path.join(tmpdir(), 'duban-bench-'));
  const postgres = await startPostgres({
    dir: path.join(dir, 'postgres'),
    port: await freePort(),
    password: randomBytes(12).toString('hex'),
    logFile: path.join(dir, 'postgres.log'),
    durable: true,
  });
  const databaseUrl = await ensureDatabase(postgres, 'bench');
  await migrateToLatest(databaseUrl);
  const starting = server === 'postgres' ? startTemporalOnPostgres(postgres, dir) : startDevServer(dir);
  const temporal = await starting.catch(async (error) => {
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
    throw error;
  });
  const db = openDatabase(databaseUrl);
  const workers = [];

  return {
    db,
    client: temporal.client,
    duban: {
      db,
      temporal: temporal.client,
      taskQueue: 'duban',
      calendar: stateCouncilCalendar,
      policy: defaultPolicy,
    },

    /** Duban's worker, or the bare one. */
    async startWorker({ bare = false } = {}) {
      const options = { address: temporal.address, databaseUrl: bare ? undefined : databaseUrl };
      const program = path.join(import.meta.dirname, 'bench-worker.mjs');
      const child = fork(program, [JSON.stringify(options)], {
        execArgv: ['--expose-gc'],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      workers.push(child);
      await once(child, 'message');
      return {
        /** MiB, after a collection. */
        async memory() {
          child.send('memory');
          const [{ rss, heap }] = await once(child, 'message');
          return { rss: rss / 2 ** 20, heap: heap / 2 ** 20 };
        },
        async stop() {
          child.kill('SIGKILL');
          await once(child, 'exit');
        },
      };
    },

    /** A campaign of the Wuhan plan's items, repeated; in the register only. */
    async recordItems(count, at = Date.now()) {
      const { draft, roster } = await plan();
      const items = Array.from({ length: count }, (_, i) => ({
        ...draft.items[i % draft.items.length],
        code: String(i + 1),
      }));
      const document = { sha256: createHash('sha256').update(randomUUID()).digest('hex'), name: 'bench.txt' };
      const { id } = await recordCampaign(db, {
        draft: { ...draft, items },
        document,
        roster: roster.entries,
        policy: defaultPolicy,
        calendar: stateCouncilCalendar,
        launchedAt: at,
        launchedBy: { kind: 'office', post: '督查室' },
        assignmentRelease: at + 24 * 3_600_000,
      });
      return id;
    },

    async stop() {
      for (const child of workers) child.kill('SIGKILL');
      await temporal.stop();
      await db.destroy();
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function startDevServer(dir) {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: {
        type: 'existing-path',
        path: await findTemporalCli({ cacheDir: cacheFolder(), log: console.error }),
      },
      dbFilename: path.join(dir, 'temporal.db'),
      searchAttributes: Object.values(searchAttributes),
      extraArgs: ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=2', '--log-level', 'never'],
    },
  });
  const { client, address } = environment;
  return { client, address, stop: () => environment.teardown() };
}

/** Moved to next year: all of it is still ahead. */
async function plan() {
  const name = 'wuhan-2017-responsibility-items.txt';
  const bytes = await readFile(path.join(ROOT, 'samples', name));
  const roster = readRoster(await readFile(path.join(ROOT, 'samples', 'roster.csv')), 'roster.csv');
  const year = new Date().getFullYear() + 1;
  return { draft: draftOf(await readDocument(bytes, name), { calendar: stateCouncilCalendar, year }), roster };
}

/** Does `work` for 0 to `count` - 1, twenty at once, as the engine does it. */
export async function twentyAtOnce(count, work) {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: 20 }, lane));
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
export const seconds = (since) => (performance.now() - since) / 1000;
