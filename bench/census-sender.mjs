// The sending half of a worker in a process of its own, so that it can be killed, or stopped with SIGTERM: a batch for each `{ now }`.
import { createDispatchActivities } from '../dist/activities/dispatch-activities.js';
import { stateCouncilCalendar as calendar } from '../dist/domain/calendar/state-council.js';
import { defaultPolicy as policy } from '../dist/domain/policy.js';
import { createMailer } from '../dist/mail/smtp.js';
import { openDatabase } from '../dist/register/database.js';

const { databaseUrl, ports, sessionTimeout, secure, privateKey } = JSON.parse(process.argv[2]);
const db = openDatabase(databaseUrl);
const from = 'duban@example.org';
const [server, ...others] = ports.map((port) => ({ host: '127.0.0.1', port, secure }));
const dkim = privateKey === undefined ? {} : { dkim: { domain: 'example.org', selector: 'duban', privateKey } };
const mailer = createMailer({ ...server, others, from, sessionTimeout, ...dkim });
let stopping = false;
process.on('SIGTERM', () => (stopping = true));
const { releaseBatch } = createDispatchActivities({
  ...{ db, calendar, policy, prepare: mailer.prepare, atOnce: 3 },
  compose: () => ({ subject: '', text: '', html: '' }),
  sendCommand: () => Promise.resolve(),
  ...{ heartbeat: () => undefined, stopped: () => stopping, warn: () => undefined },
});
process.on('message', async ({ now }) => {
  const { sent } = await releaseBatch({ now });
  if (stopping) await mailer.close();
  process.send({ sent, stopping }, () => stopping && process.exit());
});
process.on('disconnect', () => process.exit());
process.send('ready');
