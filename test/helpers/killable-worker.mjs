// A worker in a process of its own, from the build, that can be killed at the worst moment: with `holdAfter`, the first
// activity of that name commits its transaction, says so, and never comes back to its workflow.
import { NativeConnection } from '@temporalio/worker';
import { Client, Connection } from '@temporalio/client';
import { createActivities } from '../../dist/activities/create-activities.js';
import { createEngine } from '../../dist/activities/engine.js';
import { stateCouncilCalendar } from '../../dist/domain/calendar/state-council.js';
import { defaultPolicy } from '../../dist/domain/policy.js';
import { createMailer } from '../../dist/mail/smtp.js';
import { openDatabase } from '../../dist/register/database.js';
import { createWorker } from '../../dist/worker/create-worker.js';

const { address, databaseUrl, smtpPort, holdAfter } = JSON.parse(process.argv[2]);
const db = openDatabase(databaseUrl);
const client = new Client({ connection: await Connection.connect({ address }) });
const activities = createActivities({
  db,
  calendar: stateCouncilCalendar,
  policy: defaultPolicy,
  engine: createEngine(client.workflow, 'duban'),
  mailer: createMailer({ host: '127.0.0.1', port: smtpPort, secure: false, from: 'duban@example.org' }),
  consoleUrl: null,
  office: '督查室',
});
if (holdAfter !== undefined) {
  const commit = activities[holdAfter];
  activities[holdAfter] = async (input) => {
    await commit(input);
    process.send({ committed: input.itemId });
    return new Promise(() => undefined);
  };
}
const worker = await createWorker({
  connection: await NativeConnection.connect({ address }),
  namespace: 'default',
  taskQueue: 'duban',
  activities,
});
process.send('ready');
await worker.run();
