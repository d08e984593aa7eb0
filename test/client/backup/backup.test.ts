import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Migrator, sql } from 'kysely';
import pg from 'pg';
import { backUp, type BackedUp } from '../../../client/backup/back-up.js';
import { listBackups } from '../../../client/backup/backup-folder.js';
import { restore, type Restored } from '../../../client/backup/restore.js';
import { applyAssignment } from '../../../register/apply-event.js';
import { dumpRegister } from '../../../register/backup/dump-register.js';
import { loadRegister } from '../../../register/backup/load-register.js';
import { listTables } from '../../../register/backup/tables.js';
import { openDatabase, type Database } from '../../../register/database.js';
import { folderStore, type EvidenceStore } from '../../../register/evidence-store.js';
import * as register0001 from '../../../register/migrations/0001-register.js';
import * as planSpan0002 from '../../../register/migrations/0002-plan-span.js';
import { openRestoration } from '../../../register/restoration.js';
import { createDatabase, type TestDatabase } from '../../helpers/database.js';
import { random } from '../../helpers/random.js';
import { act, at, draftItem, register, submit, type Register } from '../../register/sample.js';

const NOW = at('2017-03-20', '02:15');
const ZONE = 'Asia/Shanghai';
const quiet = (): void => undefined;

let dir: string;
let r: Register;
let evidence: EvidenceStore;
const databases: TestDatabase[] = [];

/** A register in the middle of its year, with texts that a dump may stumble over, and evidence. */
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'duban-backup-'));
  r = await register([draftItem('1.1'), { ...draftItem('1.2'), title: 'a\tb\\N\n"引号"\\.𠀀🀄' }]);
  evidence = folderStore(path.join(dir, 'evidence'));
  const file = { ...(await evidence.put(Readable.from([Buffer.from('总结')]))), name: '总结.txt' };
  await evidence.put(Readable.from([randomBytes(300_000)]));
  const { db, context, items } = r;
  for (const id of Object.values(items)) await applyAssignment(context, id, at('2017-03-01', '16:00'));
  const body = { ...submit(1, '完成\r\n\t\\'), files: [file] };
  await act(r, items['1.1'] ?? '', { as: '基础教育处', at: at('2017-03-03'), body });
  await sql`update checkpoint set contents = 'null'::jsonb where n = 2`.execute(db);
}, 60_000);
afterAll(async () => {
  await r.close();
  await Promise.all(databases.map((database) => database.drop()));
  await rm(dir, { recursive: true, force: true });
});

async function empty(): Promise<TestDatabase> {
  const database = await createDatabase();
  databases.push(database);
  return database;
}

const take = (folder: string, given: { now?: number; databaseUrl?: string; progress?: () => void } = {}) =>
  backUp({
    ...{ databaseUrl: r.url, evidence, folder: path.join(dir, folder), now: NOW, zone: ZONE, progress: quiet },
    ...given,
  });
const give = (
  folder: string,
  database: TestDatabase,
  store = folderStore(path.join(dir, randomBytes(4).toString('hex'))),
) =>
  restore({
    databaseUrl: database.url,
    evidence: store,
    folder: path.join(dir, folder),
    now: NOW + 1,
    progress: quiet,
  });

/** Every row of every table, as PostgreSQL writes it. */
async function everything(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const all: Record<string, string[]> = {};
  for (const { name } of await listTables(client)) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t order by 1`);
    all[name] = rows.map(({ row }) => row);
  }
  await client.end();
  return all;
}

const isEmpty = async ({ url }: TestDatabase): Promise<boolean> =>
  Object.entries(await everything(url)).every(([table, rows]) => table === 'dispatch_wake' || rows.length === 0);

async function contentOf(store: EvidenceStore): Promise<[string, number][]> {
  const found: [string, number][] = [];
  for await (const entry of store.entries()) if (entry.kind === 'content') found.push([entry.sha256, entry.size]);
  return found;
}

describe('a backup', () => {
  let taken: BackedUp;
  let restored: Restored;
  let target: TestDatabase;
  const store = () => folderStore(path.join(dir, 'restored'));
  beforeAll(async () => {
    taken = await take('usual');
    target = await empty();
    restored = await give('usual', target, store());
  }, 60_000);

  it('gives back every row and every file', async () => {
    expect(taken).toMatchObject({
      dir: path.join(dir, 'usual', '2017-03-20-021500'),
      files: 2,
      copied: 2,
      damaged: [],
    });
    expect(restored).toMatchObject({ name: '2017-03-20-021500', at: NOW, rows: taken.rows, files: 2 });
    const { restoration, ...all } = await everything(target.url);
    const { restoration: none, ...before } = await everything(r.url);
    expect(none).toEqual([]);
    expect(restoration).toHaveLength(1);
    expect(all).toEqual(before);
    expect(await contentOf(store())).toEqual(await contentOf(evidence));
  });

  it('restored, remembers what it does not know', async () => {
    const db = openDatabase(target.url);
    expect(await openRestoration(db)).toEqual({ restoredAt: NOW + 1, backedUpAt: NOW });
    await db.destroy();
  });

  it('takes only the evidence that earlier ones have not', async () => {
    await evidence.put(Readable.from([Buffer.from('later')]));
    expect(await take('usual', { now: NOW + 1000 })).toMatchObject({ files: 3, copied: 1 });
    expect(await listBackups(path.join(dir, 'usual'))).toEqual(['2017-03-20-021500', '2017-03-20-021501']);
  });

  it('is of one instant, whoever goes on working', async () => {
    let busy = true;
    let n = 0;
    const work = (async () => {
      for (; busy; n += 1) {
        await r.db.transaction().execute(async (tx) => {
          const id = `busy${n}`;
          await tx
            .insertInto('person')
            .values({ id, name: id, mailbox: `${id}@example.org` })
            .execute();
          await tx
            .insertInto('bulletin')
            .values({ campaign_id: r.campaignId, period: id, due_at: sql`now()` })
            .execute();
        });
      }
      return true;
    })();
    while (n < 5) await sleep(5);
    await take('busy');
    busy = false;
    await work;
    const copy = await empty();
    await give('busy', copy);
    const { person = [], bulletin = [] } = await everything(copy.url);
    expect(bulletin.length).toBeGreaterThan(0);
    expect(person.filter((row) => row.includes('busy'))).toHaveLength(bulletin.length);
    await sql`delete from bulletin; delete from person where name like 'busy%'`.execute(r.db);
  }, 60_000);

  it('that was interrupted is none', async () => {
    const boom = (): void => {
      throw new Error('interrupted');
    };
    await expect(take('broken', { progress: boom })).rejects.toThrow('interrupted');
    const full = () => new Writable({ write: (_chunk, _encoding, done) => done(new Error('the disk is full')) });
    await expect(dumpRegister(r.url, full)).rejects.toThrow('the disk is full');
    // What a kill leaves.
    await mkdir(path.join(dir, 'broken', '2017-03-20-021500.partial'), { recursive: true });
    await expect(give('broken', await empty())).rejects.toMatchObject({ code: 'no-backup' });
  });

  it('says when its folder cannot be written', async () => {
    await writeFile(path.join(dir, 'a-file'), '');
    await expect(take('a-file')).rejects.toMatchObject({ code: 'backup-unwritable' });
    await mkdir(path.join(dir, 'full', '2017-03-20-021500'), { recursive: true });
    await writeFile(path.join(dir, 'full', '2017-03-20-021500', 'somebody’s'), '');
    await expect(take('full')).rejects.toMatchObject({ code: 'backup-unwritable' });
  });

  it('is not restored over a register that has data', async () => {
    await expect(give('usual', { url: r.url, drop: () => Promise.resolve() })).rejects.toMatchObject({
      code: 'register-not-empty',
    });
  });

  it('of a register of the release before is restored, and brought up to date', async () => {
    const { database, db } = await oldRegister();
    await take('old', { databaseUrl: database.url });
    const copy = await empty();
    await give('old', copy);
    const after = openDatabase(copy.url);
    const titles = await after.selectFrom('item').select(['title', 'status']).orderBy('code').execute();
    expect(titles).toEqual(
      await db
        .selectFrom('item')
        .select(['title', sql`'active'`.as('status')])
        .orderBy('code')
        .execute(),
    );
    expect(titles.length).toBeGreaterThan(0);
    await after.destroy();
    await db.destroy();
  }, 60_000);
});

describe('a damaged backup', () => {
  it('is refused whatever byte is changed, and the register stays empty', async () => {
    await take('damaged');
    const choice = random(20_170_320);
    const copy = await empty();
    const root = path.join(dir, 'damaged');
    const files = (await readdir(root, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const bytes = await readFile(file);
      const changed = Buffer.from(bytes);
      const place = choice.int(0, bytes.length - 1);
      changed[place] = (bytes[place] ?? 0) ^ (1 << choice.int(0, 7));
      await rm(file);
      await writeFile(file, changed);
      await expect(give('damaged', copy).then(() => file)).rejects.toMatchObject({ code: 'backup-damaged' });
      await rm(file);
      await expect(give('damaged', copy).then(() => file)).rejects.toMatchObject({ code: 'backup-damaged' });
      await writeFile(file, bytes);
    }
    expect(await isEmpty(copy)).toBe(true);
    expect(await give('damaged', copy)).toMatchObject({ files: 3 });
  }, 120_000);

  it('that fails while it is loaded leaves the register empty, and fit for another', async () => {
    const parts = new Map<string, Buffer[]>();
    const dump = await dumpRegister(r.url, (table) => {
      const chunks: Buffer[] = [];
      parts.set(table, chunks);
      return new Writable({ write: (chunk: Buffer, _encoding, done) => (chunks.push(chunk), done()) });
    });
    const copy = await empty();
    const load = (read: (table: string) => Readable) =>
      loadRegister(copy.url, { dump, read, backedUpAt: NOW, now: NOW });
    const written = (table: string): Readable => Readable.from(parts.get(table) ?? []);
    await expect(load((table) => (table === 'notice' ? Readable.from([]) : written(table)))).rejects.toMatchObject({
      code: 'backup-damaged',
    });
    const cut = new Readable({ read: () => cut.destroy(new Error('the disk is gone')) });
    await expect(load((table) => (table === 'notice' ? cut : written(table)))).rejects.toThrow('the disk is gone');
    expect(await isEmpty(copy)).toBe(true);
    await load(written);
    expect((await everything(copy.url))['notice']).toEqual((await everything(r.url))['notice']);
  }, 60_000);

  it('is what evidence that has changed on disk makes: it is named, and left out', async () => {
    const store = folderStore(path.join(dir, 'rotten'));
    const { sha256 } = await store.put(Readable.from([Buffer.from('original')]));
    const place = path.join(dir, 'rotten', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    await rm(place);
    await writeFile(place, 'original?');
    const input = { databaseUrl: r.url, folder: path.join(dir, 'of-rotten'), now: NOW, zone: ZONE, progress: quiet };
    expect(await backUp({ ...input, evidence: store })).toMatchObject({ files: 0, damaged: [sha256] });
  });
});

it('a backup holds all there is in the schema: whoever adds a sequence, a view or a type must add it to backups', async () => {
  const { rows } = await sql<{ what: string }>`
    select relkind::text || ' ' || relname as what from pg_class
      where relnamespace = current_schema()::regnamespace and relkind not in ('r', 'i', 't')
    union all select 'type ' || typname from pg_type t
      where typnamespace = current_schema()::regnamespace and typtype in ('d', 'e', 'r')
    union all select 'generated ' || attname from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace = current_schema()::regnamespace and (attgenerated <> '' or attidentity <> '')`.execute(r.db);
  expect(rows).toEqual([]);
});

/** As release 0.2 had it, with a campaign. */
async function oldRegister(): Promise<{ database: TestDatabase; db: Database }> {
  const base = await createDatabase();
  const name = `old_${randomBytes(4).toString('hex')}`;
  const admin = openDatabase(base.url);
  await sql`create database ${sql.id(name)}`.execute(admin);
  const url = new URL(base.url);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href);
  databases.push({
    url: url.href,
    async drop() {
      await sql`drop database ${sql.id(name)} with (force)`.execute(admin);
      await admin.destroy();
      await base.drop();
    },
  });
  const then = { '0001-register': register0001, '0002-plan-span': planSpan0002 };
  await new Migrator({ db, provider: { getMigrations: () => Promise.resolve(then) } }).migrateToLatest();
  const released = JSON.parse(await readFile('test/register/released/0002-plan-span.json', 'utf8')) as object;
  await sql`delete from dispatch_wake`.execute(db);
  for (const [table, rows] of Object.entries(released)) {
    const all = JSON.stringify(rows);
    await sql`insert into ${sql.table(table)} select * from jsonb_populate_recordset(null::${sql.table(table)}, ${all}::jsonb)`.execute(
      db,
    );
  }
  return { database: { url: url.href, drop: () => Promise.resolve() }, db };
}
