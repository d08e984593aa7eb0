// `node bench/item-year.mjs`: the events in the histories of an on-time item-year, played on the time-skipping server: four
// checkpoints, acknowledged, reported two working days before each is due, accepted the next day, closed. The baseline is the usual
// design, one regular activity for each step: 265 events.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { act } from '../dist/client/act.js';
import { launch } from '../dist/client/launch.js';
import { readRoster } from '../dist/documents/names/roster.js';
import { draftOf } from '../dist/documents/draft/draft-of.js';
import { readDocument } from '../dist/documents/read-document.js';
import { stateCouncilCalendar as calendar } from '../dist/domain/calendar/state-council.js';
import { addWorkingDays } from '../dist/domain/calendar/working-calendar.js';
import { dayOf, instantOf } from '../dist/domain/calendar/zoned.js';
import { cacheFolder } from '../dist/embedded/cache-folder.js';
import { freePort } from '../dist/embedded/free-port.js';
import { startPlayedEngine } from '../dist/embedded/played-engine.js';
import { ensureDatabase, startPostgres } from '../dist/embedded/postgres.js';
import { findTimeSkippingServer } from '../dist/embedded/test-server.js';
import { migrateToLatest } from '../dist/register/migrate.js';
import { itemsOf } from '../dist/register/queries/items.js';
import { itemWorkflowId } from '../dist/workflows/contract.js';

const USUAL = 265;
const ZONE = 'Asia/Shanghai';
Runtime.install({ logger: new DefaultLogger('ERROR') });
const dir = await mkdtemp(path.join(tmpdir(), 'duban-bench-'));
const postgres = await startPostgres({
  dir: path.join(dir, 'postgres'),
  port: await freePort(),
  password: randomBytes(12).toString('hex'),
  logFile: path.join(dir, 'postgres.log'),
});
const databaseUrl = await ensureDatabase(postgres, 'bench');
await migrateToLatest(databaseUrl);
const executable = await findTimeSkippingServer({ cacheDir: cacheFolder(), log: console.error });
const engine = await startPlayedEngine({ databaseUrl, dir, executable });
const { duban } = engine;

try {
  await engine.playTo('2049-12-20', '10:00');
  const name = 'wuhan-2017-responsibility-items.txt';
  const bytes = await readFile(`samples/${name}`);
  const draft = draftOf(await readDocument(bytes, name), { calendar, year: 2050 });
  const roster = readRoster(await readFile('samples/roster.csv'), 'roster.csv');
  const document = { bytes, name };
  const { campaign } = await launch(duban, {
    draft,
    roster,
    document,
    as: '督查室',
    now: await engine.now(),
    sendNow: false,
  });
  const item = (await itemsOf(duban.db, campaign.id)).find(({ code }) => code === '1.2');
  for (const { day, time, as, body } of deedsOf(item)) {
    const now = instantOf(day, time, ZONE);
    await engine.playUntil(now);
    const outcome = await act(duban, { item, as, body, now });
    if (outcome.kind !== 'done') throw new Error(`${body.kind}: ${JSON.stringify(outcome)}`);
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  const handle = duban.temporal.workflow.getHandle(itemWorkflowId(campaign.id, item.id));
  const { events } = await handle.fetchHistory();
  console.log(`\n| on-time item-year, ${item.checkpoints.length} checkpoints | events | ratio |\n|---|---|---|`);
  console.log(`| the usual design | ${USUAL} | 1.00 |`);
  console.log(`| this one | ${events.length} | ${(events.length / USUAL).toFixed(2)} |`);
} finally {
  await engine.stop();
  await postgres.stop();
  await rm(dir, { recursive: true, force: true });
}

function deedsOf({ posts, checkpoints }) {
  const lead = posts.find(({ role }) => role === 'lead').name;
  const after = ({ due }, days) => addWorkingDays(calendar, dayOf(due, ZONE), days);
  return [
    { day: '2049-12-22', time: '10:00', as: lead, body: { kind: 'acknowledge' } },
    ...checkpoints.flatMap((checkpoint) => [
      {
        day: after(checkpoint, -2),
        time: '10:00',
        as: lead,
        body: { kind: 'submit', checkpoint: checkpoint.n, text: '完成', files: [] },
      },
      {
        day: after(checkpoint, -1),
        time: '16:00',
        as: '督查室',
        body: { kind: 'accept', checkpoint: checkpoint.n, note: '' },
      },
    ]),
    { day: after(checkpoints.at(-1), 1), time: '16:00', as: '督查室', body: { kind: 'close', note: '' } },
  ];
}
