// `node bench/due-minute.mjs`: 2,000 items with one due minute. What it would cost if all woke at that minute (from the moment to
// the last notice staged, as a ratio to as many bare timers firing), and how far the spread keeps that from happening.
import { HOUR, MINUTE } from '../dist/domain/instant.js';
import { nextMoment } from '../dist/domain/lifecycle.js';
import { applyAssignment } from '../dist/register/apply-event.js';
import { timestamp } from '../dist/register/database.js';
import { startItem } from '../dist/workflows/contract.js';
import { seconds, startEngine, twentyAtOnce } from './engine.mjs';

const ITEMS = Number(process.argv[2] ?? 2_000);
/** Until they fire, once all are started. */
const AHEAD = 10_000;
const engine = await startEngine();
const { client, db, duban } = engine;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function bare() {
  const worker = await engine.startWorker({ bare: true });
  const due = Date.now() + (ITEMS / 60) * 1000 + AHEAD;
  const handles = [];
  await twentyAtOnce(ITEMS, async (i) => {
    handles.push(await client.workflow.start('oneTimer', { workflowId: `bare/${i}`, taskQueue: 'bare', args: [due] }));
  });
  await pause(Math.max(0, due - Date.now()));
  const began = performance.now();
  await twentyAtOnce(ITEMS, (i) => handles[i].result());
  const took = seconds(began);
  await worker.stop();
  return took;
}

async function items() {
  const worker = await engine.startWorker();
  const id = await engine.recordItems(ITEMS);
  const rows = await db.selectFrom('item').where('campaign_id', '=', id).select(['id', 'code']).execute();
  const leads = [];
  const due = Date.now() + (ITEMS / 60) * 1000 + AHEAD;
  await twentyAtOnce(ITEMS, async (i) => {
    await applyAssignment(duban, rows[i].id, Date.now());
    leads.push(await sameMinute(rows[i].id, due));
    await startItem({ ...rows[i], campaignId: id }, (o) => client.workflow.start('item', { ...o, taskQueue: 'duban' }));
  });
  const idle = await worker.memory();
  await pause(Math.max(0, due - Date.now()));
  const began = performance.now();
  const staged = async () =>
    Number(
      (
        await db
          .selectFrom('notice')
          .where('rule', '=', 'overdue')
          .select((eb) => eb.fn.count('item_id').distinct().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  while ((await staged()) < ITEMS) await pause(200);
  const took = seconds(began);
  const busy = await worker.memory();
  await worker.stop();
  return { took, idle, busy, leads };
}

/** All that is left of the item is one notice, and it wakes for it at `due`. Gives its own lead. */
async function sameMinute(itemId, due) {
  const { state } = await db.selectFrom('item').where('id', '=', itemId).select('state').executeTakeFirstOrThrow();
  const { lead } = state;
  const [first, ...rest] = state.checkpoints;
  const overdue = first.pending.find(({ rule }) => rule === 'overdue');
  const release = due + 10 * MINUTE;
  const next = {
    ...state,
    lead: 10 * MINUTE,
    pending: [],
    checkpoints: [
      { ...first, status: 'open', pending: [{ ...overdue, release }] },
      ...rest.map((checkpoint) => ({ ...checkpoint, pending: [] })),
    ],
  };
  const row = { state: JSON.stringify(next), next_moment: timestamp(nextMoment(next).at) };
  await db.updateTable('item').set(row).where('id', '=', itemId).execute();
  return lead;
}

/** The most in any one second. */
function most(leads) {
  const counts = new Map();
  for (const lead of leads) {
    const second = Math.floor(lead / 1000);
    counts.set(second, (counts.get(second) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

try {
  const base = await bare();
  const { took, idle, busy, leads } = await items();
  const hours = (Math.max(...leads) - Math.min(...leads)) / HOUR;
  console.log(
    `\n| ${ITEMS.toLocaleString('en')} of one minute, all at once | seconds from due to done | ratio |\n|---|---|---|`,
  );
  console.log(`| bare: timers fire, workflows end | ${base.toFixed(1)} | 1.00 |`);
  console.log(`| items: notices staged in the register | ${took.toFixed(1)} | ${(took / base).toFixed(2)} |`);
  console.log(`\nworker: ${idle.rss.toFixed(0)} MiB before, ${busy.rss.toFixed(0)} MiB after`);
  console.log(
    `with the spread: at most ${most(leads)} timers in one second, over ${hours.toFixed(1)} hours; without it ${ITEMS}`,
  );
} finally {
  await engine.stop();
}
