// A worker in a process of its own, for benches: Duban's, or, told nothing of a database, one of the bare workflow only.
import path from 'node:path';
import { NativeConnection, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { Client, Connection } from '@temporalio/client';
import { createActivities } from '../dist/activities/create-activities.js';
import { createEngine } from '../dist/activities/engine.js';
import { stateCouncilCalendar } from '../dist/domain/calendar/state-council.js';
import { defaultPolicy } from '../dist/domain/policy.js';
import { openDatabase } from '../dist/register/database.js';
import { createWorker } from '../dist/worker/create-worker.js';

const { address, databaseUrl } = JSON.parse(process.argv[2]);
Runtime.install({ logger: new DefaultLogger('ERROR') });
const connection = await NativeConnection.connect({ address });
const worker = databaseUrl ? await duban() : await bare();
process.on('message', () => {
  global.gc?.();
  process.send({ rss: process.memoryUsage().rss, heap: process.memoryUsage().heapUsed });
});
process.send('ready');
await worker.run();

async function duban() {
  const client = new Client({ connection: await Connection.connect({ address }) });
  const activities = createActivities({
    db: openDatabase(databaseUrl),
    calendar: stateCouncilCalendar,
    policy: defaultPolicy,
    engine: createEngine(client.workflow, 'duban'),
    // No mail is due in a bench.
    mailer: { prepare: () => () => Promise.reject(new Error('no mail server')) },
    consoleUrl: null,
    office: '督查室',
  });
  return createWorker({ connection, namespace: 'default', taskQueue: 'duban', activities });
}

function bare() {
  const workflowsPath = path.join(import.meta.dirname, 'timer-workflow.mjs');
  return Worker.create({ connection, taskQueue: 'bare', workflowsPath, maxCachedWorkflows: 500 });
}
