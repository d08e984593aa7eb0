// `node bench/register.mjs`: what the pages and the engine ask a register of 100,000 items, 400,000 checkpoints and a million
// notices: median and 99th percentile, and the median as a ratio to the plainest indexed query that brings as much of the same
// table, asked in turn in the same run.
import { sql } from 'kysely';
import { at, fullRegister, NOW } from './full-register.mjs';

const ITEMS = Number(process.argv[2] ?? 100_000);
const RUNS = Number(process.argv[3] ?? 100);
const PAGE = 200;
const { createApp } = await import('../dist/web/app.js');
const { findCampaignFacts, listCampaigns } = await import('../dist/register/queries/campaigns.js');
const { countItems, findItem, itemsOf } = await import('../dist/register/queries/items.js');
const { lightCounts } = await import('../dist/register/queries/lights.js');
const { submissionsOf, timelineOf } = await import('../dist/register/queries/timeline.js');
const { waitingIn } = await import('../dist/register/queries/waiting.js');
const { overlookedItems } = await import('../dist/register/overlooked-items.js');
const { unansweredCommands } = await import('../dist/register/unanswered-commands.js');
const { claimable } = await import('../dist/register/outbox/claimable.js');
const { stateCouncilCalendar } = await import('../dist/domain/calendar/state-council.js');
const { defaultPolicy } = await import('../dist/domain/policy.js');
const { planRelease } = await import('../dist/register/outbox/plan-release.js');

const began = performance.now();
const { db, campaign, stop } = await fullRegister(ITEMS);
try {
  await tellSize();
  await tellQueries();
  await tellPages();
} finally {
  await stop();
}

async function tellSize() {
  const counts = [];
  for (const table of ['campaign', 'item', 'checkpoint', 'notice', 'mail', 'submission', 'command', 'audit']) {
    const { n } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    counts.push(`${n.toLocaleString('en')} ${table}`);
  }
  const { rows } = await sql`select pg_size_pretty(pg_database_size(current_database())) as size`.execute(db);
  console.log(
    `rows: ${counts.join(', ')}; ${rows[0].size}; filled in ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
  );
}

async function tellQueries() {
  const own = db.selectFrom('item').where('campaign_id', '=', campaign);
  const { total } = await own.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow();
  const late = Math.floor(total / PAGE / 2) * PAGE;
  const light = { is: 'red', now: NOW };
  const some = await own.orderBy('position').offset(late).limit(PAGE).select('id').execute();
  const ids = some.map(({ id }) => id);
  const [{ id: item }] = some;
  const window = { now: at('10-15', '09:00'), workingHours: true };

  const count = () => own.select((eb) => eb.fn.countAll().as('n')).executeTakeFirst();
  const countAll = () =>
    db
      .selectFrom('item')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirst();
  /** The rows a page is made of, by their keys, whole and unordered. */
  const rowsOf = async (of) => {
    await db.selectFrom('item').where('id', 'in', of).selectAll().execute();
    await db.selectFrom('item_post').where('item_id', 'in', of).selectAll().execute();
    await db.selectFrom('checkpoint').where('item_id', 'in', of).selectAll().execute();
  };
  const storyOf = async () => {
    for (const table of ['audit', 'notice', 'command', 'submission']) {
      await db.selectFrom(table).where('item_id', '=', item).selectAll().execute();
    }
  };
  /** What any answer on the wake row costs: its lock, a look and its commit. */
  const wake = () =>
    db.transaction().execute(async (tx) => {
      await tx.selectFrom('dispatch_wake').where('id', '=', 1).select('id').forUpdate().execute();
      await tx.selectFrom('notice').where('state', '=', 'staged').orderBy('release_at').limit(1).select('id').execute();
      await tx.updateTable('dispatch_wake').set({ signalled: true }).where('id', '=', 1).execute();
    });
  const staged = () =>
    db.selectFrom('notice').where('state', '=', 'staged').orderBy('release_at').limit(1).select('id').execute();

  console.log(
    `| question (${RUNS} times) | ms | 99th percentile | plainest query, ms | ratio |\n|---|---|---|---|---|`,
  );
  await told('list of campaigns, with counts', () => listCampaigns(db), countAll);
  await told(
    'lights of all campaigns',
    () => lightCounts(db, NOW, [campaign, ...[0, 1, 2, 3].map((n) => `${campaign}-${n}`)]),
    countAll,
  );
  await told(
    `lights of one campaign (${total.toLocaleString('en')} items)`,
    () => lightCounts(db, NOW, [campaign]),
    count,
  );
  await told(
    'register, first page',
    () => itemsOf(db, campaign, { offset: 0, limit: PAGE }),
    () => rowsOf(ids),
  );
  await told(
    `register, page ${late / PAGE + 1}`,
    () => itemsOf(db, campaign, { offset: late, limit: PAGE }),
    () => rowsOf(ids),
  );
  await told(
    'register, red ones, tenth page',
    () => itemsOf(db, campaign, { offset: 9 * PAGE, limit: PAGE, filter: { light } }),
    () => rowsOf(ids),
  );
  await told('how many are red', () => countItems(db, campaign, { light }), count);
  await told(
    'register of one division, first page',
    () => itemsOf(db, campaign, { offset: 0, limit: PAGE, filter: { division: '处室7' } }),
    () => rowsOf(ids),
  );
  await told('what waits for an answer', () => waitingIn(db, campaign, 41), count);
  await told(
    'an item with its parts',
    () => findItem(db, item),
    () => rowsOf([item]),
  );
  await told('its timeline', () => timelineOf(db, item), storyOf);
  await told(
    'what it handed in',
    () => submissionsOf(db, item),
    () => db.selectFrom('submission').where('item_id', '=', item).selectAll().execute(),
  );
  await told(
    'a campaign by its id',
    () => findCampaignFacts(db, campaign),
    () => db.selectFrom('campaign').where('id', '=', campaign).selectAll().execute(),
  );
  await told(
    'first notice to claim',
    () => claimable(db, window).orderBy('notice.release_at').limit(1).select('notice.id').execute(),
    staged,
  );
  await told(
    'notices of one person to claim',
    () => claimOfOne(window),
    () =>
      db
        .selectFrom('notice')
        .where('state', '=', 'staged')
        .orderBy('release_at')
        .limit(1000)
        .select(['id', 'item_id'])
        .execute(),
  );
  await told(
    'next release',
    () =>
      planRelease(
        db,
        { now: NOW, workingHours: true, t: { policy: defaultPolicy, calendar: stateCouncilCalendar } },
        NOW + 86_400_000,
      ),
    wake,
  );
  await told(
    'overlooked items',
    () => overlookedItems(db, NOW),
    () =>
      db
        .selectFrom('item')
        .where('closed', '=', false)
        .where('next_moment', '<', sql`to_timestamp(0)`)
        .select('id')
        .execute(),
  );
  await told(
    'unanswered commands',
    () => unansweredCommands(db, { before: NOW }),
    () => db.selectFrom('command').where('answer', 'is', null).orderBy('at').limit(100).select('id').execute(),
  );
  console.log('');

  async function claimOfOne(at) {
    const [first] = await claimable(db, at).orderBy('notice.release_at').limit(1).select('holding.person_id').execute();
    return claimable(db, at)
      .where('holding.person_id', 'in', [first?.person_id ?? 'none'])
      .orderBy('notice.release_at')
      .limit(1000)
      .select(['notice.id', 'notice.item_id'])
      .execute();
  }
}

async function tellPages() {
  const app = createApp({ db, now: () => NOW, mailbox: null });
  const [{ id: item }] = await db
    .selectFrom('item')
    .where('campaign_id', '=', campaign)
    .limit(1)
    .select('id')
    .execute();
  console.log('| page | ms | 99th percentile | KiB |\n|---|---|---|---|');
  const pages = {
    'list of campaigns': '/',
    register: `/campaigns/${campaign}`,
    'register, page 200': `/campaigns/${campaign}?page=200`,
    'register, red ones': `/campaigns/${campaign}?light=red`,
    item: `/items/${item}`,
  };
  for (const [name, url] of Object.entries(pages)) {
    const times = [];
    let size = 0;
    for (let run = 0; run < 20; run += 1) {
      const start = performance.now();
      const answer = await app.request(url);
      size = (await answer.text()).length;
      if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
      times.push(performance.now() - start);
    }
    console.log(
      `| ${name} | ${of(times, 0.5).toFixed(0)} | ${of(times, 0.99).toFixed(0)} | ${Math.round(size / 1024)} |`,
    );
  }
  console.log(`\nmemory of the process at its most: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
}

async function told(name, asked, plain) {
  const [times, base] = [[], []];
  for (let run = 0; run < RUNS + 5; run += 1) {
    const [a, b] = [await timed(asked), await timed(plain)];
    // The first of each fill the caches.
    if (run >= 5) (times.push(a), base.push(b));
  }
  const [median, least] = [of(times, 0.5), of(base, 0.5)];
  console.log(
    `| ${name} | ${median.toFixed(1)} | ${of(times, 0.99).toFixed(1)} | ${least.toFixed(1)} | ${(median / least).toFixed(2)} |`,
  );
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function of(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
