// `node bench/launch.mjs [--server postgres] [ITEMS]`: how fast 1,000 items are launched, as a ratio to bare `start` calls of a
// workflow that only sleeps, with a worker running, on the same server in the same run, in turn.
import { parseArgs } from 'node:util';
import { campaignStart } from '../dist/workflows/contract.js';
import { median, seconds, startEngine, twentyAtOnce } from './engine.mjs';

const { values: options, positionals } = parseArgs({
  options: { server: { type: 'string', default: 'dev' } },
  allowPositionals: true,
});
const ITEMS = Number(positionals[0] ?? 1_000);
const ROUNDS = 3;
const engine = await startEngine(options);
const { client } = engine;
const rates = { bare: [], launch: [] };

async function bare(round) {
  const worker = await engine.startWorker({ bare: true });
  const until = Date.now() + 30 * 24 * 3_600_000;
  const began = performance.now();
  await twentyAtOnce(ITEMS, (i) =>
    client.workflow.start('oneTimer', { workflowId: `bare/${round}/${i}`, taskQueue: 'bare', args: [until] }),
  );
  rates.bare.push(ITEMS / seconds(began));
  await worker.stop();
}

async function launch() {
  const worker = await engine.startWorker();
  // The worker that has just been started loads its workflows first.
  await launched(await engine.recordItems(20));
  const id = await engine.recordItems(ITEMS);
  const began = performance.now();
  await launched(id);
  rates.launch.push(ITEMS / seconds(began));
  await worker.stop();
}

/** Ends when the campaign's first activities, which launch it, have ended. */
async function launched(id) {
  const handle = await client.workflow.start('campaign', { ...campaignStart(id), taskQueue: 'duban' });
  for (let open = true; open;) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { raw, historyLength } = await handle.describe();
    open = historyLength < 10 || raw.pendingActivities.length > 0;
  }
}

try {
  for (let round = 0; round < ROUNDS; round += 1) {
    await bare(round);
    await launch();
  }
} finally {
  await engine.stop();
}
const base = median(rates.bare);
console.log(
  `\n| ${ITEMS.toLocaleString('en')} of them (median of ${ROUNDS}) | a second | ratio to bare starts |\n|---|---|---|`,
);
console.log(`| bare: \`start\` of a workflow with one timer | ${base.toFixed(0)} | 1.00 |`);
console.log(
  `| launch: assigned in the register and started | ${median(rates.launch).toFixed(0)} | ${(median(rates.launch) / base).toFixed(2)} |`,
);
console.log(
  `\nrounds: bare ${rates.bare.map((r) => r.toFixed(0)).join(', ')}; launch ${rates.launch.map((r) => r.toFixed(0)).join(', ')}`,
);
