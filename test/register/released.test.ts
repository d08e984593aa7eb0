import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Migrator, sql } from 'kysely';
import pg from 'pg';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { RULES, SCHEMA } from '../../domain/item-state.js';
import type { ReleasedNotice } from '../../domain/notice.js';
import { anchorAudits } from '../../register/anchor-audits.js';
import { applyAssignment, applyCommand, type ApplyContext } from '../../register/apply-event.js';
import { commitCommand } from '../../register/commit-command.js';
import { openDatabase, type Database } from '../../register/database.js';
import { migrateToLatest } from '../../register/migrate.js';
import * as register0001 from '../../register/migrations/0001-register.js';
import * as planSpan0002 from '../../register/migrations/0002-plan-span.js';
import { claimNext } from '../../register/outbox/claim.js';
import { reportMails } from '../../register/outbox/report-mails.js';
import { findCampaign } from '../../register/queries/campaigns.js';
import { findItem } from '../../register/queries/items.js';
import { submissionsOf, timelineOf } from '../../register/queries/timeline.js';
import { createDatabase, type TestDatabase } from '../helpers/database.js';
import { at, claimWindow, pass, submit, trailsHold } from './sample.js';

type Row = Record<string, unknown>;
const released = JSON.parse(readFileSync('test/register/released/0002-plan-span.json', 'utf8')) as Record<
  string,
  Row[]
>;
const rowsOf = (table: string): Row[] => released[table] ?? [];
const campaignId = String(rowsOf('campaign')[0]?.['id']);
const idOf = (code: string): string => String(rowsOf('item').find((item) => item['code'] === code)?.['id']);
const postOf = (name: string): string => String(rowsOf('post').find((post) => post['name'] === name)?.['id']);

let database: TestDatabase;
let admin: pg.Client;
let name: string;
let db: Database;
let context: ApplyContext;

/** A register that release 0.2 wrote, in the middle of a campaign: 1.1 is late, 1.2 was returned once and accepted, 1.3 waits for its assignment. */
beforeAll(async () => {
  database = await createDatabase();
  admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  name = `released_${randomBytes(4).toString('hex')}`;
  await admin.query(`create database ${name}`);
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  db = openDatabase(url.href, { connections: 4 });
  context = { db, calendar: stateCouncilCalendar };
  const then = { '0001-register': register0001, '0002-plan-span': planSpan0002 };
  await new Migrator({ db, provider: { getMigrations: () => Promise.resolve(then) } }).migrateToLatest();
  await sql`delete from dispatch_wake`.execute(db);
  for (const [table, rows] of Object.entries(released)) {
    await sql`insert into ${sql.table(table)} select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
      db,
    );
  }
  await migrateToLatest(url.href);
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
  await database.drop();
});

describe('a register of the release before', () => {
  it('keeps every row, with notices in today’s words', async () => {
    for (const [table, rows] of Object.entries(released)) {
      const { rows: now } = await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(db);
      const modern = table === 'notice' ? rows.map(inTodaysWords) : rows;
      for (const row of modern) expect(now.map((each) => each.row)).toContainEqual(expect.objectContaining(row));
      expect(now).toHaveLength(rows.length);
    }
    expect(new Set(rowsOf('notice').map(({ rule }) => rule))).toEqual(
      new Set([
        'assignment',
        'acknowledgement',
        'opening',
        'reminder',
        'return',
        'acceptance',
        'overdue',
        'escalation',
      ]),
    );
    expect(await trailsHold(db, campaignId)).toBe(true);
  });

  it('shows its campaign, items, reports and the reason of a return', async () => {
    expect(await findCampaign(db, campaignId)).toMatchObject({
      items: 3,
      assigned: 2,
      closed: 0,
    });
    expect(await db.selectFrom('plan_version').select(['n', 'document_name', 'reason']).execute()).toEqual([
      { n: 1, document_name: '责任事项.txt', reason: '' },
    ]);
    const [late, returned] = [await findItem(db, idOf('1.1')), await findItem(db, idOf('1.2'))];
    expect(late).toMatchObject({ status: 'active', origin: 'document', nextDue: at('2017-03-31', '17:30') });
    expect(returned).toMatchObject({ nextDue: at('2017-09-30', '17:30') });
    expect(returned?.checkpoints[0]).toMatchObject({
      status: 'accepted',
      round: 2,
      returns: 1,
      behind: false,
      extensions: 0,
    });
    expect((await submissionsOf(db, idOf('1.2'))).map(({ text, kind }) => [text, kind])).toEqual([
      ['初稿', 'report'],
      ['定稿', 'report'],
    ]);
    const told = await db
      .selectFrom('notice')
      .where('rule', '=', 'returned')
      .select(['said', 'calendar_version'])
      .execute();
    expect(told).toEqual([{ said: { reason: '缺数据' }, calendar_version: stateCouncilCalendar.version }]);
  });

  it('can say why each of its notices was sent', async () => {
    const told = (await timelineOf(db, idOf('1.1'))).flatMap((entry) =>
      entry.kind === 'notice' ? [`${entry.rule} ${entry.step} ${entry.basis.of} ${entry.basis.days}`] : [],
    );
    expect([...new Set(told)]).toEqual([
      'assignment 1 deed 0',
      // Counted from the launch, a day before the assignment went out.
      'unacknowledged 1 assignment 4',
      'unacknowledged 2 assignment 6',
      'reminder 10 due -10',
      'reminder 3 due -3',
      'reminder 1 due -1',
      'escalation 1 due 1',
      'overdue 1 due 1',
      'opening 1 opens 0',
      'escalation 2 due 3',
    ]);
    const rules = (await timelineOf(db, idOf('1.1'))).flatMap((entry) =>
      entry.kind === 'event' && entry.event === 'told' ? [entry.detail['rule']] : [],
    );
    expect(rules).toContain('unacknowledged');
    expect(rules).not.toContain('acknowledgement');
  });

  it('reports nothing of mails that were sent long ago', async () => {
    expect(rowsOf('mail').some((mail) => mail['state'] === 'rejected')).toBe(true);
    expect(await reportMails(db, claimWindow(at('2017-04-06')))).toBeNull();
  });

  it('goes on: what was staged is told, the late report is taken, the next date chased, the rest assigned', async () => {
    const told: ReleasedNotice[] = [];
    const compose = (_: unknown, notices: ReleasedNotice[]) => {
      told.push(...notices);
      return { subject: '', text: '', html: '' };
    };
    const staged = rowsOf('notice').filter((notice) => notice['state'] === 'staged');
    expect(staged.length).toBeGreaterThan(0);
    while (await claimNext(db, claimWindow(at('2017-04-07')), compose));
    expect(told.map((notice) => notice.id).sort()).toEqual(staged.map((notice) => String(notice['id'])).sort());
    for (const { item, basis, versions } of told) {
      expect(item.checkpoints).toHaveLength(2);
      expect(basis.of).not.toBe('deed');
      expect(versions.policy).not.toBe('');
    }
    const late = idOf('1.1');
    const [received, actor] = [at('2017-04-07', '10:00'), postOf('基础教育处')];
    await commitCommand(db, { id: 'late', itemId: late, actor, at: received, body: submit(1, '补报') });
    const applied = await applyCommand(context, late, { commandId: 'late', now: received });
    expect(applied.answer).toEqual({ ok: true });
    const state = (await db.selectFrom('item').where('id', '=', late).select('state').executeTakeFirstOrThrow()).state;
    expect(state).toMatchObject({
      schema: SCHEMA,
      rules: RULES,
      checkpoints: [{ status: 'submitted', late: true }, { status: 'open' }],
    });
    await pass(context, late, { from: applied, until: at('2017-10-09', '12:00') });
    const chased = await db
      .selectFrom('notice')
      .where('item_id', '=', late)
      .where('checkpoint', '=', 2)
      .orderBy('release_at')
      .select(['rule', 'step'])
      .execute();
    expect(chased.map(({ rule, step }) => `${rule} ${step}`)).toEqual(
      expect.arrayContaining(['reminder 10', 'reminder 3', 'reminder 1', 'overdue 1', 'escalation 1']),
    );
    const fresh = await applyAssignment(context, idOf('1.3'), at('2017-04-07', '10:00'));
    expect(fresh).toMatchObject({ status: 'active', nextDue: at('2017-09-30', '17:30') });
    await anchorAudits(db, at('2017-10-10'));
    expect(await trailsHold(db, campaignId)).toBe(true);
  });
});

function inTodaysWords(notice: Row): Row {
  const words: Record<string, string> = {
    acknowledgement: 'unacknowledged',
    return: 'returned',
    acceptance: 'accepted',
  };
  const { rule, step } = notice;
  return { ...notice, rule: words[String(rule)] ?? rule, step: step === 0 ? 1 : step };
}
