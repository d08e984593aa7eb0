import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DefaultLogger, Runtime, bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { readTextPlan } from '../documents/read-text.js';
import { readRoster } from '../../documents/names/roster.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { cacheFolder } from '../../embedded/cache-folder.js';
import { startPlayedEngine, type PlayedEngine, type PlayedEngineOptions } from '../../embedded/played-engine.js';
import { findTimeSkippingServer } from '../../embedded/test-server.js';
import { workflowsPath } from '../../worker/create-worker.js';
import { createDatabase } from './database.js';

const logger = new DefaultLogger('ERROR');
Runtime.install({ logger, telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });

/** A played engine on a fresh register, for one test file, reached `through` something if need be. `stop` leaves nothing behind. */
export async function playedEngine(
  through = (url: string): Promise<string> => Promise.resolve(url),
  links: Pick<PlayedEngineOptions, 'consoleUrl' | 'linkKey'> = {},
): Promise<PlayedEngine> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const executable = await findTimeSkippingServer({ cacheDir: cacheFolder(), log });
  const database = await createDatabase();
  const dir = await mkdtemp(path.join(tmpdir(), 'duban-played-'));
  const engine = await startPlayedEngine({
    databaseUrl: await through(database.url),
    dir,
    executable,
    workflowBundle: await workflowBundle(),
    ...links,
  });
  return {
    ...engine,
    async stop() {
      await engine.stop();
      await database.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

let bundle: Promise<WorkflowBundleWithSourceMap> | undefined;

/** Made once per test file: it takes seconds. */
export function workflowBundle(): Promise<WorkflowBundleWithSourceMap> {
  bundle ??= bundleWorkflowCode({ workflowsPath, logger });
  return bundle;
}

/** The Wuhan plan, moved to a year, with its roster. */
export async function wuhan(year: number) {
  const name = 'wuhan-2017-responsibility-items.txt';
  const bytes = await readFile(`samples/${name}`);
  const roster = readRoster(await readFile('samples/roster.csv'), 'roster.csv');
  return {
    draft: readTextPlan(bytes, { fileName: name, calendar: stateCouncilCalendar, year }),
    roster,
    document: { bytes, name },
  };
}
