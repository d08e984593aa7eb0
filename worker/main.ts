import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { createActivities } from '../activities/create-activities.js';
import { createEngine } from '../activities/engine.js';
import { readSettings } from '../config/settings.js';
import { stateCouncilCalendar } from '../domain/calendar/state-council.js';
import { defaultPolicy } from '../domain/policy.js';
import { createChannels } from '../mail/channels/channels.js';
import { createPace } from '../mail/pace.js';
import { createMailer } from '../mail/smtp.js';
import { openDatabase } from '../register/database.js';
import { createWorker } from './create-worker.js';
import { registerSearchAttributes } from './register-attributes.js';

// SIGINT and SIGTERM end the worker gracefully: it takes no new tasks and finishes those it has.
Runtime.install({ shutdownSignals: ['SIGINT', 'SIGTERM'] });

const settings = readSettings();
const address = { address: settings.temporalAddress, ...settings.temporalSecurity };
const connection = await NativeConnection.connect(address);
const clientConnection = await Connection.connect(address);
const client = new Client({ connection: clientConnection, namespace: settings.temporalNamespace });
const db = openDatabase(settings.databaseUrl);
const mailer = createMailer(settings.smtp);
const engine = createEngine(client.workflow, settings.taskQueue);
try {
  await registerSearchAttributes(clientConnection, settings.temporalNamespace);
  const worker = await createWorker({
    connection,
    namespace: settings.temporalNamespace,
    taskQueue: settings.taskQueue,
    activities: createActivities({
      db,
      calendar: stateCouncilCalendar,
      policy: defaultPolicy,
      engine,
      mailer,
      pace: createPace(settings.smtp, () => performance.now()),
      channels: createChannels(settings.channels ?? {}, { wall: Date.now, elapsed: () => performance.now() }),
      consoleUrl: settings.consoleUrl ?? null,
      links: settings.links,
      office: '督查室',
    }),
  });
  // Reminders left by an earlier worker go out even if nothing new is staged.
  await engine.signalDispatch();
  process.send?.('ready');
  await worker.run();
} finally {
  await mailer.close();
  await db.destroy();
  await connection.close();
}
