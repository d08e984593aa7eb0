import { copyFile, mkdtemp, open, readFile, readdir, rm, truncate, appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createDispatchActivities } from '../../activities/dispatch-activities.js';
import { armOverlooked } from '../../client/courier.js';
import { sendCommand } from '../../client/send-command.js';
import { archiveCampaign, type Archived } from '../../client/dossier/archive.js';
import { unarchive } from '../../client/dossier/unarchive.js';
import { verifyDossier } from '../../client/dossier/verify-dossier.js';
import type { Duban } from '../../client/duban.js';
import { DossierReader } from '../../documents/dossier/dossier-reader.js';
import { stateCouncilCalendar } from '../../domain/calendar/state-council.js';
import { instantOf } from '../../domain/calendar/zoned.js';
import { HOUR } from '../../domain/instant.js';
import { defaultPolicy } from '../../domain/policy.js';
import { openDatabase, timestamp, type Database } from '../../register/database.js';
import { DOSSIER_TABLES, NOT_IN_DOSSIER } from '../../register/dossier/dossier-tables.js';
import { endRest } from '../../register/dossier/read-back.js';
import { folderStore } from '../../register/evidence-store.js';
import { createDatabase, type TestDatabase } from '../helpers/database.js';
import { SENDER, playRegister, type PlayedRegister } from '../helpers/played-register.js';
import { random } from '../helpers/random.js';

const databases: TestDatabase[] = [];
let dir: string;
let duban: Duban;
let played: PlayedRegister;
let made: Archived;
let file: string;

async function installation(name: string): Promise<Duban> {
  const database = await createDatabase();
  databases.push(database);
  const db = openDatabase(database.url);
  const evidence = folderStore(path.join(dir, name));
  const none = undefined as never;
  return { db, evidence, temporal: none, taskQueue: '', calendar: stateCouncilCalendar, policy: defaultPolicy };
}

const archive = (of: Duban, campaignId: string, to: string) =>
  archiveCampaign(of, { campaignId, file: to, now: played.end, sender: SENDER, onItem: () => undefined });
const check = (of: string, noted?: string) => verifyDossier({ file: of, noted, onBytes: () => undefined });

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-dossier-'));
  duban = await installation('evidence');
  played = await playRegister(duban.db, { seed: 3, year: 2041, store: duban.evidence });
  file = path.join(dir, '卷宗.zip');
  made = await archive(duban, played.campaignId, file);
}, 120_000);
afterAll(async () => {
  await duban.db.destroy();
  for (const database of databases) await database.drop();
  await rm(dir, { recursive: true });
});

function dispatchOf({ db, calendar, policy }: Duban, sent: string[]) {
  return createDispatchActivities({
    ...{ db, calendar, policy, heartbeat: () => undefined, stopped: () => false, warn: () => undefined },
    compose: () => ({ subject: '', text: '', html: '' }),
    prepare:
      ({ id }) =>
      () => {
        sent.push(id);
        return Promise.resolve({ kind: 'accepted', response: '250 ok' });
      },
    sendCommand: () => Promise.resolve(),
  });
}

/** Every row of every table of a dossier, by PostgreSQL's own text. */
async function dump(db: Database): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const { name } of DOSSIER_TABLES) {
    const { rows } = await sql<{
      row: string;
    }>`select to_jsonb(t)::text as row from ${sql.table(name)} t order by 1`.execute(db);
    tables[name] = rows.map(({ row }) => row);
  }
  return tables;
}

describe('a dossier', () => {
  it('is whole: a page for every item, every mail as it was sent, every file once, and nothing is left beside it', async () => {
    expect((await readdir(dir)).sort()).toEqual(['evidence', '卷宗.zip']);
    const reader = await DossierReader.open(file);
    const counts = new Map<string, number>();
    const mails: Buffer[] = [];
    for await (const { what, file: name, content } of reader.files()) {
      counts.set(what, (counts.get(what) ?? 0) + 1);
      expect(name).not.toMatch(/(^|\/)\.|[\\:*?"<>|]|\/ | $/);
      if (what !== 'mail') continue;
      const chunks: Buffer[] = [];
      for await (const chunk of await content()) chunks.push(chunk as Buffer);
      mails.push(Buffer.concat(chunks));
    }
    reader.close();
    const { db } = duban;
    const { rows } = await sql<{ items: number; files: number }>`select
      (select count(*)::int from item) as items, (select count(distinct sha256)::int from evidence) as files`.execute(
      db,
    );
    expect(rows[0]?.files).toBeGreaterThan(2);
    expect(Object.fromEntries(counts)).toEqual({
      ...{ readme: 1, index: 1, ledger: 1, plan: 1, timelines: 1, rows: DOSSIER_TABLES.length },
      ...{ timeline: rows[0]?.items, evidence: rows[0]?.files, mail: played.sent.size },
    });
    expect(mails.map(String).sort()).toEqual([...played.sent.values()].map(String).sort());
  });

  it('has rows of every table of the register, but of the installation’s own', async () => {
    const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_name not like 'kysely%'`.execute(duban.db);
    const known = [...DOSSIER_TABLES.map(({ name }) => name), ...NOT_IN_DOSSIER];
    expect(rows.map(({ name }) => name).sort()).toEqual(known.sort());
  });

  it('verifies by itself, and against the seal that was noted', async () => {
    expect(await check(file, made.seal)).toMatchObject({
      faults: [],
      seal: made.seal,
      files: made.files,
      trails: { items: made.trails.items, entries: made.trails.entries },
    });
    expect((await check(file, 'f'.repeat(64))).faults).toEqual([expect.stringContaining('不是当时封存的那一份')]);
  });

  it('does not verify after any one byte was changed, at 200 places, at its ends, cut, or with something put on', async () => {
    const bytes = await readFile(file);
    const damaged = path.join(dir, 'damaged.zip');
    await copyFile(file, damaged);
    const choose = random(20270101);
    const places = [
      0,
      1,
      bytes.length - 1,
      bytes.length - 64,
      ...Array.from({ length: 200 }, () => choose.int(0, bytes.length - 1)),
    ];
    const handle = await open(damaged, 'r+');
    for (const place of places) {
      const was = bytes[place] as number;
      await handle.write(Buffer.from([was ^ (1 << choose.int(0, 7))]), 0, 1, place);
      const { faults } = await check(damaged);
      if (faults.length === 0) throw new Error(`not found: byte ${place}`);
      await handle.write(Buffer.from([was]), 0, 1, place);
    }
    await handle.close();
    expect((await check(damaged)).faults).toEqual([]);
    await appendFile(damaged, '\n');
    expect((await check(damaged)).faults).not.toEqual([]);
    for (const length of [bytes.length - 1, bytes.length >> 1, 1, 0]) {
      await truncate(damaged, length);
      expect((await check(damaged)).faults).not.toEqual([]);
    }
  }, 120_000);

  it('reads back into an empty installation row for row, at rest', async () => {
    const other = await installation('other');
    const campaign = await unarchive(other, { file, now: played.end, arm: false, onBytes: () => undefined });
    expect(campaign.items).toBe(made.trails.items);
    expect(await dump(other.db)).toEqual(await dump(duban.db));
    const again = path.join(dir, '再.zip');
    const copy = await archive(other, played.campaignId, again);
    expect([copy.files, copy.trails.heads]).toEqual([made.files, made.trails.heads]);
    await expect(
      unarchive(other, { file, now: played.end, arm: false, onBytes: () => undefined }),
    ).rejects.toMatchObject({ code: 'campaign-known' });
    // Years later the dispatch of that installation wakes: nothing is mailed, nothing moves, nobody can act.
    const sent: string[] = [];
    const dispatch = dispatchOf(other, sent);
    await other.db
      .updateTable('mail')
      .set({ state: 'pending', next_attempt_at: timestamp(0), finished_at: null })
      .execute();
    await other.db.updateTable('notice').set({ state: 'staged', mail_id: null }).execute();
    const before = await dump(other.db);
    const now = played.end + 3 * 365 * 24 * HOUR;
    expect((await dispatch.planRelease({ now })).due).toBe(false);
    await dispatch.releaseBatch({ now });
    expect(await armOverlooked(other, now)).toBe(0);
    expect([sent, await dump(other.db)]).toEqual([[], before]);
    await expect(
      sendCommand(other, played.campaignId, {
        ...{ id: 'late', itemId: '', actor: '', at: now },
        body: { kind: 'acknowledge' },
      }),
    ).rejects.toMatchObject({ code: 'at-rest' });
    // Unless the office says so.
    expect(await endRest(other.db, played.campaignId)).toBe(true);
    await dispatch.releaseBatch({ now: instantOf('2044-03-01', '10:00', 'Asia/Shanghai') });
    expect(sent.length).toBeGreaterThan(0);
    await other.db.destroy();
  }, 60_000);

  it('is not read back beside campaigns that are at work, nor where it is faulty', async () => {
    const other = await installation('working');
    await playRegister(other.db, { seed: 5, year: 2041, store: other.evidence });
    const input = { file, now: played.end, arm: false, onBytes: () => undefined };
    await expect(unarchive(other, input)).rejects.toMatchObject({ code: 'not-empty' });
    const damaged = path.join(dir, 'damaged.zip');
    await expect(unarchive(other, { ...input, file: damaged })).rejects.toMatchObject({ code: 'dossier-faulty' });
    await other.db.destroy();
  }, 60_000);
});
