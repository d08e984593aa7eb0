// A register as large as a province's, for benches: sixty items are really played through their year, by the rules and the
// outbox that the engine uses, and then copied with all that hangs on them, by INSERT … SELECT, into five campaigns.
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';

const ROOT = path.resolve(import.meta.dirname, '..');
execFileSync(process.execPath, [path.join(ROOT, 'embedded', 'bootstrap.mjs'), 'build'], { stdio: 'inherit' });
const { stateCouncilCalendar: calendar } = await import('../dist/domain/calendar/state-council.js');
const { instantOf } = await import('../dist/domain/calendar/zoned.js');
const { calendarYear } = await import('../dist/domain/plan-span.js');
const { defaultPolicy: policy } = await import('../dist/domain/policy.js');
const { nextRelease } = await import('../dist/domain/schedule.js');
const { freePort } = await import('../dist/embedded/free-port.js');
const { ensureDatabase, startPostgres } = await import('../dist/embedded/postgres.js');
const { applyAssignment, applyCommand, applyMoment } = await import('../dist/register/apply-event.js');
const { commitCommand } = await import('../dist/register/commit-command.js');
const { openDatabase } = await import('../dist/register/database.js');
const { migrateToLatest } = await import('../dist/register/migrate.js');
const { claimNext } = await import('../dist/register/outbox/claim.js');
const { recordCampaign } = await import('../dist/register/record-campaign.js');

const SPECIMENS = 60;
/** The first campaign has so much of all. */
const LARGEST = 0.6;
const OTHERS = 4;
const USUAL = ['early', 'punctual', 'early', 'late', 'early', 'returned', 'closed'];
/** One mail carries the notices of so many copies: a person gets one a release. */
const TOGETHER = 8;
export const at = (day, time = '10:00') => instantOf(`2026-${day}`, time, policy.zone);
/** The present of every question: a week after a quarter's end. */
export const NOW = at('10-14', '15:00');

/** Starts PostgreSQL as production has it, and fills it. `stop` leaves nothing behind. */
export async function fullRegister(items) {
  const dir = await mkdtemp(path.join(tmpdir(), 'duban-bench-'));
  const postgres = await startPostgres({
    ...{ dir: path.join(dir, 'postgres'), port: await freePort(), password: randomBytes(12).toString('hex') },
    ...{ logFile: path.join(dir, 'postgres.log'), durable: true },
  });
  const url = await ensureDatabase(postgres, 'bench');
  await migrateToLatest(url);
  const db = openDatabase(url, { queryTimeout: 0 });
  const campaign = await playSpecimens(db);
  await copy(db, campaign, Math.ceil(items / SPECIMENS) - 1);
  await sql`vacuum (analyze)`.execute(db);
  return {
    db,
    campaign,
    async stop() {
      await db.destroy();
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** One in fifteen is silent all year; the others are of five kinds. Half of all dates are the quarters' ends. */
async function playSpecimens(db) {
  const launchedAt = at('01-05');
  const dues = [
    ['03-31', '06-30', '09-30', '12-31'],
    ['02-27', '05-29', '08-31', '11-30'],
  ];
  const specimens = Array.from({ length: SPECIMENS }, (_, i) => ({
    code: String(i + 1),
    heading: `第${Math.floor(i / 4) + 1}项重点任务`,
    title: `推进第${i + 1}项工作`,
    contents: [`按季度推进第${i + 1}项工作，新建、改扩建学校12所，新增学位4800个，年底前完成验收。`],
    measures: ['召开联席会议，建立月报制度', '纳入年度绩效考核'],
    leader: `负责人${i % 10}`,
    divisions: [
      { name: `处室${i}`, role: 'lead' },
      { name: `处室${(i + 7) % SPECIMENS}`, role: 'supporting' },
    ],
    deadlineText: '按季度',
    checkpoints: dues[i % 2].map((due, n) => ({
      ...{ label: `${Number(due.slice(0, 2))}月`, due: `2026-${due}`, why: '', contents: ['报送进展'] },
      from: n === 0 ? '2026-01-05' : `2026-${dues[i % 2][n - 1]}`,
    })),
    targets: [{ text: '新建、改扩建学校12所', quantity: 12, unit: '所', comparison: 'at-least' }],
    source: { firstLine: i, lastLine: i },
  }));
  const mailbox = (name) => `p${Buffer.from(name).toString('hex')}@example.org`;
  const posts = [
    ...specimens.map((_, i) => ['division', `处室${i}`]),
    ...Array.from({ length: 10 }, (_, i) => ['leader', `负责人${i}`]),
    ...[
      ['office', '督查室'],
      ['principal', '总责任人'],
    ],
  ];
  const { id } = await recordCampaign(db, {
    draft: {
      ...{ title: '全省重点工作责任分解', issuer: '省政府', number: '', principal: '总责任人', year: 2026 },
      ...{ span: calendarYear(2026), items: specimens, warnings: [], tally: { used: SPECIMENS, skipped: [] } },
    },
    document: { sha256: 'a'.repeat(64), name: '责任分解.docx' },
    roster: posts.map(([kind, post]) => ({ kind, post, person: post, mailbox: mailbox(post) })),
    ...{ policy, calendar, launchedAt, launchedBy: { kind: 'office', post: '督查室' } },
    assignmentRelease: nextRelease(launchedAt, { policy, calendar }),
  });
  const ids = Object.fromEntries(
    (await db.selectFrom('post').select(['id', 'name']).execute()).map((p) => [p.name, p.id]),
  );
  const rows = await db.selectFrom('item').orderBy('position').select(['id', 'position']).execute();
  for (const [i, item] of rows.entries()) {
    await play(
      { db, calendar },
      item.id,
      deedsOf(i, dues[i % 2]).map(({ as, ...deed }) => ({ ...deed, actor: ids[as] })),
    );
  }
  const compose = () => ({ subject: '督办通知', text: '通知'.repeat(100), html: `<p>${'通知'.repeat(300)}</p>` });
  // Each release is a mail of its own, as dispatch would have sent them one day after the other.
  const releases = await db.selectFrom('notice').select('release_at').distinct().orderBy('release_at').execute();
  for (const { release_at: now } of releases) {
    if (now <= NOW) while (await claimNext(db, { now, workingHours: true, t: { policy, calendar } }, compose));
  }
  await sql`update mail set state = 'accepted', next_attempt_at = null, attempts = 1, reported = true, outcome = '250 ok',
    finished_at = created_at`.execute(db);
  return id;
}

function deedsOf(i, dues) {
  const lead = `处室${i}`;
  const report = (n, shift) => {
    const time = at(dues[n - 1]) + shift * 86_400_000;
    const files = [{ sha256: String(n).repeat(64), name: `第${n}季度进展情况.docx`, size: 20_000 }];
    const body = {
      kind: 'submit',
      checkpoint: n,
      text: `第${n}次进展情况`,
      files,
      figures: [{ target: 0, value: n * 3 }],
    };
    return { at: time, as: lead, body };
  };
  const accept = (n, shift) => ({
    ...{ at: at(dues[n - 1]) + shift * 86_400_000, as: '督查室' },
    body: { kind: 'accept', checkpoint: n, note: '' },
  });
  const signed = { at: at('01-08'), as: lead, body: { kind: 'acknowledge' } };
  const reports = (n, days) => [report(n, days), accept(n, days + 2)];
  const returned = { ...report(1, -13), body: { kind: 'return', checkpoint: 1, reason: '缺数据' }, as: '督查室' };
  const kinds = {
    silent: () => [],
    early: () => [1, 2, 3].flatMap((n) => reports(n, -20)),
    punctual: () => [1, 2, 3].flatMap((n) => (n === 3 ? [report(n, -2)] : reports(n, -2))),
    late: () => [1, 2, 3].flatMap((n) => reports(n, n === 2 ? 5 : -20)),
    returned: () => [report(1, -20), returned, ...reports(1, -6), ...reports(2, -20)],
    closed: () => [
      ...[1, 2, 3, 4].flatMap((n) => reports(n, n === 4 ? -90 : -20)),
      { at: at('10-09'), as: '督查室', body: { kind: 'close', note: '' } },
    ],
  };
  const deeds = i % 15 === 0 ? kinds.silent() : [signed, ...kinds[USUAL[(i % 15) % USUAL.length]]()];
  return deeds.filter((deed) => deed.at < NOW).sort((a, b) => a.at - b.at);
}

async function play(context, id, deeds) {
  let { next } = await applyAssignment(context, id, at('01-05', '10:01'));
  for (;;) {
    const [deed] = deeds;
    const now = Math.min(next?.at ?? Infinity, deed?.at ?? Infinity);
    if (now > NOW) return;
    if (now === next?.at) ({ next } = await applyMoment(context, id, { moment: now, now }));
    else {
      deeds.shift();
      const commandId = randomUUID();
      await commitCommand(context.db, { id: commandId, itemId: id, actor: deed.actor, at: now, body: deed.body });
      const { answer, next: then } = await applyCommand(context, id, { commandId, now });
      if (!answer.ok) throw new Error(`${deed.body.kind}: ${answer.message}`);
      next = then;
    }
  }
}

/** Every row that hangs on a specimen, so many times more; `k` counts the copies. */
async function copy(db, campaign, copies) {
  const id = (column) => `${column} || '-' || k`;
  const campaigns = `case when k <= ${Math.floor(copies * LARGEST)} then campaign_id else campaign_id || '-' || k % ${OTHERS} end`;
  await sql`insert into campaign select (jsonb_populate_record(campaign, jsonb_build_object('id', id || '-' || n, 'title',
    title || n, 'document', repeat(n::text, 64)))).* from campaign, generate_series(0, ${OTHERS - 1}) n`.execute(db);
  const tables = {
    item: { id: id('id'), campaign_id: campaigns, position: `position + k * ${SPECIMENS}`, code: `k || '.' || code` },
    item_post: { item_id: id('item_id') },
    checkpoint: { item_id: id('item_id') },
    command: { item_id: id('item_id') },
    submission: { id: id('id'), item_id: id('item_id') },
    evidence: { submission_id: id('submission_id') },
    mail: { id: id('id') },
    notice: { id: id('id'), item_id: id('item_id'), mail_id: `mail_id || '-' || (k + ${TOGETHER - 1}) / ${TOGETHER}` },
    audit: { item_id: id('item_id') },
  };
  await db.connection().execute(async (one) => {
    // References hold by construction.
    await sql`set session_replication_role = replica`.execute(one);
    for (const [table, given] of Object.entries(tables)) {
      const { rows } = await sql`select column_name as name from information_schema.columns
        where table_name = ${table} and table_schema = 'public' order by ordinal_position`.execute(one);
      const columns = rows.map(({ name }) => name);
      const values = columns.map((name) => given[name] ?? name).join(', ');
      await sql`insert into ${sql.table(table)} (${sql.raw(columns.join(', '))})
        select ${sql.raw(values)} from ${sql.table(table)}, generate_series(1, ${table === 'mail' ? Math.ceil(copies / TOGETHER) : copies}) k`.execute(
        one,
      );
    }
    await sql`set session_replication_role = origin`.execute(one);
  });
}
