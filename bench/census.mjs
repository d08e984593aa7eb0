// `node bench/census.mjs [SCHEDULES] [--seed N] [--database URL]`: mails handed over to a server that misbehaves at random, by senders
// that are killed at random, counted by Message-ID at the end. None may be missing; one that came twice must be on record as in doubt.
import { fork } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { openDatabase, timestamp } from '../dist/register/database.js';
import { benchDatabase } from './bench-database.mjs';
import { MATRIX, oddServer } from './odd-server.mjs';

const { values: options, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, database: { type: 'string' } },
  allowPositionals: true,
});
const SCHEDULES = Number(positionals[0] ?? 500);
const FIRST = Number(options.seed);
/** Milliseconds that a session may take: short, as many of them hang. */
const SESSION = 200;
const START = Date.parse('2017-03-02T09:00:00+08:00');

const database =
  options.database === undefined ? await benchDatabase() : { url: options.database, stop: () => undefined };
const db = openDatabase(database.url);
let [schedule, sender, setting] = [null, null, null];
const servers = await Promise.all(
  [1, 2].map(() =>
    oddServer(
      (stage) => schedule.plan(stage),
      (signal) => (totals[signal] += Number(sender?.kill(signal) ?? false)),
    ),
  ),
);
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const totals = { mails: 0, accepted: 0, rejected: 0, unknown: 0, twice: 0, SIGKILL: 0, SIGTERM: 0, faults: 0 };
const met = new Set();
const wrong = [];
try {
  await db.insertInto('person').values({ id: 'census', name: '甲', mailbox: 'a@example.org' }).execute();
  for (let seed = FIRST; seed < FIRST + SCHEDULES; seed += 1) {
    await play(seed);
    if ((seed - FIRST + 1) % 50 === 0) console.error(`seeds ${FIRST}–${seed}: ${wrong.length} wrong`);
  }
} finally {
  sender?.kill('SIGKILL');
  await Promise.all(servers.map((server) => server.close()));
  await db.destroy();
  await database.stop();
}
console.log(`schedules ${SCHEDULES} (seeds ${FIRST}–${FIRST + SCHEDULES - 1}), ${JSON.stringify(totals)}`);
console.log(`faults met: ${met.size} of ${MATRIX.length}`);
for (const line of wrong) console.log(line);
console.log(`missing or doubled without a doubt on record: ${wrong.length}`);
process.exitCode = wrong.length > 0 ? 1 : 0;

async function play(seed) {
  const random = generator(seed);
  schedule = scheduleOf(random);
  // Some signed, some with a second server; a sender lives for three schedules of a kind, if it is not killed.
  const kind = Math.floor(seed / 3) % 4;
  setting = { ports: servers.slice(0, kind < 2 ? 1 : 2).map(({ port }) => port), ...(kind % 2 ? { privateKey } : {}) };
  if (seed % 3 === 0) sender?.kill('SIGKILL');
  for (const server of servers) server.taken.length = 0;
  const ids = Array.from({ length: 2 + Math.floor(random() * 7) }, (_, i) => `s${seed}-${i}`);
  await queue(ids, random);
  // A server that is not there, or whose TLS fails, for a first while.
  const trouble = random();
  if (trouble < 0.1) await batch(START, trouble < 0.05 ? { ports: [1] } : { secure: true });
  for (let now = START, rounds = 0; rounds < 60; rounds += 1) {
    const open = await db.selectFrom('mail').where('state', 'in', ['pending', 'sending']).selectAll().execute();
    if (open.length === 0) break;
    now = Math.max(now, Math.min(...open.map((mail) => mail.next_attempt_at ?? now)));
    await batch(now);
  }
  await count(seed, ids);
  await db.deleteFrom('mail').execute();
}

/** Up to six faults, each at the first session that reaches its stage after a random wait. */
function scheduleOf(random) {
  const faults = Array.from({ length: Math.floor(random() * 7) }, () => ({
    ...MATRIX[Math.floor(random() * MATRIX.length)],
    after: Math.floor(random() * 6),
  }));
  return {
    plan(stage) {
      const next = faults.findIndex((fault) => fault.stage === stage && fault.after-- <= 0);
      if (next < 0) return null;
      const [fault] = faults.splice(next, 1);
      met.add(`${fault.stage} ${fault.fault} ${fault.keeps}`);
      totals.faults += 1;
      return fault;
    },
  };
}

/** One batch at `now`, by a sender that may be killed in it; `odd` settings are a sender's that lives no longer. */
async function batch(now, odd) {
  if (odd !== undefined) sender?.kill('SIGKILL');
  if (odd !== undefined || sender === null || sender.killed) sender = await startSender(odd);
  const mine = sender;
  mine.send({ now });
  await Promise.race([mine.answered(), mine.gone]);
  if (odd !== undefined) mine.kill('SIGKILL');
  // One that was stopped ends by itself, unless it had nothing to do.
  if (mine.killed && mine.connected) mine.disconnect();
  if (mine.killed) await mine.gone;
}

async function startSender(odd = {}) {
  const settings = { databaseUrl: database.url, ...setting, sessionTimeout: SESSION, secure: false, ...odd };
  const child = fork(fileURLToPath(new URL('census-sender.mjs', import.meta.url)), [JSON.stringify(settings)]);
  await once(child, 'message');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  let heard;
  child.on('message', () => heard());
  return Object.assign(child, { gone, answered: () => new Promise((resolve) => (heard = resolve)) });
}

async function queue(ids, random) {
  const at = { created_at: timestamp(START), next_attempt_at: timestamp(START), finished_at: null };
  const content = {
    person_id: 'census',
    name: '甲',
    mailbox: 'a@example.org',
    subject: '督办',
    text: '请报送',
    html: '',
  };
  const state = { state: 'pending', attempts: 0, resent: false, outcome: '' };
  const rows = ids.map((id) => ({ id, ...content, ...state, ...at, escalation: random() < 0.3 }));
  await db.insertInto('mail').values(rows).execute();
}

async function count(seed, ids) {
  const rows = await db.selectFrom('mail').selectAll().execute();
  const copies = new Map();
  for (const text of servers.flatMap(({ taken }) => taken)) {
    const id = /^Message-ID: <(.*)@example\.org>/im.exec(text)?.[1] ?? '?';
    copies.set(id, [...(copies.get(id) ?? []), text]);
  }
  const fault = (what) => wrong.push(`seed ${seed}: ${what}`);
  for (const id of copies.keys()) if (!ids.includes(id)) fault(`${id} was never queued`);
  if (rows.length !== ids.length) fault('mails are gone from the register');
  for (const { id, state, resent, escalation, outcome } of rows) {
    const came = copies.get(id) ?? [];
    totals.mails += 1;
    totals[state] = (totals[state] ?? 0) + 1;
    if (came.length > 1) totals.twice += 1;
    const what = `${id} (${escalation ? 'escalation, ' : ''}${state}, resent ${resent}, “${outcome}”) came ${came.length} times`;
    const isSettled = ['accepted', 'rejected', 'unknown'].includes(state);
    if (!isSettled || (state === 'accepted' && came.length === 0)) fault(what);
    if (state === 'rejected' && came.length > 0 && !resent) fault(what);
    if (came.length > (resent ? 2 : 1) || (resent && escalation)) fault(what);
    if (new Set(came).size > 1) fault(`${what}, not the same bytes`);
  }
}

/** mulberry32 */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
