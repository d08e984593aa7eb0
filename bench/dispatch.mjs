// `node bench/dispatch.mjs [MAILS]`: mails a second through dispatch into a local mail server, as a ratio to bare nodemailer sending the
// same bytes over as many connections, in turn; and how long 20,000 notices to 300 people take, from staged to accepted.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import nodemailer from 'nodemailer';
import { composeWithPapers } from '../dist/activities/compose.js';
import { createDispatchActivities } from '../dist/activities/dispatch-activities.js';
import { stateCouncilCalendar as calendar } from '../dist/domain/calendar/state-council.js';
import { instantOf } from '../dist/domain/calendar/zoned.js';
import { calendarYear } from '../dist/domain/plan-span.js';
import { defaultPolicy as policy } from '../dist/domain/policy.js';
import { buildMessage } from '../dist/mail/message.js';
import { createMailer } from '../dist/mail/smtp.js';
import { applyAssignments } from '../dist/register/apply-event.js';
import { openDatabase } from '../dist/register/database.js';
import { recordCampaign } from '../dist/register/record-campaign.js';
import { benchDatabase } from './bench-database.mjs';

const MAILS = Number(process.argv[2] ?? 3_000);
const ROUNDS = 5;
const CONNECTIONS = 4;
const PEOPLE = 300;
const ITEMS = 5_000;
const at = (time) => instantOf('2026-03-03', time, policy.zone);
const from = { name: '督查室', mailbox: 'duban@example.org' };

const database = await benchDatabase({ durable: true });
const sink = fork(path.join(import.meta.dirname, 'smtp-sink.mjs'));
const [port] = await once(sink, 'message');
const db = openDatabase(database.url);
const mailer = createMailer({ ...{ host: '127.0.0.1', port, secure: false }, from: '督查室 <duban@example.org>' });
const { planRelease, releaseBatch } = createDispatchActivities({
  ...{ db, calendar, policy, prepare: mailer.prepare, atOnce: CONNECTIONS },
  compose: (recipient, notices, about) =>
    composeWithPapers({ ...about, recipient, notices, consoleUrl: null, office: '督查室' }),
  sendCommand: () => Promise.resolve(),
  ...{ heartbeat: () => undefined, stopped: () => false, warn: (text) => console.error(text) },
});
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** What is kept, in MB: what only waits to be collected says nothing of a leak. */
function megabytes() {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return Math.round((heapUsed + arrayBuffers) / 1024 / 1024);
}

try {
  const load = loadavg()[0];
  const year = await wholeRelease();
  const rates = { bare: [], dispatch: [] };
  const memory = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.bare.push(await bare(await queue(round)));
    rates.dispatch.push(MAILS / (await timed(release)));
    memory.push(megabytes());
  }
  const spread = (of) => {
    const ratios = of.map((rate, round) => rate / rates.bare[round]);
    return [median(ratios), Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2)).join(', ');
  };
  console.log(
    `load at the start ${load.toFixed(1)}; ${CONNECTIONS} connections; medians of ${ROUNDS} rounds of ${MAILS} mails\n`,
  );
  console.log('| | mails a second (median, least, most) | ratio in the same round |\n|---|---|---|');
  for (const [name, of] of [
    ['bare nodemailer, its pool', rates.bare],
    ['dispatch', rates.dispatch],
  ])
    console.log(
      `| ${name} | ${[median(of), Math.min(...of), Math.max(...of)].map(Math.round).join(', ')} | ${spread(of)} |`,
    );
  console.log(`\n${year}\nmemory kept after each round, MB: ${memory.join(', ')}`);
} finally {
  await mailer.close();
  await db.destroy();
  await database.stop();
  sink.disconnect();
}

async function timed(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function release() {
  const now = at('09:00');
  while ((await planRelease({ now })).due) await releaseBatch({ now });
}

async function wholeRelease() {
  const division = (n) => `第${(n % PEOPLE) + 1}处`;
  const roles = ['lead', 'supporting', 'supporting', 'supporting'];
  const items = Array.from({ length: ITEMS }, (_, i) => ({
    ...{
      code: String(i + 1),
      heading: '重点任务',
      title: `事项${i + 1}`,
      contents: ['建成'],
      measures: [],
      leader: '',
    },
    divisions: roles.map((role, k) => ({ name: division(i + k * 71), role })),
    deadlineText: '',
    checkpoints: [{ label: '年底', from: '2026-01-05', due: '2026-12-31', why: '', contents: ['建成'] }],
    ...{ targets: [], source: { firstLine: 1, lastLine: 1 } },
  }));
  const people = Array.from({ length: PEOPLE }, (_, n) => ({
    ...{ kind: 'division', post: division(n), person: `联络员${n + 1}`, mailbox: `p${n + 1}@example.org` },
  }));
  const office = { kind: 'office', post: '督查室', person: '王五', mailbox: 'office@example.org' };
  const launchedAt = at('08:00');
  const { id } = await recordCampaign(db, {
    draft: {
      ...{
        title: '2026年责任事项',
        issuer: '市教育局',
        number: '',
        principal: '',
        span: calendarYear(2026),
        year: 2026,
      },
      ...{ items, warnings: [], tally: { used: ITEMS, skipped: [] } },
    },
    document: { sha256: 'a'.repeat(64), name: '方案.txt' },
    ...{ roster: [...people, office], policy, calendar, launchedAt, launchedBy: { kind: 'office', post: '督查室' } },
    assignmentRelease: at('09:00'),
  });
  const rows = await db.selectFrom('item').where('campaign_id', '=', id).select('id').execute();
  for (let k = 0; k < ITEMS; k += 100) {
    const ids = rows.slice(k, k + 100).map((row) => row.id);
    await applyAssignments({ db, calendar }, ids, launchedAt);
  }
  const due = await db
    .selectFrom('notice')
    .where('release_at', '=', sql`${new Date(at('09:00'))}::timestamptz`)
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  const took = await timed(release);
  sink.send('taken');
  const [mails] = await once(sink, 'message');
  return `${due.n} notices to ${PEOPLE} people: ${mails} mails, staged to accepted in ${took.toFixed(1)} s; memory ${megabytes()} MB`;
}

/** So many mails as the office's day has, due now; gives their messages, for the other side. */
async function queue(round) {
  const rows = await db
    .selectFrom('mail')
    .where('state', '=', 'accepted')
    .orderBy('id')
    .selectAll()
    .limit(PEOPLE)
    .execute();
  const { person_id, created_at } = rows[0];
  const content = {
    subject: '【新任务】1.2 学区制管理 等2项 请签收',
    text: '请签收。\n'.repeat(60),
    html: '<p>请签收。</p>'.repeat(60),
  };
  const rest = {
    person_id,
    escalation: false,
    state: 'pending',
    attempts: 0,
    resent: false,
    outcome: '',
    finished_at: null,
  };
  const time = sql`${new Date(created_at)}::timestamptz`;
  const mails = Array.from({ length: MAILS }, (_, n) => ({
    ...{ id: `round${round}-${n}`, name: '联络员', mailbox: `p${n % PEOPLE}@example.org`, ...content, ...rest },
    ...{ created_at: time, next_attempt_at: time },
  }));
  for (let k = 0; k < MAILS; k += 500)
    await db
      .insertInto('mail')
      .values(mails.slice(k, k + 500))
      .execute();
  return Promise.all(
    mails.map(({ id, name, mailbox, ...mail }) =>
      buildMessage({ ...mail, id, recipient: { name, mailbox }, attachments: [], at: created_at }, from),
    ),
  );
}

async function bare(messages) {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: 100,
  });
  const left = [...messages];
  const lane = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop())
      await transport.sendMail({ envelope: next.envelope, raw: next.bytes });
  };
  const took = await timed(() => Promise.all(Array.from({ length: CONNECTIONS }, lane)));
  transport.close();
  return messages.length / took;
}
