import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type CompiledQuery } from 'kysely';
import { MINUTE } from '../../domain/instant.js';
import { openDatabase, timestamp, type Database } from '../../register/database.js';
import { claimNext } from '../../register/outbox/claim.js';
import { planRelease } from '../../register/outbox/plan-release.js';
import { itemsOf } from '../../register/queries/items.js';
import { timelineOf } from '../../register/queries/timeline.js';
import { unansweredCommands } from '../../register/unanswered-commands.js';
import { at, claimWindow, register, type Register } from './sample.js';

let r: Register;
const now = at('2017-06-30');
const window = claimWindow(now);

/** A province in small: 4,000 items, 300 divisions, a year of notices sent, 600 due now, 5,000 ahead. */
beforeAll(async () => {
  r = await register();
  await sql`
    insert into post select 'p' || i, 'division', '处' || i from generate_series(0, 299) i;
    insert into person select 'q' || i, '人' || i, i || '@example.org' from generate_series(0, 299) i;
    insert into holding select 'p' || i, 'q' || i, 1 from generate_series(0, 299) i;
    insert into item (id, campaign_id, position, code, heading, title, contents, measures, deadline_text, targets, source)
      select 'i' || i, (select id from campaign limit 1), i + 10, 'c' || i, '', '', '[]', '[]', '', '[]', '{}' from generate_series(0, 3999) i;
    insert into item_post (item_id, post_id, role, position)
      select 'i' || i, 'p' || (i + n) % 300, case n when 0 then 'lead' else 'supporting' end, n from generate_series(0, 3999) i, generate_series(0, 2) n;
    insert into checkpoint (item_id, n, label, from_day, due_day, contents, due_at, status, round, late, why, original_due_at, report_due_at)
      select 'i' || i, n, '', '2017-01-01', '2017-06-30', '[]', '2017-06-30', 'open', 1, false, '', '2017-06-30', '2017-06-30'
      from generate_series(0, 3999) i, generate_series(1, 4) n;
    insert into command select 'd' || n, 'i' || i, 'submit', 'p1', timestamptz '2017-03-01' + i * interval '1 minute', '{"kind":"submit"}', '{"ok":true}'
      from generate_series(0, 3999) i, generate_series(1, 2) n;
    insert into command select 'open', 'i' || i, 'submit', 'p1', '2017-06-29', '{"kind":"submit"}', null from generate_series(0, 9) i;
    insert into mail (id, person_id, name, mailbox, subject, text, html, escalation, state, created_at, attempts, resent, outcome, finished_at, reported)
      select 'm' || i, 'q' || i % 300, '', '', '', '', '', false, 'accepted', '2017-03-01', 1, false, '', '2017-03-01', true from generate_series(0, 2999) i;
    insert into audit select 'i' || i, n, '2017-03-01', 'engine', case n when 1 then 'assigned' else 'told' end, 0, '{}', '' from generate_series(0, 3999) i, generate_series(1, 5) n;
  `.execute(r.db);
  await notices('old', { count: 20_000, state: 'claimed', release: at('2017-03-01') });
  await notices('due', { count: 600, state: 'staged', release: now });
  await notices('ahead', { count: 5000, state: 'staged', release: at('2017-07-03') });
  await sql`vacuum analyze`.execute(r.db);
}, 60_000);
afterAll(() => r.close());

describe('the hot queries use their indexes', () => {
  it('all that happens when dispatch plans and claims', async () => {
    const seen = await queriesOf(async (db) => {
      await planRelease(db, window, now + MINUTE);
      await claimNext(db, claimWindow(now), () => ({ subject: '', text: '', html: '' }));
    });
    const plans = await Promise.all(seen.filter((query) => query.sql.trim().startsWith('select')).map(explain));
    expect(plans.length).toBeGreaterThan(8);
    for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on (notice|command|mail|item|checkpoint|audit)\b/);
    expect(plans.join()).toContain('notice_to_release');
  });

  it('commands to send again', async () => {
    const [query] = await queriesOf((db) => unansweredCommands(db, { before: now }));
    const plan = await explain(query as CompiledQuery);
    expect(plan).toContain('command_unanswered');
    expect(plan).not.toMatch(/Seq Scan/);
  });

  it('a page of a campaign, and an item’s story', async () => {
    const seen = await queriesOf(async (db) => {
      await itemsOf(db, r.campaignId, { offset: 0, limit: 50 });
      await timelineOf(db, 'i7');
    });
    const plans = await Promise.all(seen.map(explain));
    expect(plans.length).toBeGreaterThanOrEqual(6);
    expect(plans.join()).toContain('item_by_position');
    for (const plan of plans) {
      expect(plan).not.toMatch(/Seq Scan on (notice|mail|checkpoint|audit|item_post|command)\b/);
      // Fifty rows of a table this small are not worth an index; which fifty is found by one.
      if (!plan.includes('item_by_position')) expect(plan).not.toMatch(/Seq Scan on item\b/);
    }
  });
});

async function explain(query: CompiledQuery): Promise<string> {
  const { rows } = await r.db.executeQuery<{ 'QUERY PLAN': string }>({
    ...query,
    sql: `explain ${query.sql}`,
    query: { kind: 'RawNode' } as never,
  });
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** The very statements that the code sends. */
async function queriesOf(work: (db: Database) => Promise<unknown>): Promise<CompiledQuery[]> {
  const seen: CompiledQuery[] = [];
  const db = openDatabase(r.url, { connections: 2 });
  const executor = db.getExecutor();
  const compile = executor.compileQuery.bind(executor);
  const spied = db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      seen.push({ ...compile(node, queryId) });
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  await work(spied);
  await db.destroy();
  return seen;
}

async function notices(name: string, given: { count: number; state: string; release: number }): Promise<void> {
  await sql`
    insert into notice (id, item_id, checkpoint, round, rule, step, post_id, release_at, staged_at, state, basis)
    select ${name} || i, 'i' || i % 4000, 1, 1 + i / 4000, ${name}, i, 'p' || i % 300, ${timestamp(given.release)}, ${timestamp(given.release)}, ${given.state}, '{"of":"deed","at":0,"days":0}'
    from generate_series(0, ${given.count - 1}::int) i`.execute(r.db);
}
