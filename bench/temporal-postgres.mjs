// A Temporal server over PostgreSQL without containers, for benches: official source built with Go, once, into the user's
// cache; the configuration is production's (docker-compose.yml), on loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { cacheFolder } from '../dist/embedded/cache-folder.js';
import { isServing } from '../dist/embedded/grpc-health.js';
import { ensureDatabase } from '../dist/embedded/postgres.js';
import { runProgram } from '../dist/embedded/run-program.js';
import { registerSearchAttributes } from '../dist/worker/register-attributes.js';
import { itemStart } from '../dist/workflows/contract.js';

const VERSION = '1.29.1';
const HOST = '127.0.0.1';
const SERVICES = ['frontend', 'history', 'matching', 'worker'];
const STORES = { temporal: 'temporal', temporal_visibility: 'visibility' };

/** On a running PostgreSQL; what it writes goes into `dir`. `stop` ends it. */
export async function startTemporalOnPostgres(postgres, dir) {
  const programs = await findPrograms();
  const { port, username: user, password } = new URL(postgres.url('postgres'));
  for (const [database, schema] of Object.entries(STORES)) {
    await ensureDatabase(postgres, database);
    const tool = ['--plugin', 'postgres12', '--ep', HOST, '-p', port, '-u', user, '--pw', password, '--db', database];
    await must(programs.sql, [...tool, 'setup-schema', '--version', '0.0']);
    await must(programs.sql, [...tool, 'update-schema', '--schema-name', `postgresql/v12/${schema}`]);
  }
  const { config, grpcPort } = await configuration({ connectAddr: `${HOST}:${port}`, user, password });
  // JSON is YAML.
  await writeFile(path.join(dir, 'bench.yaml'), JSON.stringify(config), { mode: 0o600 });
  const logFile = path.join(dir, 'temporal.log');
  const log = await open(logFile, 'a');
  const server = spawn(
    programs.server,
    ['--root', dir, '--config', '.', '--env', 'bench', '--allow-no-auth', 'start'],
    {
      stdio: ['ignore', log.fd, log.fd],
    },
  );
  await log.close();
  const stop = async () => {
    if (server.exitCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  };
  try {
    const address = `${HOST}:${grpcPort}`;
    const until = (done) => waitFor(done, server);
    await until(() => isServing(HOST, grpcPort));
    const connection = await Connection.connect({ address });
    const workflowExecutionRetentionPeriod = { seconds: 86_400 };
    const namespace = { namespace: 'default', workflowExecutionRetentionPeriod };
    await until(() => answers(connection.workflowService.registerNamespace(namespace)));
    const client = new Client({ connection });
    // Its services learn of a namespace, and of search attributes, by and by.
    const probe = itemStart({ id: 'probe', campaignId: 'probe' });
    const known = async () => {
      await registerSearchAttributes(connection, 'default');
      const handle = await client.workflow.start('probe', { ...probe, taskQueue: 'probe' });
      await handle.terminate();
    };
    await until(() => answers(known()));
    return {
      client,
      address,
      async stop() {
        await connection.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    error.message += `: ${(await readFile(logFile, 'utf8')).trim().split('\n').at(-1)?.slice(0, 300)}`;
    throw error;
  }
}

async function findPrograms() {
  const dir = path.join(cacheFolder(), `temporal-server-${VERSION}`);
  const programs = { server: path.join(dir, 'server'), sql: path.join(dir, 'sql') };
  if (await answers(access(programs.server))) return programs;
  if ((await runProgram('go', ['version'])).code !== 0) {
    throw new Error(`Temporal ${VERSION} is built from source for this bench: install Go 1.24 or newer, and try again`);
  }
  await mkdir(cacheFolder(), { recursive: true });
  const folder = await mkdtemp(path.join(cacheFolder(), 'build-'));
  try {
    console.error(`building Temporal ${VERSION} with Go, once: some minutes`);
    const modules = ['cmd/server', 'cmd/tools/sql'].map((name) => `go.temporal.io/server/${name}@v${VERSION}`);
    await must('go', ['install', ...modules], { env: { ...process.env, GOBIN: folder } });
    await rename(folder, dir);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return programs;
}

/** As the official image makes it of the settings of docker-compose.yml. */
async function configuration(account) {
  const sql = (databaseName, maxConns) => ({
    sql: {
      ...{ ...account, pluginName: 'postgres12', databaseName, connectProtocol: 'tcp' },
      ...{ maxConns, maxIdleConns: maxConns, maxConnLifetime: '1h' },
    },
  });
  const services = {};
  for (const name of SERVICES) {
    services[name] = { rpc: { grpcPort: await lowPort(), membershipPort: await lowPort(), bindOnIP: HOST } };
  }
  const { grpcPort } = services.frontend.rpc;
  const rpcAddress = `${HOST}:${grpcPort}`;
  const config = {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: 512,
      datastores: { default: sql('temporal', 20), visibility: sql('temporal_visibility', 10) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: HOST } },
    services,
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: { active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress } },
    },
    dcRedirectionPolicy: { policy: 'noop' },
  };
  return { config, grpcPort };
}

/** The server keeps its ports in its database, as a smallint. */
async function lowPort() {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    const probe = createServer().listen(port, HOST);
    const isFree = await answers(once(probe, 'listening'));
    probe.close();
    if (isFree) return port;
  }
}

async function must(program, args, options) {
  const { code, output } = await runProgram(program, args, options);
  if (code !== 0) throw new Error(`${path.basename(program)} failed: ${output.slice(-1000)}`);
}

const answers = (asked) =>
  asked.then(
    () => true,
    () => false,
  );

async function waitFor(done, server) {
  for (const end = Date.now() + 90_000; Date.now() < end; await sleep(200)) {
    if (server.exitCode !== null) break;
    if (await done()) return;
  }
  throw new Error('Temporal over PostgreSQL did not start');
}
