// The sending half of a worker in a process of its own, so that it can be killed: a batch for each `{ now }` it is told.
import { createDispatchActivities } from '../dist/activities/dispatch-activities.js';
import { stateCouncilCalendar as calendar } from '../dist/domain/calendar/state-council.js';
import { defaultPolicy as policy } from '../dist/domain/policy.js';
import { createMailer } from '../dist/mail/smtp.js';
import { openDatabase } from '../dist/register/database.js';

const { databaseUrl, smtpPort, sessionTimeout, secure } = JSON.parse(process.argv[2]);
const db = openDatabase(databaseUrl);
const from = 'duban@example.org';
const mailer = createMailer({ host: '127.0.0.1', port: smtpPort, secure, from, sessionTimeout });
const { releaseBatch } = createDispatchActivities({
  ...{ db, calendar, policy, deliver: mailer.deliver, atOnce: 3 },
  compose: () => ({ subject: '', text: '', html: '' }),
  sendCommand: () => Promise.resolve(),
  ...{ heartbeat: () => undefined, stopped: () => false, warn: () => undefined },
});
process.on('message', async ({ now }) => process.send(await releaseBatch({ now })));
process.on('disconnect', () => process.exit());
process.send('ready');
