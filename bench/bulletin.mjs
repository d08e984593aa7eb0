// `node bench/bulletin.mjs`: what a bulletin over a province's register takes: 100,000 items with four checkpoints each, a quarter of
// which is due in the period. Compared with the plainest question about the same rows, a `count(*)` over them, in the same run;
// memory is what the process grew by while it worked.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';

const ITEMS = Number(process.argv[2] ?? 100_000);
const RUNS = 3;
const MOST_MEGABYTES = 200;
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const BUILT = process.env.DUBAN_BUILT ?? path.join(ROOT, 'dist');
if (process.env.DUBAN_BUILT === undefined) {
  execFileSync(process.execPath, [path.join(ROOT, 'embedded', 'bootstrap.mjs'), 'build'], { stdio: 'inherit' });
}
const from = (file) => import(path.join(BUILT, file));
const { startPostgres, ensureDatabase } = await from('embedded/postgres.js');
const { freePort } = await from('embedded/free-port.js');
const { migrateToLatest } = await from('register/migrate.js');
const { openDatabase } = await from('register/database.js');
const { findCampaign } = await from('register/queries/campaigns.js');
const { bulletinOf, issue, periodNamed } = await from('client/bulletin.js');
const { formDocx } = await from('documents/forms/form-docx.js');
const { stateCouncilCalendar } = await from('domain/calendar/state-council.js');
const { defaultPolicy } = await from('domain/policy.js');

const dir = await mkdtemp(path.join(tmpdir(), 'duban-bench-bulletin-'));
const postgres = await startPostgres({
  dir: path.join(dir, 'postgres'),
  port: await freePort(),
  password: 'bench',
  logFile: path.join(dir, 'postgres.log'),
  durable: false,
});
const url = await ensureDatabase(postgres, 'bench');
await migrateToLatest(url);
const db = openDatabase(url, { queryTimeout: 0 });
try {
  await fill();
  const campaign = await findCampaign(db, 'c');
  const period = periodNamed('2027-Q2', campaign.zone);
  const t = { policy: defaultPolicy, calendar: stateCouncilCalendar };
  const asOf = Date.parse('2027-07-05T09:00:00+08:00');

  const counts = [];
  for (let run = 0; run < RUNS; run += 1) counts.push(await timed(() => count(period)));
  const [grown, drafts] = [growth(), []];
  let drafted;
  for (let run = 0; run < RUNS; run += 1) {
    drafts.push(await timed(async () => (drafted = await bulletinOf(db, campaign, { period, asOf, t }))));
  }
  const docx = await timed(() => formDocx(drafted.form));
  const issued = await timed(() => issue(db, campaign, { period, asOf, t, by: 'office', signatory: '郑明' }));
  const megabytes = grown();

  const { total, divisions } = drafted.report.figures;
  const [base, draft] = [median(counts), median(drafts)];
  console.log(
    `${ITEMS} items, ${4 * ITEMS} checkpoints, ${total.due} due in the period, ${divisions.length} divisions\n`,
  );
  console.log('| what | seconds | ratio to count(*) |');
  console.log('|---|---|---|');
  const line = (what, seconds) => console.log(`| ${what} | ${seconds.toFixed(2)} | ${(seconds / base).toFixed(1)} |`);
  line('count(*) over the rows of the two periods', base);
  line('draft: the period and the one before', draft);
  line('the draft as a Word file', docx);
  line('issue: with the rows behind its numbers', issued);
  console.log(`\nmemory: grew by ${megabytes.toFixed(0)} MB`);
  if (megabytes > MOST_MEGABYTES) process.exitCode = 1;
} finally {
  await db.destroy();
  await postgres.stop();
  rmSync(dir, { recursive: true });
}

async function fill() {
  await sql`
    insert into post select 'd' || n, 'division', '处室' || n from generate_series(0, 299) n;
    insert into post select 'l' || n, 'leader', '负责人' || n from generate_series(0, 29) n;
    insert into post values ('office', 'office', '督查室');
    insert into campaign (id, title, issuer, principal, year, span, document_number, document, document_name, policy,
      calendar_version, launched_at, launched_by, assignment_release)
      values ('c', '方案', '省政府', '', 2027, '2027年', '', 'd', 'd', '{}', '', '2027-01-04', 'office', '2027-01-05');
    insert into item (id, campaign_id, position, code, heading, title, contents, measures, deadline_text, targets, source)
      select 'i' || n, 'c', n, 'c' || n, '', '推进第' || n || '项重点工作，按季度报送进展情况', '[]', '[]', '', '[]', '{}'
      from generate_series(0, ${sql.lit(ITEMS - 1)}) n;
    insert into checkpoint (item_id, n, label, from_day, due_day, contents, due_at, original_due_at, report_due_at, status, round, late,
        behind, returns, submitted_at, leads, leader, why)
      select 'i' || i, q, (3 * q) || '月', '2027-01-01', due, '[]', due + time '09:30', due + time '09:30', due + time '09:30',
        case when q > 2 then 'ahead' when i % 11 = 0 then 'open' else 'accepted' end, 1, i % 7 = 0, i % 13 = 0,
        case when i % 17 = 0 then 1 else 0 end, case when q < 3 and i % 11 > 0 then due - 1 end,
        case when i % 10 = 0 then array['d' || i % 300, 'd' || (i + 7) % 300] else array['d' || i % 300] end, 'l' || i % 30, ''
      from generate_series(0, ${sql.lit(ITEMS - 1)}) i, generate_series(1, 4) q,
        lateral (select (array['2027-03-31', '2027-06-30', '2027-09-30', '2027-12-31']::date[])[q] as due) d;
    analyze;`.execute(db);
}

/** Of this period and of the one before, as a bulletin reads both. */
async function count({ from: start, to }) {
  await sql`
    select count(*) from item join checkpoint on item_id = item.id
    where campaign_id = 'c' and report_due_at >= ${new Date(start).toISOString()}::timestamptz - interval '3 months'
      and report_due_at < ${new Date(to).toISOString()}::timestamptz`.execute(db);
}

/** How much more memory than now the process holds at most, in megabytes; asked at the end. */
function growth() {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  return () => {
    clearInterval(timer);
    return (most - before) / 2 ** 20;
  };
}

async function timed(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
