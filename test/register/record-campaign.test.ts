import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { defaultPolicy } from '../../domain/policy.js';
import { commitCommand } from '../../register/commit-command.js';
import { openDatabase, type Database } from '../../register/database.js';
import { installedCalendar, recordHolidayNotice } from '../../register/holiday-notices.js';
import { timekeepingOf } from '../../register/queries/timekeeping.js';
import { recordCampaign } from '../../register/record-campaign.js';
import { createDatabase, type TestDatabase } from '../helpers/database.js';
import { at, campaign, draftItem, roster } from './sample.js';

let database: TestDatabase;
let db: Database;

beforeEach(async () => {
  database = await createDatabase();
  db = openDatabase(database.url, { connections: 12 });
});
afterEach(async () => {
  await db.destroy();
  await database.drop();
});

async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of ['campaign', 'item', 'item_post', 'checkpoint', 'post', 'person', 'holding'] as const) {
    found[table] = (
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;
  }
  return found;
}

const one = { campaign: 1, item: 2, item_post: 10, checkpoint: 4, post: 5, person: 4, holding: 5 };

describe('recording a campaign', () => {
  it('records a document for a year once, also when ten launch it at the same time', async () => {
    const given = campaign([draftItem('1.1'), draftItem('1.2')]);
    const recorded = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        recordCampaign(db, { ...given, roster: i % 2 ? roster : roster.toReversed() }),
      ),
    );
    expect(recorded.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(recorded.map(({ id }) => id)).size).toBe(1);
    expect(await counts()).toEqual(one);
    expect(await recordCampaign(db, given)).toEqual({ id: recorded[0]?.id, isNew: false });
    expect(await counts()).toEqual(one);
  });

  it('takes the same document for another year for another campaign, of the same posts', async () => {
    const given = campaign([draftItem('1.1'), draftItem('1.2')]);
    await recordCampaign(db, given);
    expect((await recordCampaign(db, { ...given, draft: { ...given.draft, year: 2018 } })).isNew).toBe(true);
    expect(await counts()).toEqual({ ...one, campaign: 2, item: 4, item_post: 20, checkpoint: 8 });
  });

  it('records nothing at all when the plan names a post that the roster does not', async () => {
    const given = campaign([
      draftItem('1.1'),
      { ...draftItem('1.2'), divisions: [{ name: '体卫艺处', role: 'lead' }] },
    ]);
    await expect(recordCampaign(db, given)).rejects.toThrow('not in the roster: division 体卫艺处');
    expect(await counts()).toEqual(Object.fromEntries(Object.keys(one).map((table) => [table, 0])));
  });

  it('moves a post to another mailbox in one row, and leaves the others of its person alone', async () => {
    await recordCampaign(db, campaign());
    const before = await holdings();
    await recordCampaign(db, {
      ...campaign(),
      roster: roster.map((entry) =>
        entry.post === '高教处' ? { ...entry, person: '赵六', mailbox: 'zhao@example.org' } : entry,
      ),
    });
    expect(before).toEqual([
      '基础教育处 张三 zhang@example.org',
      '夏春胤 张三 zhang@example.org',
      '孟晖 孟晖 meng@example.org',
      '督查室 王五 wang@example.org',
      '高教处 李四 li@example.org',
    ]);
    expect(await holdings()).toEqual(
      before.map((line) => (line.startsWith('高教处') ? '高教处 赵六 zhao@example.org' : line)),
    );
  });

  it('gives a lead the head that the roster names for its division, and a post its other contact', async () => {
    const head = { kind: 'head' as const, post: '基础教育处', person: '赵六', mailbox: 'zhao@example.org' };
    const second = { person: '钱七', mailbox: 'qian@example.org' };
    const rows = roster.map((row) => (row.post === '高教处' ? { ...row, second } : row));
    await recordCampaign(db, { ...campaign(), roster: [...rows, head] });
    const heads = await db
      .selectFrom('item_post')
      .innerJoin('post', 'post.id', 'item_post.post_id')
      .innerJoin('post as lead', 'lead.id', 'item_post.for_post')
      .where('role', '=', 'head')
      .select(['post.kind', 'post.name', 'lead.kind as leadKind', 'lead.name as lead'])
      .execute();
    expect(heads).toEqual([{ kind: 'head', name: '基础教育处', leadKind: 'division', lead: '基础教育处' }]);
    expect(await contacts()).toEqual(['高教处 钱七']);
    await recordCampaign(db, campaign());
    expect(await contacts()).toEqual([]);
  });

  it('keeps its first version, its policy and the holiday notices its dates go by, those entered by hand first', async () => {
    const notice = { year: 2018, off: '01-01', worked: '', source: '2018年放假通知', at: at('2017-03-01') };
    await recordHolidayNotice(db, notice);
    const { id } = await recordCampaign(db, campaign());
    const row = await db.selectFrom('campaign').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
    const version = `${stateCouncilCalendar.version}+2018`;
    expect(row).toMatchObject({ policy: defaultPolicy, calendar_version: version, ended_at: null });
    expect(row.calendar?.version).toBe(version);
    expect(Object.keys(row.calendar?.notices ?? {})[0]).toBe('2016');
    expect(row.calendar?.notices[2018]).toEqual({ off: '01-01', worked: '' });
    expect(row.calendar?.notices[2017]).toEqual(stateCouncilCalendar.notices[2017]);
    const versions = await db.selectFrom('plan_version').select(['campaign_id', 'n', 'document', 'at']).execute();
    expect(versions).toEqual([{ campaign_id: id, n: 1, document: 'a'.repeat(64), at: campaign().launchedAt }]);

    await recordHolidayNotice(db, notice);
    expect((await installedCalendar(db, stateCouncilCalendar)).version).toBe(version);
    await recordHolidayNotice(db, { ...notice, off: '01-01 01-02' });
    const corrected = await installedCalendar(db, stateCouncilCalendar);
    expect(corrected.version).toBe(`${version}.2`);
    expect([corrected.isWorkingDay('2018-01-02'), corrected.isWorkingDay('2018-02-15')]).toEqual([false, true]);
    const kept = await timekeepingOf(db, id, corrected);
    expect([kept?.calendar.version, kept?.calendar.isWorkingDay('2018-01-02')]).toEqual([version, true]);
  });

  it('lets two launches with each other’s people pass each other', async () => {
    await recordCampaign(db, campaign());
    const swapped = roster.map((entry, i) => ({ ...entry, ...pick(roster[(i + 1) % roster.length]) }));
    const launches = Array.from({ length: 12 }, (_, i) => {
      const list = i % 2 ? roster : swapped;
      return recordCampaign(db, {
        ...campaign([draftItem('1')], String(i).padStart(64, '0')),
        roster: i % 3 ? list : list.toReversed(),
      });
    });
    expect((await Promise.all(launches)).every(({ isNew }) => isNew)).toBe(true);
  });

  it('holds up no command of another campaign, however large it is', async () => {
    await recordCampaign(db, campaign());
    const item = await db.selectFrom('item').select('id').executeTakeFirstOrThrow();
    const actor = await db.selectFrom('post').where('name', '=', '基础教育处').select('id').executeTakeFirstOrThrow();
    const large = campaign(
      Array.from({ length: 400 }, (_, i) => draftItem(String(i))),
      'b'.repeat(64),
    );
    let done = false;
    const recorded = recordCampaign(db, large).then(() => (done = true));
    await sleep(100);
    await commitCommand(db, {
      id: 'c',
      itemId: item.id,
      actor: actor.id,
      at: at('2017-03-03'),
      body: { kind: 'acknowledge' },
    });
    expect(done).toBe(false);
    await recorded;
  });
});

function pick(entry: (typeof roster)[number] | undefined): { person: string; mailbox: string } {
  return { person: entry?.person ?? '', mailbox: entry?.mailbox ?? '' };
}

async function contacts(): Promise<string[]> {
  const rows = await db
    .selectFrom('holding')
    .innerJoin('post', 'post.id', 'holding.post_id')
    .innerJoin('person', 'person.id', 'holding.person_id')
    .where('contact', '=', 2)
    .select(['post.name as post', 'person.name'])
    .execute();
  return rows.map(({ post, name }) => `${post} ${name}`);
}

async function holdings(): Promise<string[]> {
  const rows = await db
    .selectFrom('holding')
    .innerJoin('post', 'post.id', 'holding.post_id')
    .innerJoin('person', 'person.id', 'holding.person_id')
    .select(['post.name as post', 'person.name', 'mailbox'])
    .execute();
  return rows.map(({ post, name, mailbox }) => `${post} ${name} ${mailbox}`).sort();
}
