import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { DubanError } from '../domain/errors.js';
import { searchAttributes } from '../workflows/contract.js';
import type { ChildRecord } from './child-record.js';
import { isServing } from './grpc-health.js';
import { startChild, type SupervisedChild } from './supervise.js';

export interface TemporalOptions {
  /** The Temporal CLI. */
  readonly program: string;
  readonly port: number;
  readonly uiPort: number;
  readonly databaseFile: string;
  readonly logFile: string;
  readonly record: ChildRecord;
  /** Called when the server ends unasked after it was up. */
  readonly onGone: (how: string) => void;
}

/** As the CLI calls them. */
const TYPES = { KEYWORD: 'Keyword', DATETIME: 'Datetime' };
const HOST = '127.0.0.1';
const START_WAIT_MS = 60_000;

/** Starts Temporal's dev server on a database file and waits until it takes requests. Throws `temporal-start-failed`. */
export async function startTemporal(options: TemporalOptions): Promise<SupervisedChild> {
  let up = false;
  const server = await startChild({
    name: 'temporal',
    run: { program: options.program, args: serverArguments(options) },
    env: serverEnvironment(),
    logFile: options.logFile,
    record: options.record,
    stopWaitMs: 15_000,
    onGone: (how) => {
      if (up) options.onGone(how);
      return 'give-up';
    },
  });
  for (const end = performance.now() + START_WAIT_MS; performance.now() < end; await sleep(50)) {
    if (server.gaveUp()) break;
    if (await isServing(HOST, options.port)) {
      up = true;
      return server;
    }
  }
  await server.stop();
  const lastLine = (await readFile(options.logFile, 'utf8').catch(() => '')).trim().split('\n').at(-1) ?? '';
  throw new DubanError(
    'temporal-start-failed',
    `Temporal 未能启动：${lastLine.slice(0, 300)}。详情见 ${options.logFile}`,
    {
      logFile: options.logFile,
    },
  );
}

function serverArguments(options: TemporalOptions): string[] {
  return [
    ...['server', 'start-dev', '--ip', HOST, '--port', String(options.port), '--ui-port', String(options.uiPort)],
    ...['--db-filename', options.databaseFile, '--log-level', 'warn'],
    // Known from the first moment on; a server that is running already is told by the worker.
    ...Object.values(searchAttributes).flatMap(({ name, type }) => ['--search-attribute', `${name}=${TYPES[type]}`]),
    // WAL with full sync: as durable as the default journal, and nearly twice as many workflow starts a second.
    ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=2'],
  ];
}

/** Without the TEMPORAL_* settings of the person who starts us, and without the server's question for newer versions. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_'));
  return { ...Object.fromEntries(kept), TEMPORAL_VERSION_CHECK_DISABLED: '1' };
}
