// `node bench/worker-memory.mjs`: what a worker holds of open items, each of which it has run once. Its cache holds 500: up to there
// it grows, then it stays. The baseline is the same worker with nothing open.
import { applyAssignment } from '../dist/register/apply-event.js';
import { startItem } from '../dist/workflows/contract.js';
import { startEngine, twentyAtOnce } from './engine.mjs';

const STEPS = [0, 250, 500, 1_000, 2_000];
const engine = await startEngine();
const { client, db, duban } = engine;

try {
  const worker = await engine.startWorker();
  const id = await engine.recordItems(STEPS.at(-1));
  const rows = await db.selectFrom('item').where('campaign_id', '=', id).select(['id', 'code']).execute();
  const table = [];
  let open = 0;
  for (const step of STEPS) {
    const from = open;
    await twentyAtOnce(step - from, async (i) => {
      const row = rows[from + i];
      await applyAssignment(duban, row.id, Date.now());
      // Without its standing it runs at once, and is held from then on.
      await startItem({ ...row, campaignId: id }, (o) => client.workflow.start('item', { ...o, taskQueue: 'duban' }));
    });
    open = step;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    table.push({ step, ...(await worker.memory()) });
  }
  const [base] = table;
  console.log('\n| open items | worker, MiB | ratio | more than with none, KiB an item |\n|---|---|---|---|');
  for (const { step, rss } of table) {
    const each = step === 0 ? '' : (((rss - base.rss) * 1024) / step).toFixed(0);
    console.log(`| ${step.toLocaleString('en')} | ${rss.toFixed(0)} | ${(rss / base.rss).toFixed(2)} | ${each} |`);
  }
} finally {
  await engine.stop();
}
